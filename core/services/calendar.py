"""The county's working-day calendar, from the table of exceptions."""

import hashlib
from datetime import date

import chinese_calendar
from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.kept import forget, kept
from core.models import CalendarDay
from core.rules.working_days import SATURDAY, Calendar
from core.states import DayKind

CACHE_KEY = "core:calendar"
KEPT_SECONDS = 300
KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.holidays)


class UnknownYearError(DomainError):
    """No holiday notice of this year is at hand; until one is loaded only weekends count."""


def current() -> Calendar:
    """The calendar in force; its version changes with every change of the table."""
    return kept(CACHE_KEY, _read, seconds=KEPT_SECONDS)


def _read() -> Calendar:
    rows = dict(CalendarDay.objects.order_by("day").values_list("day", "kind"))
    digest = hashlib.sha256("".join(f"{day}{kind}" for day, kind in rows.items()).encode()).hexdigest()
    years = frozenset(day.year for day in rows)
    version = f"{min(years)}-{max(years)}/{digest[:8]}" if years else "weekends"
    return Calendar(exceptions=rows, version=version, years=years)


def forget_current() -> None:
    """The table has changed under the cache: read it anew."""
    forget(CACHE_KEY)


@transaction.atomic
def load_year(year: int, days: dict[date, str], notice: str = "") -> int:
    """Replace one year of the table; an administrator does this each December."""
    CalendarDay.objects.filter(day__year=year).delete()
    CalendarDay.objects.bulk_create(CalendarDay(day=day, kind=kind, notice=notice) for day, kind in days.items())
    # At once for the rest of this transaction, and again for whoever has read the old table meanwhile.
    forget_current()
    transaction.on_commit(forget_current)
    return len(days)


def published_exceptions(year: int) -> dict[date, str]:
    """The days of a year on which the published calendar differs from the plain week.

    Raises UnknownYearError for a year whose notice the source doesn't know yet.
    """
    if year not in KNOWN_YEARS:
        raise UnknownYearError(
            _("The holiday notice of %(year)s is not known; only weekends count.") % {"year": year}, "year"
        )
    found: dict[date, str] = {}
    for day in chinese_calendar.get_dates(date(year, 1, 1), date(year, 12, 31)):
        working, weekday = chinese_calendar.is_workday(day), day.weekday() < SATURDAY
        if working != weekday:
            found[day] = DayKind.WORKDAY if working else DayKind.HOLIDAY
    return found
