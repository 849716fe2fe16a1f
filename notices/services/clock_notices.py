"""时限提醒: a day's notices of all clocks, written once whoever runs the job and how often; the digests carry them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core import clock
from core.services import runs
from notices import clocks
from notices.services import digests
from notices.services.clock_rows import rows_of_day
from notices.services.notices import insert_new

JOB = "enterprises.check_permit_expiry"
"""The name under which the runs are written down, that of the task."""

BEGINS = time(7, 50)
"""Before the digests of the morning (08:00), which take the notices along."""
MORNING = time(8)


@dataclass(frozen=True)
class Minded:
    """What a run came to: what runs out within the longest stage, what has run out, notices new and there already."""

    on: str
    due: int
    overdue: int
    created: int
    skipped_duplicates: int

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def mind(on: date) -> Minded:
    """Write the notices of a day that are not there yet."""
    matched, created = _write(on)
    if on == clock.today():
        runs.note(JOB, on, created=created)
    due, overdue = _counted(on)
    return Minded(
        on.isoformat(), due=due, overdue=overdue, created=created, skipped_duplicates=max(matched - created, 0)
    )


def catch_up(now: datetime) -> list[date]:
    """Do what was not done in its time: each day since the first run, today from ten to eight on."""
    here = timezone.localtime(now)
    missed = runs.missed(JOB, until=here.date())
    if here.time() < BEGINS:
        missed = [day for day in missed if day < here.date()]
    for day in missed:
        runs.note(JOB, day, created=_write(day)[1])
    if missed and here.time() >= MORNING:
        digests.gather(here.date())
    return missed


def _write(on: date) -> tuple[int, int]:
    """How many notices the day asks for, and how many of them are new."""
    matched = created = 0
    for rows in rows_of_day(on):
        matched += rows.count()
        created += insert_new(rows)
    return matched, created


def _counted(on: date) -> tuple[int, int]:
    """How many rows are within their stages, and how many have run out."""
    due = overdue = 0
    for each in clocks.registered():
        latest = on + timedelta(days=max(each.stages, default=0))
        due += each.rows().filter(**{f"{each.due}__range": (on, latest)}).count()
        overdue += each.rows().filter(**{f"{each.due}__lt": on}).count()
    return due, overdue
