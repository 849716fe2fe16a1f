from celery import shared_task

from core import clock
from notices.services import delivery, digests, telling_troubles


@shared_task(name="core.deliver_waiting", acks_late=True)
def deliver_waiting() -> int:
    """Every minute: send the messages that wait, whatever has become of whoever should have sent them."""
    digests.gather_urgent()
    return delivery.deliver_waiting()


@shared_task(name="core.watch_operations", acks_late=True)
def watch_operations() -> int:
    """Every hour: tell the system administrators what does not work, once a day."""
    return telling_troubles.tell(clock.now())
