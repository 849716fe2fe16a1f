from celery import shared_task

from core.services import delivery


@shared_task(name="core.deliver_waiting", acks_late=True)
def deliver_waiting() -> int:
    """Every minute: send the digests that wait, whatever has become of whoever should have sent them."""
    return delivery.deliver_waiting()
