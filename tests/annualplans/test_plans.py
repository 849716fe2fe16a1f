"""年度计划: two persons, one plan in force, what a person has fixed stays, a visit is made of a line."""

from datetime import date

import pytest

from accounts.states import Role
from annualplans.models import Line, LineVisit, YearPlan
from annualplans.services import arranging, lines
from annualplans.services.drafting import PlanGiven, draft
from annualplans.services.lines import LineGiven
from annualplans.states import PlanState, Progress, Purpose
from annualplans.workflow import PLANS
from core import clock
from core.errors import DomainError, NotAllowedError, StaleError, WrongStateError
from core.models import LogEntry
from core.services.acting import take
from tests.annualplans.made import (
    body,
    cap,
    drafted,
    first_line,
    in_force,
    plant,
    proposed,
    reckoned,
    set_share,
)
from tests.factories import OrganizationFactory, UserFactory, VisitFactory

pytestmark = pytest.mark.django_db


def test_a_plan_asks_of_its_lead_what_the_grade_of_the_park_asks():
    plant("C")

    plan = reckoned()

    assert plan.lines.filter(purpose=Purpose.GRADE).count() == 4
    assert LogEntry.objects.filter(act="annual-plan.reckon").exists()


def test_a_cap_leaves_the_rest_without_a_month_and_says_why():
    lead = body()
    cap(lead, 3)
    plant("A")

    plan = reckoned(lead)

    assert plan.lines.count() == 3
    assert list(plan.unplaced.values_list("number", "why")) == [(9, "CAP")]
    assert plan.shares.get(body=lead).cap == 3


def test_the_cap_of_the_year_before_holds_until_the_one_of_the_year_is_published():
    lead = body()
    cap(lead, 1, clock.today().year)

    assert reckoned(lead).lines.count() == 1


def test_a_body_without_officers_gets_no_days():
    lead = OrganizationFactory()
    plant("D")

    plan = reckoned(lead)

    assert list(plan.unplaced.values_list("number", "why")) == [(2, "CAPACITY")]


def test_what_a_person_has_moved_stays_when_the_plan_is_reckoned_again():
    plan = reckoned()
    line = first_line(plan)
    month = next(m for m in range(1, 13) if m not in plan.lines.values_list("month", flat=True))

    lines.act(line, "move", actor=plan.drafted_by, version=line.version, month=month, reason="停车检修")
    take(PLANS, plan.pk, "reckon", actor=plan.drafted_by)

    line.refresh_from_db()
    assert (line.month, line.is_fixed, line.reason) == (month, True, "停车检修")
    assert plan.lines.count() == 4


def test_equal_settings_leave_every_line_as_it_is():
    plan = reckoned()
    before = list(plan.lines.order_by("pk").values_list("pk", "month", "version"))

    take(PLANS, plan.pk, "reckon", actor=plan.drafted_by)

    assert list(plan.lines.order_by("pk").values_list("pk", "month", "version")) == before


def test_whoever_moves_a_line_that_somebody_has_moved_meanwhile_is_told():
    plan = reckoned()
    line = first_line(plan)
    free = [m for m in range(1, 13) if m not in plan.lines.values_list("month", flat=True)]
    lines.act(line, "move", actor=plan.drafted_by, version=line.version, month=free[0], reason="检修")

    with pytest.raises(StaleError):
        lines.act(line, "move", actor=plan.drafted_by, version=line.version, month=free[1], reason="检修")

    line.refresh_from_db()
    assert line.month == free[0]


def test_nobody_moves_a_visit_into_a_month_in_which_the_body_is_there():
    plan = reckoned()
    line, other = plan.lines.order_by("month")[:2]

    with pytest.raises(DomainError):
        lines.act(line, "move", actor=plan.drafted_by, version=line.version, month=other.month, reason="检修")

    line.refresh_from_db()
    assert not line.is_fixed


def ordered(plan, purpose=Purpose.ORDERED, month=6):
    line = first_line(plan)
    return LineGiven(line.enterprise, line.body, month, purpose.value, 1, "市安委办部署")


def test_what_a_superior_orders_goes_beyond_the_cap():
    lead = body()
    cap(lead, 1)
    plan = reckoned(lead)

    made = lines.add(plan, ordered(plan), actor=plan.drafted_by)

    assert made.is_ordered
    take(PLANS, plan.pk, "propose", actor=plan.drafted_by)


def test_what_nobody_has_ordered_does_not():
    lead = body()
    cap(lead, 1)
    plan = reckoned(lead)

    with pytest.raises(DomainError):
        lines.add(plan, ordered(plan, Purpose.OTHER), actor=plan.drafted_by)

    assert plan.lines.count() == 1


