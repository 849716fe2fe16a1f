"""Correcting what an item says: title, level, category, place, and what is proposed before it is assigned.

State, people, and the deadline once it is in force move by `advance`.
"""

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
from inspections.services import citing
from inspections.states import Level
from law.models import Basis
from law.services import repealed
from law.services.citing import in_legal_order
from rectification.models import HistoryEntry, Item
from rectification.services import before_assignment, consequences, notifying, recording
from rectification.services.advancing import lock
from rectification.services.before_assignment import PROPOSED, Values
from rectification.states import PASSED_STATES, State
from rectification.workflow import is_blank

OF_BOTH, OF_ITEM = Item.corrected.among("with_finding"), Item.corrected.among("alone")
OF_FINDING = (*OF_BOTH, "description", "place", "legal_basis")
CAN_BE_CORRECTED = (*OF_FINDING, *OF_ITEM, *PROPOSED)
CITED = "bases"
"""What it cites: rows beside the finding."""


@dataclass(frozen=True)
class Line:
    """One thing that was corrected, as people read it."""

    label: str
    before: str
    after: str


@transaction.atomic
@clock.still()
def correct(item_id: int, *, actor: User, version: int, reason: str, **values: Any) -> Item:
    """Change the finding and its item together; the history keeps the old and the new values and the reason.

    Raises TypeError for what is no column that is corrected: nothing would be saved of it.
    """
    if unknown := values.keys() - {*CAN_BE_CORRECTED, CITED}:
        raise TypeError(unknown)
    item = lock(item_id, actor, version)
    refuse(item, actor, reason, values)
    return put_right(item, actor, reason, values)


def put_right(item: Item, actor: User, reason: str, values: Values) -> Item:
    """What `correct` writes on a locked item, once it is nobody's to refuse."""
    before, finding = recording.snapshot(item), item.finding
    found_on, given = finding.found_on, {"reason": reason, "was": _said(item, values)}
    given["words"] = _words(item, values) | _cited(finding, values.get(CITED))
    _let_the_proposal_follow(item, values)
    before_assignment.put(item, values)
    for name, value in values.items():
        if name in OF_FINDING:
            setattr(finding, name, value)
        if name in (*OF_BOTH, *OF_ITEM):
            setattr(item, name, value)
    finding.save()
    if CITED in values:
        citing.change(finding, values[CITED], actor)
    if finding.found_on != found_on:
        citing.move_day(finding, found_on)
    item.version += 1
    item.save()
    entry = recording.record(item, "correct", actor, from_state=item.state, before=before, given=given)
    consequences.follow(item, entry)
    notifying.tell_of_correction(item, entry, lines(entry))
    return item


def value_of(item: Item, name: str) -> object:
    """What an item says under the name of something that can be corrected."""
    return getattr(item.finding if name in OF_FINDING else item, name)


def _said(item: Item, values: Mapping[str, object]) -> dict[str, object]:
    """What it said before it is changed; the item itself keeps only some words of its finding."""
    return {name: recording.plain(value_of(item, name)) for name in values if name in CAN_BE_CORRECTED}


def _words(item: Item, values: Mapping[str, object]) -> dict[str, list[str]]:
    """What really changes, from and to: a thing by its name of that day, a code as a code."""
    changed = (name for name in values if name in CAN_BE_CORRECTED and value_of(item, name) != values[name])
    return {name: [plain(value_of(item, name)), plain(values[name])] for name in changed}


def _cited(finding: Finding, bases: Sequence[Basis] | None) -> dict[str, list[str]]:
    """What it cites, from and to, in words; nothing where that was not asked to be changed."""
    if bases is None:
        return {}
    before = "；".join(str(row) for row in finding.cited)
    after = "；".join(map(str, in_legal_order(bases)))
    return {CITED: [before, after]} if before != after else {}


def plain(value: object) -> str:
    """A value as the history keeps it in words: a thing by its name, a code as a code."""
    return "" if value is None else str(getattr(value, "name", value))


def lines(entry: HistoryEntry) -> list[Line]:
    """What a correction has changed, in words; nothing of one that was recorded before words were kept."""
    return list(_lines(entry.given.get("words") or {}))


def _lines(words: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    for name, (before, after) in words.items():
        field = None if name == CITED else recording.column_of(name)
        yield Line(recording.label_of(name), shown(field, before), shown(field, after))


def _let_the_proposal_follow(item: Item, values: Values) -> None:
    """Before the assignment the unit proposed is that of the enterprise; another one named on purpose stays."""
    if item.state != State.PENDING or "enterprise" not in values:
        return
    old, new = item.enterprise, values["enterprise"]
    if "lead_organization" in values:
        return
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


def refuse(item: Item, actor: User, reason: str, values: Values) -> None:
    """Raise a DomainError with the field at fault where this correction can't be made by this person."""
    if not corrects(item, actor):
        raise NotAllowedError(
            _("The coordinating office corrects an item, or the department that assigned it, before that recorded it.")
        )
    refuse_what(item, actor, reason, values)


def refuse_what(item: Item, actor: User, reason: str, values: Values) -> None:
    """The same of what is corrected, by whomever: also by who decides on a challenge and corrects nothing else."""
    refuse_held(actor)
    if not item.is_open:
        raise WrongStateError(_("A closed or void item is not corrected any more."))
    if is_blank(reason):
        raise WorkflowError(_("This must be given."), "reason")
    _refuse_level(item, actor, values.get("level", item.level))
    before_assignment.refuse(item, values)
    _refuse_day(item, values)
    if gone := repealed.refusal(values.get("legal_basis", ""), values.get("found_on", item.found_on)):
        raise gone
    if "enterprise" in values and values["enterprise"] != item.enterprise:
        _refuse_unfit_enterprise(item, values["enterprise"])


def _refuse_level(item: Item, actor: User, level: str) -> None:
    if level == item.level:
        return
    if item.state in PASSED_STATES:
        raise WrongStateError(_("The level decides who signs off: return the item before changing it."), "level")
    if item.is_major and level != Level.MAJOR:
        _refuse_lowering(item, actor)


def _refuse_lowering(item: Item, actor: User) -> None:
    if not actor.is_coordinator:
        raise NotAllowedError(_("The coordinating office alone lowers the level of a major hazard."), "level")
    if item.finding.criterion_id and not actor.is_head and _heads(item):
        raise NotAllowedError(
            _("It meets a criterion of a major hazard: the head of the coordinating office lowers its level."), "level"
        )
    if _is_its_own_witness(item, actor) and _colleagues(item, actor):
        raise NotAllowedError(
            _("You recorded this item or took its last step: a colleague of the office lowers its level."), "level"
        )


def _is_its_own_witness(item: Item, actor: User) -> bool:
    last = item.history.last()
    return actor.pk in (item.registered_by_id, last.actor_id if last else None)


def _heads(item: Item) -> bool:
    """Whether the county's coordinating office has a head on file."""
    return User.objects.able(Role.COORDINATOR).filter(organization__county=item.county_id, is_head=True).exists()


def _colleagues(item: Item, actor: User) -> bool:
    """Whether the county has another coordinator, so that a second person is there to be asked."""
    return User.objects.able(Role.COORDINATOR).filter(organization__county=item.county_id).exclude(pk=actor.pk).exists()


def _refuse_day(item: Item, values: Values) -> None:
    found_on, deadline = values.get("found_on", item.found_on), values.get("deadline", item.deadline)
    if found_on > clock.today() or (deadline is not None and found_on > deadline):
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
