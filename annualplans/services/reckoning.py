"""排计划: a plan is reckoned from its settings; what a person has fixed and what has its visit stay where they are."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from accounts.models import User
from annualplans.models import Line, Share, UnplacedVisit, YearPlan
from annualplans.rules import demanding, solving
from annualplans.rules.solving import Demand, Kept, Placed
from annualplans.services import limits
from annualplans.states import BY_PERSON, Purpose
from annualplans.workflow import PLANS
from core import clock
from core.steps import Given
from enterprises.models import Enterprise
from enterprises.states import OperatingState
from safety.models import HazardSource
from visits.states import VisitState

BATCH = 1000
Key = tuple[int, int, str]


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@PLANS.effect("reckon")
def _reckon(plan: YearPlan, actor: User, given: Given) -> None:
    """What is equal stays as it is: only what has another month is written."""
    shares = list(plan.shares.select_for_update(of=("self",)).order_by("pk"))
    _note_limits(plan, shares)
    restore(plan)
    lines = list(plan.lines.select_for_update(of=("self",)).order_by("month", "pk"))
    standing = kept_lines(plan, lines)
    kept = [_kept(line) for line in standing]
    found = solving.solve(demands_of(plan, shares), kept, limits.limits(plan, shares))
    fixed = {line.pk for line in standing}
    _write(plan, [line for line in lines if line.pk not in fixed], found.placed)
    plan.unplaced.all().delete()
    rows = [
        UnplacedVisit(
            plan=plan, enterprise_id=each.plant, body_id=each.body, purpose=each.purpose, number=each.number,
            why=each.why,
        )
        for each in found.unplaced
    ]  # fmt: skip
    UnplacedVisit.objects.bulk_create(rows, batch_size=BATCH)
    plan.reckoned_at = clock.now()


def _note_limits(plan: YearPlan, shares: list[Share]) -> None:
    """The caps and days with which it is reckoned stay beside it."""
    caps = limits.caps_of(plan)
    for share in shares:
        share.cap, share.cap_year = caps.get(share.body_id, (None, None))
        share.day_limits = limits.limits_of(plan, share)
    Share.objects.bulk_update(shares, ["cap", "cap_year", "day_limits"])


def kept_lines(plan: YearPlan, lines: list[Line]) -> list[Line]:
    """Those that a person has fixed or entered, and those of which a visit was made in whatever edition."""
    own = Q(arranged__isnull=False) & ~Q(arranged__visit__state=VisitState.CANCELLED)
    before = Q(former__arranged__isnull=False) & ~Q(former__arranged__visit__state=VisitState.CANCELLED)
    visited = set(plan.lines.filter(own | before).values_list("pk", flat=True))
    return [line for line in lines if line.is_fixed or line.purpose in BY_PERSON or line.pk in visited]


def restore(plan: YearPlan) -> None:
    """A line of the edition in force of which a visit was made meanwhile stands in this one too."""
    there = plan.lines.exclude(former=None).values("former")
    rows = Line.objects.in_force().filter(plan__county=plan.county_id, plan__year=plan.year).with_visit()
    for line in rows.exclude(pk__in=there).exclude(plan=plan):
        Line.objects.create(
            plan=plan, former=line, enterprise_id=line.enterprise_id, body_id=line.body_id, month=line.month,
            due_on=line.due_on, purpose=line.purpose, days=line.days, is_fixed=True, reason=line.reason,
        )  # fmt: skip


def _kept(line: Line) -> Kept:
    return Kept(
        line.enterprise_id, line.body_id, line.purpose, line.month, line.days, not line.is_ordered, line.is_alone
    )


def demands_of(plan: YearPlan, shares: list[Share]) -> list[Demand]:
    """What the settings ask of each body at each plant that is not closed, the most severe plants first."""
    asked = [(share, _frequencies(share)) for share in shares]
    levels = _levels(plan)
    rows = Enterprise.objects.filter(county=plan.county_id).exclude(state=OperatingState.CLOSED)
    plants = sorted(
        rows.values_list("pk", "park__risk_grade"), key=lambda row: (levels.get(row[0], 9), row[1] or "Z", row[0])
    )
    found = []
    for plant, grade in plants:
        for share, frequencies in asked:
            level = levels.get(plant)
            rounds = demanding.rounds_of(frequencies, level)
            visits = demanding.visits_of(frequencies, grade or "", level)
            body = share.body_id
            found += [Demand(plant, body, Purpose.ROUND.value, rounds, share.round_days, 0)] if rounds else []
            found += [Demand(plant, body, Purpose.GRADE.value, visits, share.visit_days, 1)] if visits else []
    return found


def _levels(plan: YearPlan) -> dict[int, int]:
    """The most severe level of the major hazard sources of each plant."""
    rows = HazardSource.objects.major().filter(enterprise__county=plan.county_id)
    found: dict[int, int] = {}
    for plant, level in rows.values_list("enterprise", "current__level"):
        if level is not None:
            found[plant] = min(level, found.get(plant, level))
    return found


def _frequencies(share: Share) -> demanding.Frequencies:
    grades = {"A": share.grade_a, "B": share.grade_b, "C": share.grade_c, "D": share.grade_d}
    return demanding.Frequencies(grades, share.no_grade, share.rounds_high, share.rounds_low)


def _write(plan: YearPlan, loose: list[Line], placed: Sequence[Placed]) -> None:
    """Lines of the same body, plant and purpose keep their rows; they get another month, go or come."""
    there: dict[Key, list[Line]] = defaultdict(list)
    for line in loose:
        there[line.enterprise_id, line.body_id, line.purpose].append(line)
    moved, new = [], []
    for each in sorted(placed, key=lambda found: found.month):
        rows = there[each.plant, each.body, each.purpose]
        if not rows:
            new.append(_line(plan, each))
        elif _differs(line := rows.pop(0), each):
            line.month, line.days, line.due_on = each.month, each.days, last_day(plan.year, each.month)
            line.version += 1
            moved.append(line)
    Line.objects.filter(pk__in=[line.pk for rows in there.values() for line in rows]).delete()
    Line.objects.bulk_update(moved, ["month", "days", "due_on", "version"], batch_size=BATCH)
    Line.objects.bulk_create(new, batch_size=BATCH)


def _differs(line: Line, each: Placed) -> bool:
    return (line.month, line.days) != (each.month, each.days)


def _line(plan: YearPlan, each: Placed) -> Line:
    return Line(
        plan=plan,
        enterprise_id=each.plant,
        body_id=each.body,
        month=each.month,
        due_on=last_day(plan.year, each.month),
        purpose=each.purpose,
        days=each.days,
    )
