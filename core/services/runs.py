"""Which days a daily job has done, and which it has missed."""

from datetime import date, timedelta
from typing import Any

from core import clock
from core.models import JobRun

MOST_DAYS = 60


def note(job: str, on: date, **figures: Any) -> None:
    """The job has done its work of a day."""
    JobRun.objects.update_or_create(job=job, on=on, defaults={"finished_at": clock.now(), "figures": figures})


def missed(job: str, *, until: date) -> list[date]:
    """The days without a run, oldest first, from the first run on; the given day itself where there never was one."""
    begin = until - timedelta(days=MOST_DAYS)
    done = set(JobRun.objects.filter(job=job, on__range=(begin, until)).values_list("on", flat=True))
    first = min(done, default=until)
    days = (first + timedelta(days=count) for count in range((until - first).days + 1))
    return [day for day in days if day not in done]
