"""The clocks of the re-inspection and of listed supervision (domain rules D03, D06): days, each with its derivation."""

from datetime import date, timedelta

from core.rules.months import add_months
from core.rules.working_days import Calendar
from rectification.rules.deadlines import Deadline, Derivation

RECHECK_DAYS = 10
"""D03 (令15号): re-inspection within ten days of the request."""

LISTING_MONTHS = 12
LISTING_PUBLISH_WORKING_DAYS = 5
LISTING_EXTENSION_WORKING_DAYS = 20
LISTING_DECISION_WORKING_DAYS = 10
"""D06 (Qingdao 2012): a year at most; published within 5 working days; extension 20 before, decided within 10."""


def recheck_due(submitted_on: date, calendar: Calendar) -> Deadline:
    """When the re-inspection is due (D03): ten days after the request, off a holiday to the next working day."""
    plain = submitted_on + timedelta(days=RECHECK_DAYS)
    day = calendar.add_days(submitted_on, RECHECK_DAYS)
    moved_from = plain.isoformat() if day != plain else ""
    return Deadline(
        day, Derivation("D03", "submitted", submitted_on.isoformat(), RECHECK_DAYS, calendar.version, moved_from)
    )


def requests_due_within(first: date, last: date, calendar: Calendar) -> tuple[date, date]:
    """The earliest and latest request whose re-inspection falls due within these days.

    Where none does, the earliest lies after the latest.
    """
    latest = last - timedelta(days=RECHECK_DAYS)
    while calendar.add_days(latest, RECHECK_DAYS) > last:
        latest -= timedelta(days=1)
    if first == date.min:
        return date.min, latest
    earliest = first - timedelta(days=RECHECK_DAYS)
    while calendar.add_days(earliest - timedelta(days=1), RECHECK_DAYS) >= first:
        earliest -= timedelta(days=1)
    return earliest, latest


def working_days_before(end: date, count: int, calendar: Calendar) -> date:
    """The last day that leaves at least `count` working days up to the end, the end itself counted."""
    day, left = end, count
    while left > 0:
        left -= calendar.is_working_day(day)
        day -= timedelta(days=1)
    return day


def listing_limit(listed_on: date, calendar: Calendar) -> Deadline:
    """The latest end of listed supervision (D06): a year after the listing."""
    day = add_months(listed_on, LISTING_MONTHS)
    days = (day - listed_on).days
    return Deadline(day, Derivation("D06-limit", "listed", listed_on.isoformat(), days, calendar.version))


def listing_limit_of(deadline: date, listed_on: date, calendar: Calendar) -> Deadline:
    """The deadline in force of the item as the limit of its listing."""
    days = (deadline - listed_on).days
    return Deadline(deadline, Derivation("D06-deadline", "listed", listed_on.isoformat(), days, calendar.version))


def listing_publish_by(listed_on: date, calendar: Calendar, *, limit: date) -> Deadline:
    """By when the listing is made public (D06): 5 working days, and not after its own limit."""
    usual = in_working_days(listed_on, LISTING_PUBLISH_WORKING_DAYS, "D06-publish", "listed", calendar)
    return usual if usual.day <= limit else listing_limit_of(limit, listed_on, calendar)


def listing_extension_by(limit_on: date, calendar: Calendar) -> Deadline:
    """The last day on which an extension of the limit may be asked for (D06): 20 working days before it."""
    day = working_days_before(limit_on, LISTING_EXTENSION_WORKING_DAYS, calendar)
    derivation = Derivation(
        "D06-extension", "limit", limit_on.isoformat(), -LISTING_EXTENSION_WORKING_DAYS, calendar.version
    )
    return Deadline(day, derivation)


def listing_decide_by(asked_on: date, calendar: Calendar) -> Deadline:
    """By when an extension that has been asked for is decided on (D06): 10 working days."""
    return in_working_days(asked_on, LISTING_DECISION_WORKING_DAYS, "D06-decide", "extension asked", calendar)


def in_working_days(start: date, days: int, rule: str, event: str, calendar: Calendar) -> Deadline:
    """A day that is so many working days after another one, with its derivation."""
    day = calendar.add_working_days(start, days)
    return Deadline(day, Derivation(rule, event, start.isoformat(), days, calendar.version))
