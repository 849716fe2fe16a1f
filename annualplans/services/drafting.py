"""编制: an edition of the plan is begun with what each body does; a further one takes over what is in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import INSPECTING_KINDS
from annualplans.models import Line, Share, YearPlan
from annualplans.rules import demanding
from annualplans.services.limits import limits_of, teams_of
from annualplans.states import OPEN, PlanState
from annualplans.workflow import PREPARERS, prepares
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import editing, log

TAKEN_OVER = (
    "enterprise_id", "body_id", "month", "due_on", "purpose", "days", "is_fixed", "is_alone", "reason",
    "asked_month", "asked_reason", "asked_by_id",
)  # fmt: skip
OF_A_SHARE = (
    "body_id", "grade_a", "grade_b", "grade_c", "grade_d", "no_grade", "rounds_high", "rounds_low", "visit_days",
    "round_days", "teams",
)  # fmt: skip


@dataclass(frozen=True)
class PlanGiven:
    """What is entered of a plan: its year, who pays the visits by grade, days of a team, why it is changed."""

    year: int
    lead: Organization
    team_days: int = demanding.TEAM_DAYS
    reason: str = ""


@transaction.atomic
def draft(given: PlanGiven, *, actor: User) -> YearPlan:
    """Begin an edition. Raises NotAllowedError, DomainError for a year that is over, without a reason, or twice."""
    county = actor.organization.county_id
    if not prepares(actor) or county is None:
        raise NotAllowedError(str(PREPARERS))
    if given.year < clock.today().year:
        raise DomainError(_("This year is over."), "year")
    plans = YearPlan.objects.filter(county=county)
    former = plans.filter(year=given.year, state=PlanState.IN_FORCE).first()
    number = (plans.filter(year=given.year).aggregate(n=Max("number"))["n"] or 0) + 1
    if number > 1 and not given.reason.strip():
        raise DomainError(_("Say why the plan of this year is changed."), "reason")
    made = YearPlan(county_id=county, year=given.year, number=number, reason=given.reason, team_days=given.team_days)
    made.drafted_by, made.drafted_at = actor, clock.now()
    _insert(made)
    last = former or plans.filter(year__lt=given.year, state=PlanState.IN_FORCE).first()
    _begin_shares(made, given.lead, last)
    if former:
        _take_over(made, former)
    log.record("annual-plan.draft", made, actor=actor, after={"year": made.year, "edition": made.number})
    return made


def _insert(plan: YearPlan) -> None:
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as clash:
        raise DomainError(_("A plan of this year is being prepared already."), "year") from clash


def _begin_shares(plan: YearPlan, lead: Organization, last: YearPlan | None) -> None:
    """As in the plan before; of a body that had none the frequencies of R7 if it is the lead, else none."""
    before = {share.body_id: share for share in last.shares.all()} if last else {}
    teams = teams_of(plan)
    rows = Organization.objects.filter(county=plan.county_id, kind__in=INSPECTING_KINDS, is_active=True)
    shares = []
    for body in rows:
        share = Share(plan=plan, body=body)
        if body.pk in before:
            for name in OF_A_SHARE:
                setattr(share, name, getattr(before[body.pk], name))
        elif body.pk == lead.pk:
            share.rounds_high = share.rounds_low = demanding.ROUNDS
            for grade, number in demanding.BY_GRADE.items():
                setattr(share, f"grade_{grade.lower()}", number)
        share.teams = teams.get(body.pk, 0)
        share.day_limits = limits_of(plan, share)
        shares.append(share)
    Share.objects.bulk_create(shares)


def _take_over(plan: YearPlan, former: YearPlan) -> None:
    """Each line of what is in force, with its place."""
    rows = [
        Line(plan=plan, former=line, **{name: getattr(line, name) for name in TAKEN_OVER})
        for line in former.lines.all()
    ]
    Line.objects.bulk_create(rows, batch_size=1000)


@transaction.atomic
def change_share(share: Share, *, actor: User, version: int, values: Mapping[str, object]) -> Share:
    """Change what a body does in a plan, which has to be reckoned again then.

    Raises NotAllowedError, WrongStateError once the plan is proposed, StaleError.
    """
    if not prepares(actor):
        raise NotAllowedError(str(PREPARERS))
    plan = YearPlan.objects.select_for_update(of=("self",)).get(pk=share.plan_id)
    if plan.state not in OPEN:
        raise WrongStateError(_("This plan is not being prepared any more."))
    changed = editing.change(share, actor=actor, version=version, values=values)
    if changed.version != version:
        changed.day_limits = limits_of(plan, changed)
        changed.save(update_fields=["day_limits"])
        plan.reckoned_at = None
        plan.version += 1
        plan.save()
    return changed
