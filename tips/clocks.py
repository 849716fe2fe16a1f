"""The clocks of tips: who deals with one is decided, and its reporter is answered, within the days of D09."""

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.states import Role
from notices.clocks import Circle, Clock, Place
from tips.models import Tip

OFFICE = Circle("county__county_units__users", frozenset({Role.COORDINATOR}))
UNIT = Circle("unit__users", frozenset({Role.DEPARTMENT}))


def acceptance_named() -> Combinable:
    return Concat(Value(gettext("decision who deals with tip") + " "), F("number"))


def answer_named() -> Combinable:
    return Concat(Value(gettext("answer to tip") + " "), F("number"))


ACCEPTANCE = Clock(
    code="tip-acceptances",
    label=_("Tips to be accepted"),
    rows=lambda: Tip.objects.untouched(),
    due="accept_by",
    named=acceptance_named,
    names=("number",),
    page="tips:tip-detail",
    park=Place("park", "park__name"),
    enterprise=Place("enterprise", "enterprise__name"),
    must_act=(OFFICE,),
    stages=(3, 1),
    order=31,
)
ANSWERS = Clock(
    code="tips",
    label=_("Answers to tips"),
    rows=lambda: Tip.objects.open(),
    due="due",
    named=answer_named,
    names=("number",),
    page="tips:tip-detail",
    park=Place("park", "park__name"),
    enterprise=Place("enterprise", "enterprise__name"),
    must_act=(UNIT, Circle(OFFICE.users, OFFICE.roles, Q(unit=None))),
    followed_by=(Circle(OFFICE.users, OFFICE.roles, ~Q(unit=None)),),
    stages=(7, 3, 1),
    order=32,
)
CLOCKS = (ACCEPTANCE, ANSWERS)
