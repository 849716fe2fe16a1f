"""An import that is taken back was never there: what it brought belongs to nobody any more (reliability V39).

The rows stay, since histories are never deleted: without county, place and unit they are in no scope, and so in no
list, figure, choice or report, of today or of the past. Their numbers are not given again.
"""

from collections.abc import Iterable

from django.db.models import ProtectedError

from accounts.models import Organization, User
from accounts.querysets import within_county
from accounts.states import Reach
from core.querysets import address
from core.services import log
from enterprises.models import Enterprise
from intake.models import ImportBatch
from notices.models import Notice
from rectification.models import HistoryEntry, Item, Standing
from rectification.services import recording
from rectification.services.taken_back import TakenBack
from rectification.states import State

OF_ITEM = (
    "county", "park", "enterprise", "project", "lead_organization", "assigned_by_organization",
    "registered_by_organization",
)  # fmt: skip
OF_FINDING = ("county", "park", "enterprise", "project", "recorded_by_organization")


def withdraw(item: Item, *, actor: User, reason: str, batch: ImportBatch) -> None:
    """Take an item out of every scope, with its history row; runs in the caller's transaction."""
    from_state, before, seen_by = item.state, recording.snapshot(item), _units_that_saw(item)
    item.move_to(State.VOID)
    item.void_reason = reason
    item.version += 1
    for name in OF_ITEM:
        setattr(item, name, None)
    item.assisting.clear()
    item.save()
    for name in OF_FINDING:
        setattr(item.finding, name, None)
    item.finding.save()
    Standing.objects.filter(item=item).delete()
    Notice.objects.filter(subject=address(item)).delete()
    given = {"reason": reason, "batch": batch.pk, "seen_by": seen_by}
    recording.record(item, "undo-import", actor, from_state=from_state, before=before, given=given)


def _units_that_saw(item: Item) -> list[int]:
    """The units within whose scope an item is that nobody has acted on (`ItemQuerySet.visible_to`)."""
    units = {item.registered_by_organization_id, item.park.committee_id if item.park else None}
    if item.state != State.PENDING:
        units |= {item.lead_organization_id, item.enterprise.organization_id if item.enterprise else None}
        units.update(item.assisting.values_list("pk", flat=True))
    return sorted(unit for unit in units if unit is not None)


def taken_back(pk: int, user: User) -> TakenBack | None:
    """How an item came to be off the ledger, for those who could see it; None for others and for other items."""
    entries = HistoryEntry.objects.filter(item=pk, item__county=None, transition="undo-import")
    entry = entries.select_related("item").last()
    batch = ImportBatch.objects.filter(pk=entry.given.get("batch")).first() if entry else None
    if entry is None or batch is None or not _could_see(entry, batch, user):
        return None
    may_open = ImportBatch.objects.visible_to(user).filter(pk=batch.pk).exists()
    return TakenBack(
        entry.item.number,
        entry.item.title,
        batch.file_name,
        entry.actor_name,
        entry.at,
        batch.get_absolute_url() if may_open else "",
    )


def _could_see(entry: HistoryEntry, batch: ImportBatch, user: User) -> bool:
    if user.reach == Reach.COUNTY:
        return ImportBatch.objects.filter(within_county(user, "organization__county"), pk=batch.pk).exists()
    return user.reach in (Reach.OWN, Reach.PARK) and user.organization_id in entry.given["seen_by"]


def remove_units(keys: Iterable[int], *, actor: User) -> None:
    """Remove the units that the import has created and that nothing else has come to need."""
    for unit in Organization.objects.filter(pk__in=keys):
        enterprise = Enterprise.objects.filter(organization=unit).first()
        try:
            if enterprise is not None:
                enterprise.delete()
            log.record("unit.remove", unit, actor=actor)
            unit.delete()
        except ProtectedError:
            continue
