"""Days and moments of the reminder tests, and what was told on them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from notices.models import Notice

HERE = ZoneInfo("Asia/Shanghai")
TUESDAY = date(2026, 11, 24)
MONDAY = TUESDAY + timedelta(days=6)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock of the county."""
    return datetime.combine(day, time(hour, minute), tzinfo=HERE)


def later(days: int) -> date:
    return TUESDAY + timedelta(days=days)


def told(person: User) -> list[str]:
    """The rules by which a person has been reminded, in the order of the reminders."""
    reminders = Notice.objects.filter(recipient=person, is_reminder=True)
    return list(reminders.order_by("pk").values_list("rule", flat=True))
