from datetime import date

from celery import shared_task

from core import clock
from core.services import runs
from safety.services import proposing


@shared_task(name="safety.propose_shortfalls", acks_late=True)
def propose_shortfalls(on: str | None = None) -> dict[str, object]:
    """Every night: what falls short of safety today, or on the day given."""
    day = date.fromisoformat(on) if on else clock.today()
    with runs.observed(proposing.JOB, day):
        return proposing.propose_all(day).as_json()
