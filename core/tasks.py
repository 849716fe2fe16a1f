from celery import shared_task

from core import clock
from core.services import runs, uploads
from core.services.backup import daily


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
