"""证照到期: the daily job. It minds the clocks of all apps, under the name that is known of old."""

from datetime import date, datetime

from enterprises.services.permits import settle_last_days_to_apply
from notices.services import clock_notices
from notices.services.clock_notices import Minded


def check(on: date) -> Minded:
    """Tell what comes to its last day; the last days to apply are brought in step first."""
    settle_last_days_to_apply()
    return clock_notices.mind(on)


def catch_up(now: datetime) -> list[date]:
    """The days on which nothing ran."""
    return clock_notices.catch_up(now)
