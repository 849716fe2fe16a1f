"""The clocks of challenges: an answer within some working days, and the days of the enterprise to go on (R8, R9)."""

from collections.abc import Callable

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.states import Role
from challenges.models import Challenge
from challenges.states import ChallengeState, Rung
from challenges.workflow import TEAM_ROLES
from notices.clocks import Circle, Clock, Place


def _said(what: Promise) -> Callable[[], Combinable]:
    """Whose challenge it is, to what, and what is due."""
    return lambda: Concat(F("enterprise__name"), Value(f" {what} "), F("item__number"))


NAMES = ("enterprise__name", "item__number")
PARK, PLANT = Place("enterprise__park", "enterprise__park__name"), Place("enterprise", "enterprise__name")
ANSWERS = Clock(
    code="challenges",
    label=_("Answers to challenges"),
    rows=lambda: Challenge.objects.with_the_body(),
    due="due",
    named=_said(_("answer to the challenge to")),
    names=NAMES,
    page="challenges:challenge-detail",
    park=PARK,
    enterprise=PLANT,
    must_act=(
        Circle("unit__users", TEAM_ROLES, ~Q(rung=Rung.LEADER)),
        Circle("unit__users", frozenset({Role.SUPERIOR}), Q(rung=Rung.LEADER)),
        Circle("unit__county_units__users", frozenset({Role.COORDINATOR}), Q(rung=Rung.LEADER)),
    ),
    stages=(3, 1),
    order=35,
)
TO_GO_ON = Clock(
    code="challenges-to-go-on",
    label=_("Challenges that may go on"),
    rows=lambda: Challenge.objects.filter(state=ChallengeState.ANSWERED),
    due="due",
    named=_said(_("last day to go on with the challenge to")),
    names=NAMES,
    page="challenges:challenge-detail",
    park=PARK,
    enterprise=PLANT,
    must_act=(Circle("enterprise__organization__users", frozenset({Role.ENTERPRISE})),),
    stages=(3, 1),
    order=36,
)
CLOCKS = (ANSWERS, TO_GO_ON)
