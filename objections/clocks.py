"""The clock of objections: the answer is due within some working days (domain rules R8, R9, product rule)."""

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.states import Role
from notices.clocks import Circle, Clock, Place
from objections.models import Objection
from objections.states import Turn

AT_THE_COUNTY = Q(turn=Turn.LEADER) | Q(enterprise__park=None)


def answer_named() -> Combinable:
    """Whose objection it is, and to what."""
    what = gettext("answer to the objection to")
    return Concat(F("enterprise__name"), Value(f" {what} "), F("subject_name"))


ANSWERS = Clock(
    code="objections",
    label=_("Answers to objections"),
    rows=lambda: Objection.objects.open(),
    due="due",
    named=answer_named,
    names=("enterprise__name", "subject_name"),
    page="objections:objection-detail",
    park=Place("enterprise__park", "enterprise__park__name"),
    enterprise=Place("enterprise", "enterprise__name"),
    must_act=(
        Circle("enterprise__park__committee__users", frozenset({Role.PARK}), Q(turn=Turn.KEEPER)),
        Circle("enterprise__county__county_units__users", frozenset({Role.COORDINATOR}), AT_THE_COUNTY),
    ),
    stages=(3, 1),
    order=30,
)
CLOCKS = (ANSWERS,)
