from datetime import date

from celery import shared_task

from core import clock
from core.services import runs
from projects.services import checking


@shared_task(name="enterprises.check_project_compliance", acks_late=True)
def check_project_compliance(on: str | None = None) -> dict[str, object]:
    """Every night: what is unlawful of the projects today, or on the day given."""
    day = date.fromisoformat(on) if on else clock.today()
    with runs.observed(checking.JOB, day):
        return checking.check_all(day).as_json()
