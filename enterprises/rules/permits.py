"""How long a permit is valid and by when its renewal has to be asked for (domain rules R4). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.rules.months import add_months
from core.rules.working_days import Calendar
from enterprises.states import RUNNING, PermitState


@dataclass(frozen=True)
class Lead:
    """How long before the last day a renewal has to be asked for: months, then days, of the calendar or of work."""

    months: int = 0
    days: int = 0
    in_working_days: bool = False

    def __bool__(self) -> bool:
        return bool(self.months or self.days)


def last_day(first: date, months: int) -> date:
    """The last day of a permit that is valid for so many months from its first day on (1 May to 30 April)."""
    return add_months(first, months) - timedelta(days=1)


def apply_by(valid_until: date, lead: Lead, calendar: Calendar) -> date | None:
    """The last day to ask for the renewal; None where the law sets none before the last day itself."""
    if not lead:
        return None
    day = add_months(valid_until, -lead.months)
    return calendar.working_days_before(day, lead.days) if lead.in_working_days else day - timedelta(days=lead.days)


def may_become(now: str, then: str) -> bool:
    """Whether a permit in a state may be put into another one: what was revoked or cancelled is at its end."""
    return now in RUNNING and now != then and then in PermitState.values
