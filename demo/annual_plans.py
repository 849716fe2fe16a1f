"""Yearly plans of the made-up county: this year's in force, with visits made of it; a draft of the next year."""

from datetime import date, datetime, time, timedelta

from accounts.models import User
from annualplans.models import Line, YearPlan
from annualplans.services import arranging, drafting, lines
from annualplans.services.drafting import PlanGiven
from annualplans.services.lines import LineGiven
from annualplans.states import Purpose
from annualplans.workflow import PLANS
from core import clock
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from visits.services.origins import Origin

THIS_YEAR = {"emergency": {"grade_b": 2}, "ecology": {"grade_b": 1}}
NEXT_YEAR = {
    "县应急局": {"grade_b": 4},
    "县生态环境分局": {"grade_b": 2},
    "县工信局": {"grade_b": 1},
    "县市场监管局": {"grade_b": 1},
    "县消防大队": {"grade_b": 2},
}
"""Visits a year of each body in the park of grade B; one body asks more than its cap allows."""
MOVED = "避开企业年度停车检修期。"
SUPERIOR = "市安委办部署的危险化学品企业交叉检查。"
ASKED = "本局当月承担市级专项检查，请调整。"
PLACE, OTHER_PLACE = 1, 2


def plan_this_year(county: County, today: date) -> None:
    """Prepared in January by one coordinator, approved by the other."""
    author, other = county.logins["coordinator"], county.logins["coordinator2"]
    day = min(date(today.year, 1, 8), today - timedelta(days=3))
    with clock.at(_at(day, 9)):
        plan = drafting.draft(PlanGiven(today.year, county.logins["emergency"].organization), actor=author)
        for key, values in THIS_YEAR.items():
            _set(plan, county.logins[key].organization.label, values, author)
        take(PLANS, plan.pk, "reckon", actor=author)
    with clock.at(_at(day, 16)):
        take(PLANS, plan.pk, "propose", actor=author)
    with clock.at(_at(day + timedelta(days=1), 10)):
        take(PLANS, plan.pk, "approve", actor=other, opinion="同意，请各部门按月落实。")


def of_plan(officer: User, enterprise: Enterprise, day: date) -> Origin | None:
    """The line of the plan in force that is nearest to a day, of which a visit is made."""
    rows = arranging.to_arrange(officer).filter(enterprise=enterprise, plan__year=day.year)
    line = min(rows, key=lambda each: (abs(each.month - day.month), each.month), default=None)
    return arranging.origin_of(line) if line else None


def draft_next_year(county: County, enterprises: list[Enterprise], today: date) -> None:
    """Reckoned for more bodies; one line was moved, one is ordered by the city, of one another month is asked."""
    author, safety = county.logins["coordinator"], county.logins["emergency"]
    with clock.at(_at(today - timedelta(days=2), 9)):
        plan = drafting.draft(PlanGiven(today.year + 1, safety.organization), actor=author)
        for label, values in NEXT_YEAR.items():
            _set(plan, label, values, author)
        take(PLANS, plan.pk, "reckon", actor=author)
        ordered = LineGiven(enterprises[0], safety.organization, 5, Purpose.ORDERED.value, 1, SUPERIOR)
        lines.add(plan, ordered, actor=author)
    with clock.at(_at(today - timedelta(days=1), 10)):
        _move(plan, enterprises[PLACE], author)
        take(PLANS, plan.pk, "reckon", actor=author)
        asked = Line.objects.filter(plan=plan, enterprise=enterprises[OTHER_PLACE], body=safety.organization_id).first()
        if asked:
            month = asked.month % 12 + 1
            lines.act(asked, "ask", actor=safety, version=asked.version, month=month, reason=ASKED)


def _move(plan: YearPlan, enterprise: Enterprise, actor: User) -> None:
    line = plan.lines.filter(enterprise=enterprise).order_by("month", "pk").first()
    if line:
        taken = set(plan.lines.filter(enterprise=enterprise, body=line.body_id).values_list("month", flat=True))
        month = next(month for month in range(1, 13) if month not in taken)
        lines.act(line, "move", actor=actor, version=line.version, month=month, reason=MOVED)


def _set(plan: YearPlan, label: str, values: dict[str, int], actor: User) -> None:
    for share in plan.shares.select_related("body"):
        if share.body.label == label:
            drafting.change_share(share, actor=actor, version=share.version, values=values)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
