"""How many supervisors were in post, and how many of them qualified, over the months."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from capability.models import Supervisor
from capability.rules.staffing import Staffing
from core.rules.months import Month

TREND_MONTHS = 24


def staffing_on(people: Iterable[Supervisor], day: date) -> Staffing:
    """Of people who came with their earlier posts."""
    there = [person for person in people if person.is_in_post(day)]
    return Staffing(len(there), sum(person.is_qualified(day) for person in there))


def course(rows: QuerySet[Supervisor], today: date, months: int = TREND_MONTHS) -> list[tuple[Month, Staffing]]:
    """The staffing at the end of each of the last months, today for the present one; two queries for all of them."""
    people = list(rows.prefetch_related("earlier_posts"))
    ends: Sequence[Month] = [Month.of(today).plus(-back) for back in range(months - 1, -1, -1)]
    return [(month, staffing_on(people, min(month.last, today))) for month in ends]
