"""The months behind the demonstration: reports of the last four, all issued but the newest, a draft.

Of the first two the sent version is there too, as the office changed it.
"""

from datetime import date, datetime, time

from core import clock
from core.rules.months import Month
from core.services.acting import take
from demo.county import County
from demo.sent_reports import SENT, send, take_up
from demo.timelines import COUNTY_TIME
from reports.models import MonthlyReport
from reports.services import building
from reports.workflow import REPORTS

MONTHS = 4


def build_some(county: County, today: date) -> None:
    """Each on the first of the month after it, by the real services."""
    last = Month.of(today).previous
    for back in range(MONTHS - 1, -1, -1):
        month = last.plus(-back)
        with clock.at(_night_after(month)):
            report = building.build(month, county.government)
        if back:
            _issue(report, county)
        if back >= MONTHS - SENT:
            send(MonthlyReport.objects.get(pk=report.pk), county)
        if back == MONTHS - SENT:
            take_up(report, county)
    with clock.at(_night_after(last)):
        building.build_missing(last)


def _issue(report: MonthlyReport, county: County) -> None:
    coordinator, superior = county.logins["coordinator"], county.logins["superior"]
    with clock.at(_night_after(report.month, hour=10)):
        report = take(REPORTS, report.pk, "review", actor=coordinator, version=report.version)
        report = take(REPORTS, report.pk, "approve", actor=superior, version=report.version)
        take(REPORTS, report.pk, "issue", actor=coordinator, version=report.version)


def _night_after(month: Month, hour: int = 1) -> datetime:
    return datetime.combine(month.plus(1).first, time(hour), COUNTY_TIME)
