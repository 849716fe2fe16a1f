"""经营状态: an enterprise enters a state on a day; the file shows the last one, and any past day can be asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.models import FileChange
from core.querysets import address
from core.services import editing
from enterprises.models import Enterprise, OperatingChange
from enterprises.states import ORDERED, OperatingState


@dataclass(frozen=True)
class StateGiven:
    """A state that an enterprise enters: from which day on, why, by which document, whether it was ordered."""

    state: str
    since: date | None
    reason: str
    document: str = ""
    by_order: bool = False


@transaction.atomic
def enter(enterprise: Enterprise, given: StateGiven, *, actor: User, version: int) -> Enterprise:
    """Let an enterprise enter a state. Raises NotKeeperError, StaleError, or DomainError at the field that is wrong."""
    editing.refuse_reader(actor)
    locked: Enterprise = editing.lock(enterprise, actor=actor, version=version)
    last = locked.operating_changes.last()
    _refuse_unfit(locked, last, given)
    before = {"state": locked.state}
    if last is None:
        _begin(locked, locked.state, actor)
    _write(locked, given, actor)
    locked.state = given.state
    locked.version += 1
    locked.save()
    after = {"state": given.state, "since": given.since, "reason": given.reason, "document": given.document}
    editing.record(locked, actor, before=before, after=after)
    return locked


def _refuse_unfit(enterprise: Enterprise, last: OperatingChange | None, given: StateGiven) -> None:
    ordered = last is not None and last.by_order
    if (given.state, given.by_order) == (enterprise.state, ordered):
        raise DomainError(_("It is in this state already."), "state")
    _refuse_day(last.since if last else None, given.since)
    if given.by_order and given.state not in ORDERED:
        raise DomainError(_("An authority orders a stop or the closure."), "by_order")
    if given.by_order and not given.document:
        raise DomainError(_("Name the document by which it was ordered."), "document")


def _refuse_day(last: date | None, since: date | None) -> None:
    if since is None or since > clock.today():
        raise DomainError(_("This day is still to come."), "since")
    if last and since < last:
        raise DomainError(_("It has changed its state on a later day already."), "since")


def _write(enterprise: Enterprise, given: StateGiven, actor: User) -> None:
    OperatingChange(
        enterprise=enterprise,
        state=given.state,
        since=given.since,
        by_order=given.by_order,
        reason=given.reason,
        document=given.document,
        actor=actor,
        at=clock.now(),
    ).save(force_insert=True)


def follow_file(enterprise: Enterprise, actor: User) -> None:
    """A state that was written into the file itself, as by a list or the API, is recorded among the states.

    The state of a new file is that of the file; its history begins with the first change.
    """
    last = enterprise.operating_changes.last()
    before = last.state if last else _state_before(enterprise)
    if before == enterprise.state:
        return
    if last is None:
        _begin(enterprise, before, actor)
    _write(enterprise, StateGiven(enterprise.state, clock.today(), _("Written into the file.")), actor)


def _state_before(enterprise: Enterprise) -> str:
    """The state before the change that has just been recorded; the same where it changed something else."""
    change = FileChange.objects.filter(row=address(enterprise)).first()
    return str(change.before.get("state", enterprise.state)) if change else enterprise.state


def _begin(enterprise: Enterprise, state: str, actor: User) -> None:
    """What the file said before the first change; since when is not on file."""
    _write(enterprise, StateGiven(state, None, _("As the file said.")), actor)


def register() -> None:
    """Called once by the app's config."""
    editing.offer("enterprises.enterprise", follow_file)


def states_on(enterprises: Iterable[Enterprise], day: date) -> dict[int, OperatingState]:
    """In which state each was at the end of a day; whose history begins later, or nowhere, is left out."""
    rows = OperatingChange.objects.until(day).filter(enterprise__in=[each.pk for each in enterprises])
    return {row.enterprise_id: OperatingState(row.state) for row in rows}
