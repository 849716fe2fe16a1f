"""An import that is taken back was never there: what it brought belongs to nobody any more (reliability V39).

The rows stay, since histories are never deleted: without county, place and unit they are in no scope, and so in no
list, figure, choice or report, of today or of the past. Their numbers are not given again.
"""

from collections.abc import Iterable

from django.db.models import ProtectedError

from accounts.models import Organization, User
from core.models import Notice
from core.querysets import address
from core.services import log
from enterprises.models import Enterprise
from rectification.models import Item, Standing
from rectification.services import recording
from rectification.states import State

OF_ITEM = (
    "county", "park", "enterprise", "project", "lead_organization", "assigned_by_organization",
    "registered_by_organization",
)  # fmt: skip
OF_FINDING = ("county", "park", "enterprise", "project", "recorded_by_organization")


def withdraw(item: Item, *, actor: User, reason: str) -> None:
    """Take an item out of every scope, with its history row; runs in the caller's transaction."""
    from_state, before = item.state, recording.snapshot(item)
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
    recording.record(item, "undo-import", actor, from_state=from_state, before=before, given={"reason": reason})


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
