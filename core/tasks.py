from celery import shared_task

from core.services import delivery, digests


@shared_task(name="core.deliver_waiting", acks_late=True)
def deliver_waiting() -> int:
    """Every minute: send the messages that wait, whatever has become of whoever should have sent them."""
    digests.gather_urgent()
    return delivery.deliver_waiting()
