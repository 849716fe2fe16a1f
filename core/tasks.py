from celery import shared_task

from core import clock
from core.services import delivery, digests, runs, uploads


@shared_task(name="core.deliver_waiting", acks_late=True)
def deliver_waiting() -> int:
    """Every minute: send the messages that wait, whatever has become of whoever should have sent them."""
    digests.gather_urgent()
    return delivery.deliver_waiting()


@shared_task(name="core.drop_held_uploads", acks_late=True)
def drop_held_uploads() -> int:
    """Every night: files that were chosen and never used are forgotten after HELD_UPLOAD_DAYS."""
    dropped = uploads.drop_old()
    runs.note("drop_held_uploads", clock.today(), dropped=dropped)
    return dropped
