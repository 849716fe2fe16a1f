"""One problem, many masters: a further source of a finding that is on the ledger."""

from collections.abc import Iterator, Sequence

from accounts.models import User
from core import clock
from core.services import calendar
from inspections.models import FindingSource
from inspections.services import superior_lists
from inspections.states import SourceKind
from rectification.models import Item
from rectification.rules import deadlines
from rectification.services import recording
from rectification.states import DeadlineRule


@clock.still()
def add_sources(item: Item, sources: Sequence[FindingSource], *, actor: User, reason: str = "") -> Item:
    """Let a locked item answer to further masters; the strictest deadline rules, the others are shown.

    `sources` are unsaved. Runs in the caller's transaction.
    """
    from_state, before = item.state, recording.snapshot(item)
    for source in sources:
        source.finding = item.finding
        source.added_by, source.added_at = actor, clock.now()
    superior_lists.place([source for source in sources if source.superior_list_id is None])
    for source in sources:
        source.save(force_insert=True)
    _take_strictest(item, sources)
    item.version += 1
    item.save()
    given = {"sources": [source.pk for source in sources], "reason": reason}
    recording.record(item, "add-source", actor, from_state=from_state, before=before, given=given)
    return item


def add_copies(item: Item, sources: Sequence[FindingSource], *, actor: User, reason: str) -> Item:
    """The same with the sources of another finding, which keeps its own and with them their places in lists."""
    for source in sources:
        source.pk = source.position = None
        source._state.adding = True
    return add_sources(item, sources, actor=actor, reason=reason)


def on_papers(item: Item) -> Iterator[str]:
    """Where the problem comes from, as papers name it: kind, list and number; of a complaint the kind alone."""
    for source in item.finding.sources.order_by("added_at", "pk"):
        if source.kind == SourceKind.COMPLAINT:
            yield str(source.get_kind_display())
            continue
        listed = f"《{source.list_title}》" if source.list_title else ""
        number = f"{source.number.removesuffix('号')}号" if source.number else ""
        yield f"{source.get_kind_display()}{listed}{number}"


def _take_strictest(item: Item, sources: Sequence[FindingSource]) -> None:
    """Only the new masters are asked: what the old ones demanded may have been extended since."""
    demanded = deadlines.strictest(source.deadline for source in sources)
    if demanded is None or (item.deadline is not None and item.deadline <= demanded):
        return
    found = deadlines.fixed(
        demanded,
        rule=DeadlineRule.SOURCE,
        start_event="source added",
        start=clock.today(),
        calendar=calendar.current(),
    )
    item.deadline = found.day
    item.deadline_derivation = found.derivation.as_json()
    item.original_deadline = item.original_deadline or found.day
