"""Correcting what an item says: title, level, category, place. State, deadline and people move by `advance`."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from inspections.models import Finding
from rectification.models import Item
from rectification.services import recording
from rectification.services.advancing import lock
from rectification.states import PASSED_STATES
from rectification.workflow import NotAllowedError, WorkflowError, WrongStateError, is_blank

CORRECTABLE = ("title", "level", "category", "park", "enterprise", "project", "found_on")
OF_FINDING = (*CORRECTABLE, "description", "place", "legal_basis")


@transaction.atomic
@clock.still()
def correct(item_id: int, *, actor: User, version: int, reason: str, **values: Any) -> Item:
    """Change the finding and its item together; the history keeps the old values and the reason."""
    item = lock(item_id, actor, version)
    _refuse(item, actor, reason, values)
    before, finding = recording.snapshot(item), item.finding
    given = {"reason": reason, "was": _said(finding, values)}
    for name, value in values.items():
        if name in OF_FINDING:
            setattr(finding, name, value)
        if name in CORRECTABLE:
            setattr(item, name, value)
    finding.save()
    item.version += 1
    item.save()
    recording.record(item, "correct", actor, from_state=item.state, before=before, given=given)
    return item


def _said(finding: Finding, values: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the finding before they are changed; the item itself keeps only some of them."""
    return {name: recording.plain(getattr(finding, name)) for name in values if name in OF_FINDING}


def may_correct(item: Item, actor: User) -> bool:
    """The coordinator, or a department that does not answer for it, while it is open."""
    return item.is_open and corrects(item, actor)


def corrects(item: Item, actor: User) -> bool:
    """Whether what this item says is this person's to correct, while it is open."""
    return actor.is_coordinator or (actor.assigns and actor.organization_id != item.lead_organization_id)


def _refuse(item: Item, actor: User, reason: str, values: Mapping[str, Any]) -> None:
    if not corrects(item, actor):
        raise NotAllowedError(_("Only the coordinator or a department that does not answer for it corrects an item."))
    if not item.is_open:
        raise WrongStateError(_("A closed or void item is not corrected any more."))
    if is_blank(reason):
        raise WorkflowError(_("This must be given."), "reason")
    if values.get("level", item.level) != item.level and item.state in PASSED_STATES:
        raise WrongStateError(_("The level decides who signs off: return the item before changing it."), "level")
    found_on = values.get("found_on", item.found_on)
    if found_on > clock.today() or (item.deadline is not None and found_on > item.deadline):
        raise WorkflowError(_("The day of the finding lies in the future or after the deadline."), "found_on")
