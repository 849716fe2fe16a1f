"""审定: a plan is proposed, returned, approved and then in force, or dropped: the effects of the steps."""

from collections import Counter

from django.utils.translation import gettext as _

from accounts.models import User
from annualplans.models import Line, LineVisit, YearPlan
from annualplans.services import limits
from annualplans.services.reckoning import restore
from annualplans.states import PlanState, Purpose
from annualplans.workflow import PLANS
from core import clock
from core.errors import DomainError
from core.steps import Given


@PLANS.effect("propose")
def _propose(plan: YearPlan, actor: User, given: Given) -> None:
    refuse_over_cap(plan)
    plan.proposed_by, plan.proposed_at = actor, clock.now()


@PLANS.effect("approve")
def _approve(plan: YearPlan, actor: User, given: Given) -> None:
    """The edition before is replaced; the visits that were made of its lines go along."""
    refuse_over_cap(plan)
    restore(plan)
    former = YearPlan.objects.filter(county=plan.county_id, year=plan.year, state=PlanState.IN_FORCE)
    for each in former.exclude(pk=plan.pk).select_for_update(of=("self",)):
        each.state = PlanState.REPLACED.value
        each.version += 1
        each.save()
        _hand_on(plan, each)
    plan.decided_by, plan.decided_at, plan.opinion = actor, clock.now(), str(given.get("opinion") or "")


@PLANS.effect("return")
def _return(plan: YearPlan, actor: User, given: Given) -> None:
    plan.decided_by, plan.decided_at, plan.opinion = actor, clock.now(), str(given["opinion"])


@PLANS.effect("drop")
def _drop(plan: YearPlan, actor: User, given: Given) -> None:
    plan.decided_by, plan.decided_at = actor, clock.now()


def refuse_over_cap(plan: YearPlan) -> None:
    """Raises DomainError where more is planned than a cap allows; what a superior has ordered stands outside it."""
    caps, beside = limits.caps_of(plan), limits.visits_beside(plan)
    rows = plan.lines.exclude(purpose=Purpose.ORDERED).values_list("enterprise", "body")
    for (plant, body), number in Counter(rows).items():
        most = caps.get(body, (None, 0))[0]
        if most is not None and number + beside.get((plant, body), 0) > most:
            line = plan.lines.filter(enterprise=plant, body=body).select_related("enterprise", "body")[0]
            said = {"place": line.enterprise.label, "body": line.body.label, "cap": most}
            raise DomainError(_("%(place)s · %(body)s: more visits than the cap of %(cap)s; reckon again.") % said)


def _hand_on(plan: YearPlan, former: YearPlan) -> None:
    copies = dict(Line.objects.filter(plan=plan, former__plan=former).values_list("former", "pk"))
    links = [link for link in LineVisit.objects.filter(line__plan=former) if link.line_id in copies]
    for link in links:
        link.line_id = copies[link.line_id]
    LineVisit.objects.bulk_update(links, ["line"], batch_size=1000)
