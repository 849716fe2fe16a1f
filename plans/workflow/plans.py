"""一企一策的办理: who sends a plan to the experts, approves it, changes it, closes it."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core.errors import WorkflowError
from core.steps import Step, Table, Weight
from core.who import Rule, ability, condition, rule
from plans.models import EnterprisePlan, ExpertOpinion, PlanMeasure
from plans.querysets import EnterprisePlanQuerySet, placed_in
from plans.states import Adoption, PlanState
from rectification.services.measures import all_ended
from rectification.states import OPEN_STATES

if TYPE_CHECKING:
    from accounts.models import User


def keeps_plans(user: "User") -> bool:
    """Who writes plans: those who keep the files of the county or the park."""
    return user.keeps_files and user.reach in (Reach.COUNTY, Reach.PARK)


keeper: Rule[EnterprisePlan] = ability(keeps_plans).said("Whoever keeps the file of the enterprise.")


def _no_part(user: "User") -> Q:
    written = EnterprisePlan.hands.through.objects.filter(enterpriseplan=OuterRef("pk"), user=user)
    return ~Q(author=user) & (Q(sent_by=None) | ~Q(sent_by=user)) & ~Q(Exists(written))


@rule(lambda user: _no_part(user) if user.assigns else None)
def another(plan: EnterprisePlan, user: "User") -> bool:
    """Another person than those who wrote it or sent it to the experts, of a department or the coordinating office."""
    is_other = user.assigns and user.pk not in (plan.author_id, plan.sent_by_id)
    return is_other and not plan.hands.filter(pk=user.pk).exists()


@condition(lambda: Q(Exists(PlanMeasure.objects.filter(plan=OuterRef("pk")))))
def has_measures(plan: EnterprisePlan) -> bool:
    return plan.measures.exists()


@condition(
    lambda: (
        Q(Exists(ExpertOpinion.objects.filter(plan=OuterRef("pk"))))
        & ~Q(Exists(ExpertOpinion.objects.filter(plan=OuterRef("pk"), adoption=Adoption.OPEN)))
    )
)
def is_reviewed(plan: EnterprisePlan) -> bool:
    """At least one expert has spoken, and each opinion is adopted or not, with a reason."""
    answers = list(plan.opinions.values_list("adoption", flat=True))
    return bool(answers) and Adoption.OPEN not in answers


@condition(
    lambda: (
        Q(Exists(placed_in("plans.enterpriseplan")))
        & ~Q(Exists(placed_in("plans.enterpriseplan").filter(item__state__in=OPEN_STATES)))
    )
)
def is_carried_out(plan: EnterprisePlan) -> bool:
    """Every measure is on the ledger, and each item has ended."""
    return all_ended(list(plan.measures.all()))


def _editions() -> EnterprisePlanQuerySet:
    return EnterprisePlan.objects.exclude(state=PlanState.WITHDRAWN)


@condition(lambda: ~Q(Exists(_editions().filter(follows=OuterRef("pk")))))
def is_last(plan: EnterprisePlan) -> bool:
    """No new edition of it has been begun."""
    return not _editions().filter(follows=plan.pk).exists()


def no_measures(plan: EnterprisePlan) -> WorkflowError:
    return WorkflowError(gettext("Write down the measures first."))


def not_reviewed(plan: EnterprisePlan) -> WorkflowError:
    return WorkflowError(gettext("At least one expert's opinion is needed, and each must be answered."))


def not_carried_out(plan: EnterprisePlan) -> WorkflowError:
    return WorkflowError(gettext("Not every measure is on the ledger and signed off."))


def not_last(plan: EnterprisePlan) -> WorkflowError:
    return WorkflowError(gettext("A new edition of this plan has been begun already."))


DRAFT, REVIEW, APPROVED = (
    frozenset({state.value}) for state in (PlanState.DRAFT, PlanState.REVIEW, PlanState.APPROVED)
)
KEEPS = _("Whoever keeps the file of the enterprise writes its plan.")
OTHER = _("Another person than the author approves the plan.")
W = Weight

# fmt: off
PLANS = Table[EnterprisePlan](
    "plan",
    #    name       label                                           from            to                          who      given        weight      waits for  when
    Step("send",     pgettext_lazy("plan", "Sent to the experts"),  DRAFT,          PlanState.REVIEW.value,     keeper,  (),          W.ORDINARY, keeper,  has_measures,
         refused=KEEPS, otherwise=no_measures, button=_("Send to expert review"), done=_("The plan is in expert review.")),
    Step("return",   pgettext_lazy("plan", "Returned"),             REVIEW,         PlanState.DRAFT.value,      keeper,  ("reason",), W.ORDINARY, None,    has_measures,
         refused=KEEPS, otherwise=no_measures, done=_("The plan is being drafted again.")),
    Step("approve",  pgettext_lazy("plan", "Approved"),             REVIEW,         PlanState.APPROVED.value,   another, (),          W.APPROVES, another, is_reviewed,
         refused=OTHER, otherwise=not_reviewed, done=_("The plan is approved; put its measures on the ledger.")),
    Step("withdraw", pgettext_lazy("plan", "Withdrawn"),            DRAFT | REVIEW, PlanState.WITHDRAWN.value,  keeper,  ("reason",), W.ORDINARY, None,    is_last,
         refused=KEEPS, otherwise=not_last, done=_("The plan is withdrawn.")),
    Step("revise",   pgettext_lazy("plan", "New edition begun"),    APPROVED,       None,                       keeper,  ("reason",), W.ORDINARY, None,    is_last,
         refused=KEEPS, otherwise=not_last, done=_("The new edition is being drafted; the plan holds until that is approved.")),
    Step("complete", pgettext_lazy("plan", "Completed"),            APPROVED,       PlanState.COMPLETED.value,  another, (),          W.APPROVES, another, is_carried_out & is_last,
         refused=OTHER, otherwise=not_carried_out, button=_("Confirm completion"),
         means=_("The plan ends with this; this is not taken back."), done=_("The plan is completed.")),
    rows=lambda user: EnterprisePlan.objects.visible_to(user),
    told=lambda plan, given: {"state": plan.state},
    stale=_("Somebody has changed this plan since you opened it."),
)
# fmt: on
