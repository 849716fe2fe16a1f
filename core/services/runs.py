"""Which days a daily job has done, and which it has missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils.functional import Promise

from core import clock
from core.models import JobRun

MOST_DAYS = 60
_labels: dict[str, str | Promise] = {}


@dataclass(frozen=True)
class Course:
    """A daily job: when it last did its work, and the days of the last two months on which it has not."""

    label: str | Promise
    finished_at: datetime | None
    missed: Sequence[date]


def name_job(job: str, label: str | Promise) -> None:
    """Let an app say how its daily job is called; called by its config."""
    _labels[job] = label


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


def courses(today: date) -> list[Course]:
    """How each daily job does."""
    ends = last_ends()
    return [Course(_labels[job], end, missed(job, until=today)) for job, end in ends.items()]


def last_ends() -> dict[str, datetime | None]:
    """When each daily job last did its work, None where it never has."""
    last = dict(JobRun.objects.order_by("job").values_list("job").annotate(Max("finished_at")))
    return {job: last.get(job) for job in sorted(_labels)}
