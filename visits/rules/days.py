"""Days of a visit: its week, and whether it was filed early enough (domain rules R7)."""

from datetime import date, timedelta

from core.rules.working_days import Calendar


def week_of(day: date) -> date:
    """The Monday of its week: visits of one enterprise in the same week are offered to be joined (综合查一次)."""
    return day - timedelta(days=day.weekday())


def is_filed_ahead(filed_on: date | None, planned_on: date, days: int, calendar: Calendar) -> bool:
    """Whether a special inspection was filed so many working days ahead."""
    return filed_on is not None and calendar.add_working_days(filed_on, days) <= planned_on
