"""年度计划的办理: one coordinator prepares a plan, another approves it; what is done at a single line, and by whom."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annualplans.models import Line, YearPlan
from annualplans.states import BY_PERSON, OPEN, PlanState
from core.steps import Step, Table, Weight, always, everybody
from core.who import Rule, ability, condition, rule

if TYPE_CHECKING:
    from accounts.models import User


def prepares(user: "User") -> bool:
    """Whether the person prepares the plan of the county: its coordinators."""
    return user.is_coordinator


def asks_for_a_body(user: "User") -> bool:
    """Whether the person leads a body that inspects, and speaks for it."""
    return user.assigns and user.organization.may_inspect


coordinator: Rule[YearPlan] = ability(prepares)
of_county: Rule[Line] = ability(prepares)


@rule(lambda user: ~Q(drafted_by=user.pk) & (Q(proposed_by=None) | ~Q(proposed_by=user.pk)))
def second_person(plan: YearPlan, user: "User") -> bool:
    return user.pk not in (plan.drafted_by_id, plan.proposed_by_id)


@rule(lambda user: Q(body=user.organization_id) if asks_for_a_body(user) else None)
def of_body(line: Line, user: "User") -> bool:
    """Whoever leads the body of the line."""
    return asks_for_a_body(user) and line.body_id == user.organization_id


@condition(lambda: Q(reckoned_at__isnull=False))
def is_reckoned(plan: YearPlan) -> bool:
    """It has been reckoned."""
    return plan.reckoned_at is not None


@condition(lambda: Q(plan__state__in=OPEN))
def in_open_plan(line: Line) -> bool:
    """Its plan is being prepared."""
    return line.plan.is_open


@condition(lambda: Q(plan__state__in=OPEN, is_fixed=True) & ~Q(purpose__in=BY_PERSON))
def is_released(line: Line) -> bool:
    """It is fixed, and follows from the settings of a plan that is being prepared."""
    return line.plan.is_open and line.is_fixed and line.purpose not in BY_PERSON


@condition(lambda: Q(plan__state__in=OPEN, is_fixed=False))
def is_loose(line: Line) -> bool:
    """It is not fixed, in a plan that is being prepared."""
    return line.plan.is_open and not line.is_fixed


@condition(lambda: Q(plan__state__in=OPEN, is_alone=True))
def goes_alone(line: Line) -> bool:
    """It goes alone, in a plan that is being prepared."""
    return line.plan.is_open and line.is_alone


@condition(lambda: Q(plan__state__in=OPEN, is_alone=False))
def goes_along(line: Line) -> bool:
    """It may go together with others, in a plan that is being prepared."""
    return line.plan.is_open and not line.is_alone


@condition(lambda: Q(plan__state__in=OPEN, purpose__in=BY_PERSON))
def is_entered(line: Line) -> bool:
    """A person has entered it, in a plan that is being prepared."""
    return line.plan.is_open and line.purpose in BY_PERSON


@condition(lambda: Q(plan__state__in=(*OPEN, PlanState.IN_FORCE)))
def can_be_asked(line: Line) -> bool:
    """Its plan is being prepared or in force."""
    return line.plan.is_open or line.plan.state == PlanState.IN_FORCE


@condition(lambda: Q(asked_month__isnull=False))
def is_asked(line: Line) -> bool:
    """Its body has asked for another month."""
    return line.asked_month is not None


another = (coordinator & second_person).said("Another coordinator than those who have prepared and proposed it.")
PREPARERS = _("Coordinators prepare the plan, as long as nobody has proposed it.")
DECIDERS = _("Another coordinator than those who have prepared and proposed the plan decides.")
COORDINATORS = _("Coordinators change the lines of a plan.")
NOT_OPEN = _("The plan is not being prepared; what is in force is changed by a further edition.")
W = Weight
PROPOSED = frozenset({PlanState.PROPOSED.value})
# fmt: off
PLANS = Table[YearPlan](
    "annual-plan",
    #    name        label                                      from      to                        who          given         weight      waits for  when
    Step("reckon",   pgettext_lazy("yearly plan", "Reckon"),    OPEN,     None,                     coordinator, (),           W.ORDINARY, None,      always,
         refused=PREPARERS, button=pgettext_lazy("yearly plan", "Reckon"), done=_("Reckoned; what a person has fixed is where it was.")),
    Step("propose",  pgettext_lazy("yearly plan", "Propose"),   OPEN,     PlanState.PROPOSED.value, coordinator, (),           W.ORDINARY, None,      is_reckoned,
         refused=PREPARERS, otherwise=lambda plan: str(_("Have the plan reckoned first.")), button=pgettext_lazy("yearly plan", "Propose"), done=_("Proposed; another coordinator decides.")),
    Step("approve",  pgettext_lazy("yearly plan", "Approve"),   PROPOSED, PlanState.IN_FORCE.value, another,     (),           W.APPROVES, everybody, always,
         refused=DECIDERS, done=_("Approved; the plan is in force.")),
    Step("return",   pgettext_lazy("yearly plan", "Return"),    PROPOSED, PlanState.RETURNED.value, another,     ("opinion",), W.JUDGES,   None,      always,
         refused=DECIDERS, done=_("Returned; its lines can be changed again.")),
    Step("drop",     pgettext_lazy("yearly plan", "Drop"),      OPEN,     PlanState.DROPPED.value,  coordinator, (),           W.ORDINARY, None,      always,
         refused=PREPARERS, button=pgettext_lazy("yearly plan", "Drop"), means=_("The draft ends with all that was changed in it; what is in force stays as it is."), done=_("Dropped; what is in force stays as it is.")),
    rows=lambda user: YearPlan.objects.visible_to(user),
    told=lambda plan, given: {"state": plan.state},
    stale=_("Somebody has changed this plan since you opened it."),
)
ANY: frozenset[str] = frozenset()


def _not_open(line: Line) -> str:
    return str(NOT_OPEN) if not line.plan.is_open else str(_("This line stands so already."))


LINES = Table[Line](
    "planned-visit",
    #    name       label                                             from  to    who          given                weight      waits for  when
    Step("move",    pgettext_lazy("planned visit", "Move"),           ANY,  None, of_county, ("month", "reason"), W.ORDINARY, None,      in_open_plan,
         refused=COORDINATORS, otherwise=_not_open, done=_("Moved, and fixed there.")),
    Step("fix",     pgettext_lazy("planned visit", "Fix"),            ANY,  None, of_county, ("reason",),         W.ORDINARY, None,      is_loose,
         refused=COORDINATORS, otherwise=_not_open, done=_("Fixed: it stays when the plan is reckoned again.")),
    Step("release", pgettext_lazy("planned visit", "Release"),        ANY,  None, of_county, (),                  W.ORDINARY, None,      is_released,
         refused=COORDINATORS, otherwise=_not_open, button=pgettext_lazy("planned visit", "Release"), done=_("Released: the next reckoning may move it.")),
    Step("split",   pgettext_lazy("planned visit", "Go alone"),       ANY,  None, of_county, ("reason",),         W.ORDINARY, None,      goes_along,
         refused=COORDINATORS, otherwise=_not_open, done=_("It goes alone, and is fixed.")),
    Step("join",    pgettext_lazy("planned visit", "Go together"),    ANY,  None, of_county, (),                  W.ORDINARY, None,      goes_alone,
         refused=COORDINATORS, otherwise=_not_open, button=pgettext_lazy("planned visit", "Go together"), done=_("It goes together with the others of its month.")),
    Step("remove",  pgettext_lazy("planned visit", "Take out"),       ANY,  None, of_county, ("reason",),         W.ORDINARY, None,      is_entered,
         refused=COORDINATORS, otherwise=_not_open, done=_("Taken out of the plan.")),
    Step("ask",     pgettext_lazy("planned visit", "Ask for another month"), ANY, None, of_body, ("month", "reason"), W.ORDINARY, None,    can_be_asked,
         refused=_("The leaders of its body ask for another month."), otherwise=_not_open, done=_("Asked; a coordinator decides.")),
    Step("decline", pgettext_lazy("planned visit", "Decline the other month"), ANY, None, of_county, ("reason",), W.ORDINARY, None,     is_asked,
         refused=COORDINATORS, otherwise=lambda line: str(_("Nobody asks for another month.")), done=_("Declined; the line stays in its month.")),
    rows=lambda user: Line.objects.visible_to(user),
    told=lambda line, given: {"month": line.month, "is_fixed": line.is_fixed, "is_alone": line.is_alone},
    was=lambda line: {"month": line.month, "is_fixed": line.is_fixed, "is_alone": line.is_alone},
    stale=_("Somebody has changed this line since you opened it."),
)
# fmt: on
