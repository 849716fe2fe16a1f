"""到期、逾期提醒: a day's reminders, written and sent once whoever runs the job and how often."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils import timezone

from core import clock
from core.services import runs
from notices.services import delivery, digests
from notices.services.notices import insert_new
from rectification.models import Item
from rectification.rules.deadlines import SOON_DAYS
from supervision.rules.reminders import MORNING
from supervision.services.reminder_rows import rows_of_day

JOB = "rectification.send_due_reminders"


@dataclass(frozen=True)
class Reminded:
    """What a run came to: items due and overdue on the day, new notices, digests sent, notices there already."""

    on: str
    due: int
    overdue: int
    created: int
    sent: int
    skipped_duplicates: int

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def send_due_reminders(on: date) -> Reminded:
    """Write the reminders of a day that are not there yet, and send what waits to be sent."""
    matched, created = _write(on)
    if on == clock.today():
        runs.note(JOB, on, created=created)
    digests.gather(on)
    return Reminded(
        on=on.isoformat(),
        due=Item.objects.due_within(on, SOON_DAYS).count(),
        overdue=Item.objects.overdue(on).count(),
        created=created,
        sent=delivery.deliver_waiting(),
        skipped_duplicates=max(matched - created, 0),
    )


def catch_up(now: datetime) -> list[date]:
    """Do what was not done in its time: each day since the first run, today from the morning on; one digest for all.

    Every missed day gets its rows, so that no step of an overdue item goes by without a trace.
    """
    here = timezone.localtime(now)
    missed = runs.missed(JOB, until=here.date())
    if here.time() < MORNING:
        missed = [day for day in missed if day < here.date()]
    for day in missed:
        runs.note(JOB, day, created=_write(day)[1])
    if missed:
        digests.gather(here.date())
    return missed


def _write(on: date) -> tuple[int, int]:
    """How many notices the day asks for, and how many of them are new; the statements know no number of items."""
    matched = created = 0
    for rows in rows_of_day(on):
        matched += rows.count()
        created += insert_new(rows)
    return matched, created
