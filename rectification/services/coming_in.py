"""What a list says is done: it comes in as closed before our time, or to be re-inspected, and its history says so."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from rectification.models import HistoryEntry, Item
from rectification.services import recording
from rectification.services.drafting import ItemGiven
from rectification.states import Entry, Mode, State

Givens = Sequence[ItemGiven | None]


def lay_down_deadlines(items: Sequence[Item], givens: Givens) -> None:
    """What says it is done and comes in open isn't late: a deadline that has passed is set anew when it is assigned."""
    for item, given in zip(items, givens, strict=True):
        if given is None or not given.says_done or _entry(given) != Entry.OPEN:
            continue
        if item.deadline is not None and item.deadline < clock.today():
            item.deadline = item.original_deadline = None
            item.deadline_derivation = {}


def bring_in(items: Sequence[Item], givens: Givens, actor: User) -> list[HistoryEntry]:
    """Move unsaved items, registered this moment, to where their list says they stand; their history rows, unsaved."""
    entries = (_bring_in(item, _entry(given), given, actor) for item, given in zip(items, givens, strict=True) if given)
    return [entry for rows in entries for entry in rows]


def _entry(given: ItemGiven) -> Entry:
    """Nobody can be asked to re-inspect for whom no unit answers: such an item comes in open.

    What was only stopped for now is not rectified, whatever its list says (R8): open too.
    """
    if given.mode == Mode.SUSPEND:
        return Entry.OPEN
    if given.entry == Entry.FOR_REVIEW and _answering(given) is None:
        return Entry.OPEN
    return Entry(given.entry)


def _answering(given: ItemGiven) -> int | None:
    """The lead unit, else the enterprise itself."""
    if given.lead_organization:
        return given.lead_organization.pk
    return given.enterprise.organization_id if given.enterprise else None


def _bring_in(item: Item, entry: Entry, given: ItemGiven, actor: User) -> Iterator[HistoryEntry]:
    if entry == Entry.OPEN:
        return
    from_state, before = item.state, recording.snapshot(item)
    item.lead_organization_id = _answering(given)
    item.version += 1
    if entry == Entry.HISTORY:
        item.move_to(State.CLOSED)
        item.closed_at = item.ended_at
        reason = _("Closed before Yuan'an, as the list says: %(words)s. Not proven here.")
    else:
        item.move_to(State.UNDER_REVIEW)
        item.submitted_by_organization_id = item.lead_organization_id
        reason = _("Reported as done by the list: %(words)s. The day isn't known; it is to be re-inspected.")
    words = given.sources[0].progress_text[:200] if given.sources else ""
    yield recording.entry(
        item,
        recording.COME_IN,
        actor,
        from_state=from_state,
        before=before,
        given={"reason": reason % {"words": words}},
    )
