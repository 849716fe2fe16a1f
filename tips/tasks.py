from datetime import date

from celery import shared_task

from core import clock
from core.services import runs
from tips.services import erasing


@shared_task(name="tips.tidy", acks_late=True)
def tidy(on: str | None = None) -> dict[str, object]:
    """Every night: reporters whose period is over are erased, photos that nobody has sent are dropped."""
    day = date.fromisoformat(on) if on else clock.today()
    with runs.observed(erasing.JOB, day):
        return erasing.tidy(day).as_json()
