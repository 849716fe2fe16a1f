from celery import shared_task

from core import clock
from core.services import delivery, digests, runs, troubles, uploads
from core.services.backup import daily


@shared_task(name="core.deliver_waiting", acks_late=True)
def deliver_waiting() -> int:
    """Every minute: send the messages that wait, whatever has become of whoever should have sent them."""
    digests.gather_urgent()
    return delivery.deliver_waiting()


@shared_task(name="core.drop_held_uploads", acks_late=True)
def drop_held_uploads() -> int:
    """Every night: files that were chosen and never used are forgotten after HELD_UPLOAD_DAYS."""
    with runs.observed(uploads.DROP, clock.today()):
        dropped = uploads.drop_old()
    runs.note(uploads.DROP, clock.today(), dropped=dropped)
    return dropped


@shared_task(name="core.keep_backups", acks_late=True, time_limit=2 * daily.LONGEST_SECONDS)
def keep_backups() -> list[str]:
    """Every ten minutes: the backup of the day and its drill, once their hours have come."""
    return daily.run(clock.now())


@shared_task(name="core.watch_operations", acks_late=True)
def watch_operations() -> int:
    """Every hour: tell the system administrators what does not work, once a day."""
    return troubles.tell(clock.now())
