"""What does not work in the house, in words: on the operations page, and to its keepers once a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.services import calendar, disk, runs
from core.services.backup import daily

RULE = "operations"
NOVEMBER = 11
BACKUP_AGE, DRILL_AGE = timedelta(days=2), timedelta(days=8)


@dataclass(frozen=True)
class Trouble:
    """One thing to be mended; `code` names the same thing on every day."""

    code: str
    text: str


def current(now: datetime) -> list[Trouble]:
    """Everything that does not work at this moment."""
    return [*_jobs(now), *_backups(now), *_disks(), *_calendar(timezone.localtime(now).date())]


def _jobs(now: datetime) -> Iterator[Trouble]:
    for course in runs.courses(now):
        facts = {"job": course.job.label, "days": len(course.missed), "reason": course.failure}
        if course.is_failing:
            yield Trouble(f"job:{course.job.name}", _("%(job)s breaks off: %(reason)s") % facts)
        elif course.missed:
            yield Trouble(f"job:{course.job.name}", _("%(job)s did not run on %(days)s days.") % facts)


def _backups(now: datetime) -> Iterator[Trouble]:
    if _is_older(daily.BACKUP, BACKUP_AGE, now):
        yield Trouble("backup", _("There is no backup of the last two days."))
    if _is_older(daily.DRILL, DRILL_AGE, now):
        yield Trouble("drill", _("No backup has been restored for a trial in the last eight days."))


def _is_older(job: str, age: timedelta, now: datetime) -> bool:
    """Whether the last success lies too far back; a job that never ran is told as a job."""
    last = runs.last_finished(job)
    return last is not None and last.finished_at is not None and now - last.finished_at > age


def _disks() -> Iterator[Trouble]:
    for one in disk.disks():
        if one.is_filling:
            facts = {"folder": one.label, "per_cent": one.per_cent}
            yield Trouble(f"disk:{one.name}", _("The disk of “%(folder)s” is full to %(per_cent)s %%.") % facts)


def _calendar(today: date) -> Iterator[Trouble]:
    """The table of this year, from November on that of the next: without it only weekends count (rules R9)."""
    known = calendar.current().years
    for year in (today.year, today.year + 1) if today.month >= NOVEMBER else (today.year,):
        if year not in known:
            text = _("The holiday notice of %(year)s is not loaded; only weekends count in deadlines of that year.")
            yield Trouble(f"calendar:{year}", text % {"year": year})
