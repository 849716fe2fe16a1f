from datetime import date

from celery import shared_task

from challenges.services import climbing
from core import clock
from core.services import runs


@shared_task(name="challenges.climb", acks_late=True)
def climb(on: str | None = None) -> dict[str, object]:
    """Every morning: what nobody has answered in time moves up or ends, today or on the day given."""
    day = date.fromisoformat(on) if on else clock.today()
    with runs.observed(climbing.JOB, day):
        return climbing.climb(day).as_json()
