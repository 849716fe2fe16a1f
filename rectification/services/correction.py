"""Correcting what an item says: title, level, category, place. State, deadline and people move by `advance`."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from rectification.models import Item
from rectification.services import recording
from rectification.services.advancing import lock
from rectification.workflow import NotAllowedError, WorkflowError, WrongStateError

CORRECTABLE = ("title", "level", "category", "park", "enterprise", "project", "found_on")
OF_FINDING = (*CORRECTABLE, "description", "place", "legal_basis")


@transaction.atomic
def correct(item_id: int, *, actor: User, version: int, reason: str, **values: Any) -> Item:
    """Change the finding and its item together; the history keeps the old values and the reason."""
    item = lock(item_id, actor, version)
    if not actor.assigns:
        raise NotAllowedError(_("Only the coordinator or a department corrects an item."))
    if not item.is_open:
        raise WrongStateError(_("A closed or void item is not corrected any more."))
    if not reason.strip():
        raise WorkflowError(_("This must be given."), "reason")
    before, finding = recording.snapshot(item), item.finding
    for name, value in values.items():
        if name in OF_FINDING:
            setattr(finding, name, value)
        if name in CORRECTABLE:
            setattr(item, name, value)
    finding.save()
    item.version += 1
    item.save()
    recording.record(item, "correct", actor, from_state=item.state, before=before, given={"reason": reason})
    return item
