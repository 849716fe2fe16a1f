"""The course of the ledger over the months, in one statement whatever their number."""

from dataclasses import dataclass, replace

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import TruncMonth

from core import clock, figures
from core.figures import Asked, Moment
from core.rules.months import Month
from rectification.figures import COUNTED, Ledger
from rectification.states import State

BORN = ""
FIELDS = {BORN: "new", State.CLOSED: "closed"}
"""What an item of a month became, and the field that counts it; whatever else ended is void."""


@dataclass
class MonthlyCourse:
    """The balance of a month, with the meanings of the registered figures ledger.new, closed, void, closing."""

    month: Month
    new: int = 0
    closed: int = 0
    void: int = 0
    closing: int = 0


def course(asked: Asked, months: int, *, closing: int | None = None) -> list[MonthlyCourse]:
    """The months up to the one asked for, the earliest first; months after the moment asked for are left out.

    `closing` is the balance at the end of the last one, where the caller has read it already.
    """
    last = min(asked.the_month, Month.of(asked.moment.day))
    found = {month: MonthlyCourse(month) for month in (last.plus(back) for back in range(1 - months, 1))}
    _count(found, asked, last)
    balance = _closing(asked, last) if closing is None else closing
    for month in sorted(found, reverse=True):
        found[month].closing = balance
        balance -= found[month].new - found[month].closed - found[month].void
    return [found[month] for month in sorted(found)]


def _closing(asked: Asked, last: Month) -> int:
    at_the_end = replace(asked, month=last)
    return figures.read(["ledger.closing"], at_the_end)["ledger.closing"].value


def _count(found: dict[Month, MonthlyCourse], asked: Asked, last: Month) -> None:
    rows = Ledger().rows(asked).filter(COUNTED).order_by()
    start, end = clock.start_of(min(found).first), Moment.end_of(last.last).at
    born = rows.filter(registered_at__gte=start, registered_at__lt=end).annotate(
        month=TruncMonth("registered_at"), became=Value(BORN, CharField())
    )
    ended = rows.filter(ended_at__gte=start, ended_at__lt=end).annotate(month=TruncMonth("ended_at"), became=F("state"))
    by_month = [each.values_list("month", "became").annotate(n=Count("pk")) for each in (born, ended)]
    for month, became, count in by_month[0].union(by_month[1], all=True):
        field = FIELDS.get(became, "void")
        setattr(found[Month.of(month)], field, getattr(found[Month.of(month)], field) + count)
