"""督办函的签收、回复、作废: who takes which step of a letter, and when."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.steps import Step, Table, Weight
from core.who import Rule, ability, condition, rule
from rectification.states import EscalationDocument
from supervision.models import SupervisionLetter

if TYPE_CHECKING:
    from accounts.models import User

coordinator: Rule[SupervisionLetter] = ability(lambda user: user.is_coordinator).said("The county's coordinator.")
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
