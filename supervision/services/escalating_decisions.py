"""What a person decides on the proposals of the ladder: confirm, with one letter to a unit, or decline."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError, WorkflowError
from core.models import LogEntry
from core.services import log
from core.services.acting import refuse_missing
from core.services.holding import refuse_held
from core.services.together import all_of
from core.steps import Step
from rectification import workflow
from rectification.models import Item
from rectification.services.advancing import advance
from rectification.services.bulk import MOST_ITEMS, BatchRefusedError
from rectification.states import LETTER_DOCUMENTS
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.services import letters
from supervision.services.escalating import withdraw_groundless
from supervision.services.letters import LetterGiven
from supervision.states import ProposalState
from supervision.workflow import PROPOSALS, undecided


@dataclass(frozen=True)
class Confirmed:
    """What came of it: the proposals, and the letters that were issued."""

    proposals: Sequence[EscalationProposal]
    letters: Sequence[SupervisionLetter]


@transaction.atomic
@clock.still()
def confirm(seen: Mapping[int, int], *, actor: User, given: LetterGiven) -> Confirmed:
    """Take the proposed measures; `seen` gives for each proposal the version of its item that the actor saw.

    All or none: raises NotAllowedError for the wrong person, BatchRefusedError with the reason of each
    that can't be taken, WorkflowError for a letter that lacks something.
    """
    proposals = _to_decide(seen, PROPOSALS["confirm"], actor)
    _refuse_without_requirement(proposals, given)
    by_letter = _by_letter(proposals)
    issued = [_issue(kind, group, actor, given) for (_unit, kind), group in sorted(by_letter.items())]
    _supervise(proposals, dict(seen), actor, given)
    _decide(proposals, ProposalState.CONFIRMED, actor)
    withdraw_groundless(item__in=[proposal.item_id for proposal in proposals])
    return Confirmed(proposals, issued)


@transaction.atomic
def decline(seen: Iterable[int], *, actor: User, reason: str) -> list[EscalationProposal]:
    """Let a proposal be, with the reason; the same step is not proposed again for this deadline."""
    refuse_missing(PROPOSALS["decline"].required, {"reason": reason})
    proposals = _to_decide(seen, PROPOSALS["decline"], actor)
    _decide(proposals, ProposalState.DECLINED, actor, reason)
    return proposals


def _to_decide(keys: Iterable[int], step: Step[EscalationProposal, None], actor: User) -> list[EscalationProposal]:
    """The proposals, locked in a fixed order, if all of them are this person's to decide and still hold."""
    refuse_held(actor)
    wanted = sorted(set(keys))
    if not wanted:
        raise DomainError(_("No proposal is ticked."))
    if len(wanted) > MOST_ITEMS:
        raise DomainError(_("More than %(n)s items at once.") % {"n": MOST_ITEMS})
    rows = EscalationProposal.objects.visible_to(actor).for_list()
    found = all_of(rows.order_by("pk").select_for_update(of=("self",)), dict.fromkeys(wanted, ""))
    if not all(step.may(proposal, actor) for proposal in found):
        raise NotAllowedError(str(step.refused))
    _refuse_overtaken(found)
    return found


def _refuse_without_requirement(proposals: Iterable[EscalationProposal], given: LetterGiven) -> None:
    for document in {proposal.step.document for proposal in proposals}:
        if workflow.is_blank(given.required(document)):
            raise WorkflowError(_("This must be given."), f"requirement_{document}")


def _refuse_overtaken(proposals: Sequence[EscalationProposal]) -> None:
    keys = [proposal.pk for proposal in proposals]
    grounded = set(EscalationProposal.objects.filter(pk__in=keys).grounded().values_list("pk", flat=True))
    reasons = []
    for proposal in proposals:
        if not undecided(proposal):
            said = {"number": proposal.item.number, "decision": proposal.get_decision_display()}
            reasons.append(_("%(number)s: decided on already (%(decision)s).") % said)
        elif proposal.pk not in grounded:
            reasons.append(_("%(number)s: its ground has gone since.") % {"number": proposal.item.number})
    if reasons:
        raise BatchRefusedError(reasons)


def _by_letter(proposals: Iterable[EscalationProposal]) -> dict[tuple[int, str], list[EscalationProposal]]:
    """One letter for each unit and kind; steps without a letter are left out."""
    groups: dict[tuple[int, str], list[EscalationProposal]] = defaultdict(list)
    for proposal in proposals:
        if proposal.step.document in LETTER_DOCUMENTS and proposal.item.lead_organization_id:
            groups[proposal.item.lead_organization_id, proposal.step.document].append(proposal)
    return groups


def _issue(kind: str, proposals: Sequence[EscalationProposal], actor: User, given: LetterGiven) -> SupervisionLetter:
    letter = letters.issue(kind, [each.item for each in proposals], actor=actor, given=given)
    for proposal in proposals:
        proposal.letter = letter
    return letter


def _supervise(proposals: Sequence[EscalationProposal], seen: dict[int, int], actor: User, given: LetterGiven) -> None:
    """Each item by the one door, in the order of the ids; one with several proposals goes on from its own version."""
    reasons, versions = [], {proposal.item_id: seen[proposal.pk] for proposal in reversed(proposals)}
    for proposal in sorted(proposals, key=lambda each: (each.item_id, each.step.order)):
        try:
            done = _take_measure(proposal, versions[proposal.item_id], actor, given)
        except DomainError as refusal:
            reasons.append(f"{proposal.item.number}: {refusal}")
        else:
            versions[proposal.item_id] = done.version
    if reasons:
        raise BatchRefusedError(reasons)


def _take_measure(proposal: EscalationProposal, version: int, actor: User, given: LetterGiven) -> Item:
    paper = str(proposal.letter) if proposal.letter else proposal.step.label
    reason = f"{paper}: {given.required(proposal.step.document)}"
    return advance(
        proposal.item_id, "supervise", actor=actor, version=version, level=proposal.step.measure, reason=reason
    )


def _decide(proposals: Sequence[EscalationProposal], decision: ProposalState, actor: User, reason: str = "") -> None:
    for proposal in proposals:
        proposal.decision, proposal.reason = decision, reason
        proposal.decided_by, proposal.decided_at = actor, clock.now()
    fields = ["decision", "reason", "decided_by", "decided_at", "letter"]
    EscalationProposal.objects.bulk_update(proposals, fields, batch_size=MOST_ITEMS)
    log.record_all(_log_row(proposal, actor) for proposal in proposals)


def _log_row(proposal: EscalationProposal, actor: User) -> LogEntry:
    act = "proposal.confirm" if proposal.decision == ProposalState.CONFIRMED else "proposal.decline"
    told = {"item": proposal.item.number, "letter": proposal.letter.number if proposal.letter else ""}
    return log.entry(act, proposal, actor=actor, after=told, reason=proposal.reason)
