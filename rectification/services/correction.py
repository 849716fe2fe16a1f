"""Correcting what an item says: title, level, category, place. State, deadline and people move by `advance`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import NotAllowedError, WorkflowError, WrongStateError
from core.services.changes import shown
from core.services.holding import refuse_held
from enterprises.models import Enterprise
from inspections.models import Finding
from inspections.states import Level
from rectification.models import HistoryEntry, Item
from rectification.services import consequences, notifying, recording
from rectification.services.advancing import lock
from rectification.states import PASSED_STATES, State
from rectification.workflow import is_blank

CORRECTABLE = ("title", "level", "category", "park", "enterprise", "project", "found_on")
OF_FINDING = (*CORRECTABLE, "description", "place", "legal_basis")


@dataclass(frozen=True)
class Line:
    """One thing that was corrected, as people read it."""

    label: str
    before: str
    after: str


@transaction.atomic
@clock.still()
def correct(item_id: int, *, actor: User, version: int, reason: str, **values: Any) -> Item:
    """Change the finding and its item together; the history keeps the old and the new values and the reason."""
    item = lock(item_id, actor, version)
    _refuse(item, actor, reason, values)
    before, finding = recording.snapshot(item), item.finding
    given = {"reason": reason, "was": _said(finding, values), "words": _words(finding, values)}
    _let_the_proposal_follow(item, values)
    for name, value in values.items():
        if name in OF_FINDING:
            setattr(finding, name, value)
        if name in CORRECTABLE:
            setattr(item, name, value)
    finding.save()
    item.version += 1
    item.save()
    entry = recording.record(item, "correct", actor, from_state=item.state, before=before, given=given)
    consequences.follow(item, entry)
    notifying.tell_of_correction(item, entry, lines(entry))
    return item


def _said(finding: Finding, values: Mapping[str, object]) -> dict[str, object]:
    """The words of the finding before they are changed; the item itself keeps only some of them."""
    return {name: recording.plain(getattr(finding, name)) for name in values if name in OF_FINDING}


def _words(finding: Finding, values: Mapping[str, object]) -> dict[str, list[str]]:
    """What really changes, from and to: a thing by its name of that day, a code as a code."""
    changed = (name for name in values if name in OF_FINDING and getattr(finding, name) != values[name])
    return {name: [_plain(getattr(finding, name)), _plain(values[name])] for name in changed}


def _plain(value: object) -> str:
    return "" if value is None else str(getattr(value, "name", value))


def lines(entry: HistoryEntry) -> list[Line]:
    """What a correction has changed, in words; nothing of one that was recorded before words were kept."""
    return list(_lines(entry.given.get("words") or {}))


def _lines(words: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    for name, (before, after) in words.items():
        field = Finding._meta.get_field(name)
        yield Line(recording.label_of(name), shown(field, before), shown(field, after))


def _let_the_proposal_follow(item: Item, values: Mapping[str, Any]) -> None:
    """Before the assignment the unit proposed is that of the enterprise; another one named on purpose stays."""
    if item.state != State.PENDING or "enterprise" not in values:
        return
    old, new = item.enterprise, values["enterprise"]
    if old is not None and item.lead_organization_id == old.organization_id:
        item.lead_organization = new.organization if new else None


def may_correct(item: Item, actor: User) -> bool:
    """Whoever has a part in it and does not answer for it, while it is open."""
    return item.is_open and corrects(item, actor)


def corrects(item: Item, actor: User) -> bool:
    """Whether what this item says is this person's to correct: the office, the unit that assigned or recorded it."""
    if actor.is_coordinator:
        return True
    if not actor.assigns or actor.organization_id == item.lead_organization_id:
        return False
    unit = item.registered_by_organization_id if item.state == State.PENDING else item.assigned_by_organization_id
    return actor.organization_id == unit


def _refuse(item: Item, actor: User, reason: str, values: Mapping[str, Any]) -> None:
    if not corrects(item, actor):
        raise NotAllowedError(
            _("The coordinating office corrects an item, or the department that assigned it, before that recorded it.")
        )
    refuse_held(actor)
    if not item.is_open:
        raise WrongStateError(_("A closed or void item is not corrected any more."))
    if is_blank(reason):
        raise WorkflowError(_("This must be given."), "reason")
    _refuse_level(item, actor, values.get("level", item.level))
    _refuse_day(item, values)
    if "enterprise" in values and values["enterprise"] != item.enterprise:
        _refuse_unfit_enterprise(item, values["enterprise"])


def _refuse_level(item: Item, actor: User, level: str) -> None:
    if level == item.level:
        return
    if item.state in PASSED_STATES:
        raise WrongStateError(_("The level decides who signs off: return the item before changing it."), "level")
    if not item.is_major or level == Level.MAJOR:
        return
    if not actor.is_coordinator:
        raise NotAllowedError(_("The coordinating office alone lowers the level of a major hazard."), "level")
    if _is_its_own_witness(item, actor) and _colleagues(item, actor):
        raise NotAllowedError(
            _("You recorded this item or took its last step: a colleague of the office lowers its level."), "level"
        )


def _is_its_own_witness(item: Item, actor: User) -> bool:
    last = item.history.last()
    return actor.pk in (item.registered_by_id, last.actor_id if last else None)


def _colleagues(item: Item, actor: User) -> bool:
    """Whether the county has another coordinator, so that a second person is there to be asked."""
    return User.objects.able(Role.COORDINATOR).filter(organization__county=item.county_id).exclude(pk=actor.pk).exists()


def _refuse_day(item: Item, values: Mapping[str, Any]) -> None:
    found_on = values.get("found_on", item.found_on)
    if found_on > clock.today() or (item.deadline is not None and found_on > item.deadline):
        raise WorkflowError(_("The day of the finding lies in the future or after the deadline."), "found_on")


def _refuse_unfit_enterprise(item: Item, enterprise: Enterprise | None) -> None:
    """Once assigned, an enterprise that answers for an item answers for its own."""
    lead = item.lead_organization
    if item.state == State.PENDING or lead is None or lead.kind != OrganizationKind.ENTERPRISE:
        return
    if enterprise is None or enterprise.organization_id != lead.pk:
        raise WorkflowError(
            _("“%(unit)s” answers for this item: it declines the assignment first, then another enterprise is named.")
            % {"unit": lead.name},
            "enterprise",
        )
