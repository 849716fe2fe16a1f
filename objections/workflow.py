"""异议的办理: who answers what an enterprise objects to, and in whose turn it is."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core.steps import Step, Table, Weight, always
from core.who import ALL, Rule, ability, rule
from objections.models import Objection
from objections.states import ObjectionState as State
from objections.states import Turn

if TYPE_CHECKING:
    from accounts.models import User


def leads(user: "User") -> bool:
    """Who answers what has been moved up: the county's coordinator, the heads of its units."""
    return user.reach == Reach.COUNTY and user.keeps_files and (user.is_coordinator or user.is_head)


def _rows_in_turn(user: "User") -> Q | None:
    if not user.keeps_files:
        return None
    return ALL if leads(user) else Q(turn=Turn.KEEPER)


@rule(_rows_in_turn)
def in_turn(objection: Objection, user: "User") -> bool:
    """Whoever keeps the file answers first; after silence the leaders alone."""
    return user.keeps_files and (leads(user) or objection.turn == Turn.KEEPER)


def _rows_nearest(user: "User") -> Q | None:
    if user.reach == Reach.PARK:
        return Q(turn=Turn.KEEPER)
    here = Q(turn=Turn.LEADER) | Q(enterprise__park=None)
    if user.is_coordinator:
        return here
    linked = Q(enterprise__linked_organization=user.organization_id)
    return here & linked & (ALL if user.is_head else Q(turn=Turn.KEEPER))


@rule(_rows_nearest)
def nearest(objection: Objection, user: "User") -> bool:
    """On whose desk it stands: the committee's of the park; outside of parks and moved up the county's."""
    if user.reach == Reach.PARK:
        return objection.turn == Turn.KEEPER
    is_here = objection.turn == Turn.LEADER or objection.enterprise.park_id is None
    is_linked = objection.enterprise.linked_organization_id == user.organization_id
    return is_here and (user.is_coordinator or (is_linked and (user.is_head or objection.turn == Turn.KEEPER)))


answerer: Rule[Objection] = in_turn.said("Whoever keeps the file; after silence the coordinator or a head of a unit.")
enterprise = ability(lambda user: user.is_enterprise).said("The enterprise that has objected.")
OPEN = frozenset({State.OPEN.value})
NOT_YOURS = _("Whoever keeps the file answers an objection, while it waits for an answer.")
W = Weight
# fmt: off
OBJECTIONS = Table[Objection](
    "objection",
    #    name        label                                              from  to                     who         given       weight    waits for when
    Step("accept",   pgettext_lazy("objection", "Accepted"),            OPEN, State.ACCEPTED.value,  answerer,   (),         W.JUDGES,   nearest, always,
         refused=NOT_YOURS,
         done=_("Accepted; the enterprise has been told.")),
    Step("partly",   pgettext_lazy("objection", "Accepted in part"),    OPEN, State.PARTLY.value,    answerer,   ("answer",), W.JUDGES,  nearest, always,
         refused=NOT_YOURS,
         done=_("Accepted in part; the enterprise has been told.")),
    Step("reject",   pgettext_lazy("objection", "Rejected"),            OPEN, State.REJECTED.value,  answerer,   ("answer",), W.JUDGES,  nearest, always,
         refused=NOT_YOURS,
         done=_("Rejected; the enterprise has been told.")),
    Step("withdraw", pgettext_lazy("objection", "Withdrawn"),           OPEN, State.WITHDRAWN.value, enterprise, (),         W.ORDINARY, None,    always,
         refused=_("The enterprise that has objected withdraws it, while it waits for an answer."),
         button=_("Withdraw the objection"),
         means=_("It ends without an answer; the datum can be objected to again."),
         done=_("The objection has been withdrawn.")),
    rows=lambda user: Objection.objects.visible_to(user),
    told=lambda objection, given: {"state": objection.state},
    stale=_("Somebody has dealt with this objection since you opened it."),
)
# fmt: on
STEP_OF = {State.ACCEPTED: "accept", State.PARTLY: "partly", State.REJECTED: "reject"}
"""The step by which each verdict is given."""
