"""The only place that asks what time it is.

'Today' is the day in the county (Asia/Shanghai), whatever zone the server keeps.
"""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()  # noqa: TID251 - the one place that asks


def today() -> date:
    """The present day in the county."""
    return timezone.localdate()
