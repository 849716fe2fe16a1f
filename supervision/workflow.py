"""督办建议、督办函: who decides on what the ladder proposes, who takes which step of a letter, and when."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core.steps import Step, Table, Weight, conditions, everybody
from core.who import Rule, ability, condition, rule
from rectification import workflow
from rectification.querysets import ItemQuerySet
from rectification.rules.issuers import beyond_power
from rectification.states import EscalationDocument, Signer
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.models.escalation import EscalationProposalQuerySet, for_heads_of
from supervision.states import ProposalState

if TYPE_CHECKING:
    from accounts.models import User

coordinator: Rule[SupervisionLetter | EscalationProposal] = ability(lambda user: user.is_coordinator).said(
    "The county's coordinator."
)
answering: Rule[SupervisionLetter] = ability(lambda user: user.answers)


@rule(lambda user: Q(addressee=user.organization_id))
def of_the_addressee(letter: SupervisionLetter, user: "User") -> bool:
    return user.organization_id == letter.addressee_id


addressed = (answering & of_the_addressee).said("Somebody of the unit that the letter is addressed to.")


@condition(lambda: Q(document__voided_at=None))
def holds(letter: SupervisionLetter) -> bool:
    """It has not been voided."""
    return not letter.is_void


@condition(lambda: Q(received_at__isnull=False))
def received(letter: SupervisionLetter) -> bool:
    """Somebody has given the receipt: who was first stands."""
    return letter.received_at is not None


@condition(lambda: Q(answered_at=None, document__voided_at=None) & ~Q(kind=EscalationDocument.REMOVAL))
def awaits_answer(letter: SupervisionLetter) -> bool:
    """It asks for an answer, holds and has none."""
    return letter.awaits_answer


def ended(letter: SupervisionLetter) -> str:
    """Why nothing is done with a letter any more."""
    if letter.is_void:
        return gettext("This letter has been voided.")
    if letter.answered_at is not None:
        return gettext("This letter has been answered already.")
    return gettext("This letter asks for no answer.")


ANYWHERE: frozenset[str] = frozenset()
W = Weight

# fmt: off
LETTERS = Table[SupervisionLetter](
    "letter",
    #    name       label                           from      to    who          given        weight      waits for  when
    Step("receive", _("Receipt of a letter given"), ANYWHERE, None, addressed,   (),          W.ORDINARY, None,      holds,
         already=received,
         refused=_("The unit that the letter is addressed to gives the receipt."),
         otherwise=ended,
         done=_("Receipt recorded.")),
    Step("answer",  _("Letter answered"),           ANYWHERE, None, addressed,   ("text",),   W.ORDINARY, None,      awaits_answer,
         refused=_("The unit that the letter is addressed to answers it."),
         otherwise=ended,
         told=lambda letter, given: {"answer_files": len(letter.answer_files.all())},
         done=_("Your answer has been sent.")),
    Step("void",    _("Letter voided"),             ANYWHERE, None, coordinator, ("reason",), W.JUDGES,   None,      awaits_answer,
         refused=_("The coordinator voids a letter."),
         otherwise=ended,
         done=_("The letter has been voided; its number stays recorded.")),
    rows=lambda user: SupervisionLetter.objects.visible_to(user),
    told=lambda letter, given: {},
)
# fmt: on


def _heads_proposals(user: "User") -> Q | None:
    return for_heads_of(user.organization_id, user.organization_id) if user.is_department_head else None


@rule(_heads_proposals)
def named_by_the_step(proposal: EscalationProposal, user: "User") -> bool:
    """Whoever the ladder names for the step, by the guards of the workflow, where the own office has a part."""
    guard = workflow.SIGNERS[Signer(proposal.step.confirmer)]
    return guard(proposal.item, user) and workflow.has_part(proposal.item, user)


@rule(lambda user: ~Q(step__document__in=beyond_power(user.organization.kind)))
def within_power(proposal: EscalationProposal, user: "User") -> bool:
    """The own body may issue the paper of the step; a step without a letter asks for none."""
    return proposal.step.document not in beyond_power(user.organization.kind)


assigning: Rule[EscalationProposal] = ability(lambda user: user.assigns)
decider = (assigning & within_power & (named_by_the_step | coordinator)).said(
    "Whoever the ladder names for the step, if the own body may issue its paper; the coordinator of any."
)


@condition(lambda: Q(decision=ProposalState.OPEN))
def undecided(proposal: EscalationProposal) -> bool:
    """Nobody has confirmed or declined it, and its ground has not been found gone."""
    return proposal.decision == ProposalState.OPEN


NOT_YOURS = _("Some of these proposals are not for your role or unit to decide.")

# fmt: off
PROPOSALS: dict[str, Step[EscalationProposal, None]] = {step.name: step for step in (
    #    name       label                           from      to    who      given        weight      waits for  when
    Step("confirm", _("Proposed measure taken"),    ANYWHERE, None, decider, (),          W.APPROVES, everybody, undecided, refused=NOT_YOURS),
    Step("decline", _("Proposed measure declined"), ANYWHERE, None, decider, ("reason",), W.JUDGES,   None,      undecided, refused=NOT_YOURS),
)}
# fmt: on
"""Many are decided on at once, all or none: `supervision.services.escalating_decisions` takes these steps."""


def proposals_waiting_for(user: "User") -> EscalationProposalQuerySet:
    """The proposals on a person's desk: the page of them, its figure and the reminders ask here."""
    rows = EscalationProposal.objects.visible_to(user)
    found = list(conditions(PROPOSALS.values(), user))
    return rows.filter(*found) if found else rows.none()


def with_open_proposal(items: ItemQuerySet, user: "User", today: date) -> ItemQuerySet:
    """督办建议待决定: the ladder proposes a measure, and nobody has decided on it; the authority's own.

    For whoever decides, what is this person's to decide: the same rows as the page of the proposals.
    """
    if user.reach != Reach.COUNTY:
        return items.none()
    theirs = proposals_waiting_for(user) if user.assigns else EscalationProposal.objects.open()
    return items.filter(Exists(theirs.filter(item=OuterRef("pk"))))