def test_a_plan_is_not_proposed_above_a_cap_that_was_published_meanwhile():
    lead = body()
    plan = reckoned(lead)
    cap(lead, 1)

    with pytest.raises(DomainError):
        take(PLANS, plan.pk, "propose", actor=plan.drafted_by)

    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_nobody_approves_the_own_plan():
    plan = proposed()

    with pytest.raises(NotAllowedError):
        take(PLANS, plan.pk, "approve", actor=plan.drafted_by)

    plan.refresh_from_db()
    assert plan.state == PlanState.PROPOSED


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR, Role.PARK, Role.ENTERPRISE])
def test_none_but_coordinators_prepare_a_plan(role):
    lead = body()

    with pytest.raises(NotAllowedError):
        draft(PlanGiven(clock.today().year + 1, lead), actor=UserFactory(role=role))

    assert not YearPlan.objects.exists()


def test_settings_that_were_changed_ask_for_another_reckoning():
    lead = body()
    plan = reckoned(lead)

    set_share(plan, lead, grade_c=2)

    with pytest.raises(WrongStateError):
        take(PLANS, plan.pk, "propose", actor=plan.drafted_by)
    take(PLANS, plan.pk, "reckon", actor=plan.drafted_by)
    assert plan.lines.count() == 2


def test_a_change_in_force_is_a_further_edition_with_a_reason_that_takes_over_the_visits():
    lead = body()
    plan = in_force(lead, year=clock.today().year)
    line = plan.lines.order_by("-month").first()
    visit = VisitFactory(enterprise=line.enterprise, drafted_by=UserFactory(role=Role.INSPECTOR, organization=lead))
    arranging.link(line, visit, visit.drafted_by)
    given = {"year": plan.year, "lead": lead}

    with pytest.raises(DomainError):
        draft(PlanGiven(**given), actor=plan.drafted_by)
    further = draft(PlanGiven(**given, reason="机构改革"), actor=plan.drafted_by)
    take(PLANS, further.pk, "reckon", actor=plan.drafted_by)
    take(PLANS, further.pk, "propose", actor=plan.drafted_by)
    take(PLANS, further.pk, "approve", actor=plan.decided_by)

    plan.refresh_from_db()
    assert plan.state == PlanState.REPLACED
    assert LineVisit.objects.get().line.plan_id == further.pk
    assert LineVisit.objects.get().line.former == line


def test_lines_of_a_plan_in_force_are_not_moved():
    plan = in_force()
    line = first_line(plan)

    with pytest.raises(WrongStateError):
        lines.act(line, "fix", actor=plan.drafted_by, version=line.version, reason="检修")

    line.refresh_from_db()
    assert not line.is_fixed


def test_a_body_asks_for_another_month_and_only_for_its_own_lines():
    lead = body()
    line = first_line(in_force(lead))
    leader, stranger = UserFactory(role=Role.DEPARTMENT, organization=lead), UserFactory(role=Role.DEPARTMENT)

    with pytest.raises(NotAllowedError):
        lines.act(line, "ask", actor=stranger, version=line.version, month=8, reason="专项")
    asked = lines.act(line, "ask", actor=leader, version=line.version, month=8, reason="专项")

    assert (asked.asked_month, asked.asked_by) == (8, leader)
    lines.act(asked, "decline", actor=coordinator_of(line), version=asked.version, reason="已公布")
    line.refresh_from_db()
    assert line.asked_month is None


def coordinator_of(line):
    return line.plan.drafted_by


def test_a_visit_of_a_line_is_of_its_body_and_made_once():
    lead = body()
    line = first_line(in_force(lead, year=clock.today().year))
    officer = UserFactory(role=Role.INSPECTOR, organization=lead)
    one, two = (VisitFactory(enterprise=line.enterprise, drafted_by=officer) for _time in range(2))

    arranging.link(line, one, officer)

    with pytest.raises(DomainError):
        arranging.link(line, two, officer)
    assert LineVisit.objects.get().visit == one


def test_a_line_says_how_it_stands():
    lead = body()
    plan = in_force(lead, year=clock.today().year)
    officer = UserFactory(role=Role.INSPECTOR, organization=lead)
    line = plan.lines.order_by("-month").first()
    visit = VisitFactory(enterprise=line.enterprise, drafted_by=officer, left=True)
    arranging.link(line, visit, officer)

    found = arranging.standings_of(plan.lines.all(), officer)

    assert found[line.pk].progress == Progress.DONE
    assert Line.objects.all().stands(Progress.DONE, clock.today()).get() == line


@pytest.mark.parametrize("progress", Progress.values)
def test_each_line_stands_in_one_way(progress):
    plan = in_force(year=clock.today().year)
    Line.objects.create(
        plan=plan,
        enterprise=first_line(plan).enterprise,
        body=first_line(plan).body,
        month=1,
        due_on=date(plan.year, 1, 31),
        purpose=Purpose.OTHER,
    )
    officer = UserFactory(role=Role.COORDINATOR)
    said = arranging.standings_of(plan.lines.all(), officer)

    found = Line.objects.all().stands(progress, clock.today())

    assert {line.pk for line in found} == {key for key, each in said.items() if each.progress == progress}


def test_a_draft_that_is_dropped_leaves_place_for_another():
    plan = drafted()

    take(PLANS, plan.pk, "drop", actor=plan.drafted_by)

    given = PlanGiven(plan.year, plan.shares.first().body, reason="重新编制")
    assert draft(given, actor=plan.drafted_by).number == 2
