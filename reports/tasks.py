from celery import shared_task

from core import clock
from core.rules.months import Month
from reports.services import building


@shared_task(name="reports.build_monthly_report", acks_late=True)
def build_monthly_report(month: str | None = None) -> list[str]:
    """On the first: the report of the month before, for the county and each park; or of the month given."""
    wanted = Month.parse(month) if month else Month.of(clock.today()).previous
    return [str(report) for report in building.build_all(wanted)]


@shared_task(name="reports.catch_up", acks_late=True)
def catch_up() -> list[str]:
    """Every ten minutes: the month before, where nobody has built it."""
    wanted = Month.of(clock.today()).previous
    return [str(report) for report in building.build_missing(wanted)]
