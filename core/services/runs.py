"""Which days a daily job has done, which it has missed, and why it broke off."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from core import clock
from core.models import JobRun

MOST_DAYS = 60
GRACE = timedelta(hours=1)
LONGEST_REASON = 300
_jobs: dict[str, "DailyJob"] = {}


@dataclass(frozen=True)
class DailyJob:
    """A job of each day: its name, how people call it, and from when on the day's run is due."""

    name: str
    label: str | Promise
    due: time

    def is_due(self, now: datetime) -> bool:
        return timezone.localtime(now).time() >= self.due

    def last_day_due(self, now: datetime) -> date:
        """The last day on which the job must have run by now, an hour of grace granted."""
        here = timezone.localtime(now - GRACE)
        return here.date() if here.time() >= self.due else here.date() - timedelta(days=1)


@dataclass(frozen=True)
class Course:
    """How a daily job does: its last success, the days of the last two months without one, its last failure."""

    job: DailyJob
    finished_at: datetime | None
    missed: Sequence[date]
    failed_at: datetime | None
    failure: str

    @property
    def is_failing(self) -> bool:
        """Whether nothing has been finished since the last failure."""
        return self.failed_at is not None and (self.finished_at is None or self.finished_at < self.failed_at)

    @property
    def is_in_order(self) -> bool:
        return not self.missed and not self.is_failing


def name_job(job: str, label: str | Promise, *, due: time) -> None:
    """Let an app say how its daily job is called and when it runs; called by its config."""
    _jobs[job] = DailyJob(job, label, due)


def named(job: str) -> DailyJob:
    return _jobs[job]


def note(job: str, on: date, **figures: object) -> None:
    """The job has done its work of a day."""
    JobRun.objects.update_or_create(job=job, on=on, defaults={"finished_at": clock.now(), "figures": figures})


@contextmanager
def observed(job: str, on: date) -> Iterator[None]:
    """Write down why the job broke off, outside of what it had begun, and let the fault go on."""
    try:
        yield
    except Exception as fault:
        reason = f"{type(fault).__name__}: {fault}"[:LONGEST_REASON]
        JobRun.objects.update_or_create(job=job, on=on, defaults={"failed_at": clock.now(), "failure": reason})
        raise


def missed(job: str, *, until: date) -> list[date]:
    """The days without a run, oldest first, from the first run on; the given day itself where there never was one."""
    begin = until - timedelta(days=MOST_DAYS)
    done = set(_finished().filter(job=job, on__range=(begin, until)).values_list("on", flat=True))
    first = min(done, default=until)
    days = (first + timedelta(days=count) for count in range((until - first).days + 1))
    return [day for day in days if day not in done]


def last_finished(job: str) -> JobRun | None:
    """The newest day that the job has done."""
    return _finished().filter(job=job).order_by("-on").first()


def courses(now: datetime) -> list[Course]:
    """How each daily job does, in the order of their hours."""
    last = dict(_finished().order_by("job").values_list("job").annotate(Max("finished_at")))
    failed = {run.job: run for run in JobRun.objects.exclude(failed_at=None).order_by("failed_at")}
    return [
        Course(
            job=job,
            finished_at=last.get(name),
            missed=missed(name, until=job.last_day_due(now)),
            failed_at=failed[name].failed_at if name in failed else None,
            failure=failed[name].failure if name in failed else "",
        )
        for name, job in sorted(_jobs.items(), key=lambda pair: pair[1].due)
    ]


def _finished() -> QuerySet[JobRun]:
    return JobRun.objects.exclude(finished_at=None)
