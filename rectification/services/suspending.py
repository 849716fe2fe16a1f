"""期限中止: the deadline of an item stands still from a day on, and runs again by an act or by rule (R8, product rule).

Whoever reads the deadline in force reads it here reckoned: while it stands still to its latest end, then by the days
on which it did. So pages, lists, figures, reminders and the ladder judge one day, and none of them is late meanwhile.
"""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from core.services import calendar
from rectification.models import DeadlineSuspension, Item
from rectification.rules import deadlines
from rectification.services import listing_supervision, recording
from rectification.states import DONE_STATES

SUSPEND, RESUME = "suspend-deadline", "resume-deadline"


def running(item: Item) -> DeadlineSuspension | None:
    """The suspension that lasts; None where the deadline runs."""
    return item.suspensions.filter(until=None).first() if item.pk else None


def refusal(item: Item) -> str:
    """Why the deadline of an item can't be suspended now; empty where it can."""
    if not item.is_open or item.state in DONE_STATES:
        return _("Its deadline does not run any more.")
    if item.deadline is None:
        return _("It has no deadline that could stand still.")
    return _("Its deadline stands still already.") if running(item) else ""


def suspend(item: Item, *, actor: User, since: date, latest: date, reason: str) -> DeadlineSuspension:
    """Let the deadline of a locked item stand still from a day on, until `latest` at the most.

    Raises WorkflowError for one that has none or has passed by that day, and for a day to come.
    """
    if why := refusal(item):
        raise WorkflowError(why)
    if since > clock.today():
        raise WorkflowError(_("The day lies in the future."), "since")
    if item.deadline is None or since > item.deadline:
        raise WorkflowError(
            _("The deadline (%(day)s) had passed by then: what is late stays late.") % {"day": item.deadline}, "since"
        )
    before = recording.snapshot(item)
    row = _put(item, actor=actor, since=since, latest=max(latest, since), reason=reason)
    _record(item, SUSPEND, actor, before, reason)
    return row


def lengthen(item: Item, latest: date) -> None:
    """What it waits for lasts longer than was reckoned: the latest end is a later day. Nothing where it runs."""
    row = running(item)
    if row is None or row.latest >= latest:
        return
    before = recording.snapshot(item)
    is_ours = item.deadline == row.deadline_after
    _move_days(item, (latest - row.latest).days)
    row.latest = latest
    row.deadline_after = _after(row, latest).day
    row.save()
    if is_ours:
        _put_in_force(item, _after(row, latest))
    _record(item, SUSPEND, None, before, _("What it waits for has moved on; it stands still until then."))


def resume(item: Item, *, actor: User | None, reason: str) -> DeadlineSuspension | None:
    """Let the deadline of a locked item run again from today on; None where it runs. The house itself is no actor."""
    row = running(item)
    if row is None:
        return None
    before = recording.snapshot(item)
    _end(item, row, actor, reason)
    _record(item, RESUME, actor, before, reason)
    return row


def follow(item: Item) -> None:
    """Another day has been named while the deadline stands still: that day stands still from today on.

    The item is saved and recorded by whoever has named it.
    """
    row = running(item)
    if row is None or item.deadline is None:
        return
    named, today = item.deadline, clock.today()
    row.until, row.deadline_after = today, max(named, row.deadline_before)
    row.ended_at, row.end_reason = clock.now(), _("Another deadline has been named.")
    _move_days(item, (today - row.latest).days)
    row.save()
    if named >= today:
        _put(item, actor=row.by, since=today, latest=max(row.latest, today), reason=row.reason)


def _put(item: Item, *, actor: User, since: date, latest: date, reason: str) -> DeadlineSuspension:
    assert item.deadline is not None
    row = DeadlineSuspension(
        item=item,
        since=since,
        latest=latest,
        deadline_before=item.deadline,
        reason=reason,
        by=actor,
        at=clock.now(),
    )
    found = _after(row, latest)
    row.deadline_after = found.day
    row.save(force_insert=True)
    _move_days(item, row.days)
    _put_in_force(item, found)
    return row


def _end(item: Item, row: DeadlineSuspension, actor: User | None, reason: str) -> None:
    until = max(clock.today(), row.since)
    is_ours = item.deadline == row.deadline_after
    _move_days(item, (until - row.latest).days)
    row.until, row.ended_by, row.ended_at, row.end_reason = until, actor, clock.now(), reason
    found = _after(row, until)
    if is_ours or item.deadline is None or item.deadline < found.day:
        row.deadline_after = found.day
        if item.deadline is not None:
            _put_in_force(item, found)
    else:
        row.deadline_after = item.deadline
    row.save()


def _after(row: DeadlineSuspension, until: date) -> deadlines.Deadline:
    return deadlines.suspended(row.deadline_before, row.since, until, calendar.current())


def _put_in_force(item: Item, found: deadlines.Deadline) -> None:
    item.deadline, item.deadline_derivation = found.day, found.derivation.as_json()
    listing_supervision.follow(item)


def _move_days(item: Item, days: int) -> None:
    item.suspended_days = (item.suspended_days or 0) + days


def _record(item: Item, step: str, actor: User | None, before: dict[str, object], reason: str) -> None:
    item.version += 1
    item.save()
    recording.record(item, step, actor, from_state=item.state, before=before, given={"reason": reason})
