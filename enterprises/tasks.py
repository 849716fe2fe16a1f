from datetime import date

from celery import shared_task

from core import clock
from core.services import runs
from enterprises.services import expiry
from notices.services.clock_notices import JOB


@shared_task(name="enterprises.check_permit_expiry", acks_late=True)
def check_permit_expiry(on: str | None = None) -> dict[str, object]:
    """Every morning: what comes to its last day, of permits and of every other clock, today or on the day given."""
    day = date.fromisoformat(on) if on else clock.today()
    with runs.observed(JOB, day):
        return expiry.check(day).as_json()


@shared_task(name="enterprises.catch_up_expiry", acks_late=True)
def catch_up_expiry() -> list[str]:
    """Every minute: the days on which nothing ran."""
    with runs.observed(JOB, clock.today()):
        return [day.isoformat() for day in expiry.catch_up(clock.now())]
