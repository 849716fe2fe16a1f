"""What is done with a visit: planned, declared, proposed, approved, begun at once, entered, left, filled in, told."""

from datetime import date, timedelta

import pytest

from accounts.states import OrganizationKind, Role
from core import clock
from core.errors import DomainError, NotAllowedError, StaleError, WorkflowError, WrongStateError
from core.models import LogEntry
from core.services import calendar
from core.services.acting import take
from core.services.invariants import Check
from inspections.services.recording import SourceGiven
from notices.models import Notice
from rectification.services.registration import ItemGiven
from tests.faces import assert_one
from tests.factories import (
    CampaignFactory,
    EnterpriseFactory,
    InterestFactory,
    OrganizationFactory,
    UserFactory,
    VisitFactory,
    certified,
)
from visits.models import Cap, Officer, Visit
from visits.services import answering, checking, codes, declaring, entering, findings, invariants, joining, planning
from visits.services.frequency import frequency_of, told_at_the_gate
from visits.services.planning import VisitGiven
from visits.states import Declared, VisitState
from visits.workflow import VISITS

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(role=Role.INSPECTOR)


@pytest.fixture
def leader(officer):
    return UserFactory(role=Role.DEPARTMENT, organization=officer.organization)


@pytest.fixture
def visit(officer):
    return VisitFactory(drafted_by=officer)


def given(officer, **changed):
    day = clock.today() + timedelta(days=1)
    said = {
        "enterprise": EnterpriseFactory(),
        "nature": "DAILY",
        "kind": "ROUTINE",
        "source": "PLAN",
        "basis": next(each for each in planning.bases_on(day) if each.is_reviewed),
        "planned_on": day,
        "items": "特殊作业审批",
        "team": certified(officer.organization, number=2),
    }
    return VisitGiven(**{**said, **changed})


def proposed(visit):
    return take(VISITS, visit.pk, "propose", actor=visit.drafted_by)


def capped(visit, number):
    return Cap.objects.create(
        body=visit.body, year=visit.year, number=number, published_on=date(visit.year, 6, 1), document="公告"
    )


def earlier(visit, **changed):
    """Another visit of the same plant by the same body that was approved before."""
    same = {"drafted_by": visit.drafted_by, "enterprise": visit.enterprise, "planned_on": visit.planned_on}
    return VisitFactory(approved=True, **{**same, **changed})


def test_a_visit_is_planned_declared_proposed_and_approved(officer, leader):
    visit = planning.draft(given(officer), actor=officer)
    keeper = UserFactory(role=Role.DEPARTMENT, organization=officer.organization)
    for each in visit.officers.all():
        declaring.declare_none(each, actor=keeper)

    proposed(visit)
    made = take(VISITS, visit.pk, "approve", actor=leader, opinion="同意")

    assert made.state == VisitState.APPROVED
    assert (made.approved_by, made.visits_before, made.fill_by) == (leader, 0, made.planned_on + timedelta(days=10))
    assert made.week.weekday() == 0
    acts = ["visit.draft", "visit.declare", "visit.declare", "visit.propose", "visit.approve"]
    assert list(LogEntry.objects.filter(act__startswith="visit.").order_by("pk").values_list("act", flat=True)) == acts
    assert Notice.objects.filter(recipient=leader, rule="visit-proposed").exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PARK, Role.SUPERIOR, Role.ENTERPRISE])
def test_who_does_not_inspect_plans_no_visit(role, officer):
    with pytest.raises(NotAllowedError):
        planning.draft(given(officer), actor=UserFactory(role=role))

    assert not Visit.objects.exists()


def test_an_inspector_of_a_coordinating_office_plans_no_visit(officer):
    office = OrganizationFactory(kind=OrganizationKind.OFFICE)

    with pytest.raises(NotAllowedError):
        planning.draft(given(officer), actor=UserFactory(role=Role.DEPARTMENT, organization=office))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"source": "TIP"}, "source"),
        ({"nature": "SPECIAL", "source": "OWN"}, "filed_on"),
        ({"planned_on": date(2020, 1, 2)}, "planned_on"),
        ({"items": "  "}, "items"),
    ],
    ids=["source of another nature", "special, not filed", "in the past", "about nothing"],
)
def test_what_does_not_fit_is_refused_at_its_field(officer, changed, field):
    with pytest.raises(DomainError) as refused:
        planning.draft(given(officer, **changed), actor=officer)

    assert refused.value.field == field
    assert not Visit.objects.exists()


def test_a_basis_that_was_not_in_force_on_the_day_is_refused(officer):
    asked = given(officer)
    asked.basis.valid_to = clock.today() - timedelta(days=30)
    asked.basis.save()

    with pytest.raises(WorkflowError) as refused:
        planning.draft(asked, actor=officer)

    assert refused.value.field == "basis"


def test_a_day_outside_the_campaign_is_refused(officer):
    campaign = CampaignFactory(last_day=clock.today())

    with pytest.raises(DomainError):
        planning.draft(given(officer, campaign=campaign), actor=officer)


def unfit(visit, name):
    """Make one thing of a visit that could be proposed unfit."""
    team = list(visit.officers.select_related("person"))
    if name == "one officer":
        team[0].delete()
    elif name == "certificate ended":
        team[0].person.certificate_until = visit.planned_on - timedelta(days=1)
        team[0].person.save()
    elif name == "left the post":
        team[0].person.left_on = visit.planned_on - timedelta(days=1)
        team[0].person.save()
    elif name == "interest":
        InterestFactory(person=team[0].person, enterprise=visit.enterprise)
    elif name == "not declared":
        Officer.objects.filter(pk=team[0].pk).update(declared=Declared.OPEN)
    elif name == "subsidiary":
        unit = visit.enterprise.organization
        unit.path = f"{visit.body.path}{unit.pk}/"
        unit.save(update_fields=["path"])


@pytest.mark.parametrize(
    "name", ["one officer", "certificate ended", "left the post", "interest", "not declared", "subsidiary"]
)
def test_what_bars_a_visit_bars_its_proposal(visit, name):
    unfit(visit, name)

    with pytest.raises(WrongStateError):
        proposed(visit)

    visit.refresh_from_db()
    assert visit.state == VisitState.DRAFT
    assert sum(not each.is_met for each in checking.checks_of(visit)) == 1


def test_an_interest_of_another_enterprise_or_that_has_ended_bars_nothing(visit):
    person = visit.officers.first().person
    InterestFactory(person=person)
    InterestFactory(person=person, enterprise=visit.enterprise, until=visit.planned_on - timedelta(days=1))

    assert proposed(visit).state == VisitState.PROPOSED


def test_what_has_become_unfit_meanwhile_is_not_approved(visit, leader):
    proposed(visit)
    unfit(visit, "certificate ended")

    with pytest.raises(WrongStateError):
        take(VISITS, visit.pk, "approve", actor=leader)

    visit.refresh_from_db()
    assert visit.state == VisitState.PROPOSED


def test_an_officer_with_an_interest_declares_it_once_for_draws_as_well(visit, officer):
    mine = visit.officers.get(person__account=officer)

    declaring.declare_interest(mine, kind="RELATIVE", reason="其兄任车间主任", actor=officer)

    held = mine.person.interests.get()
    assert (held.enterprise, held.since) == (visit.enterprise, clock.today())
    with pytest.raises(WrongStateError):
        proposed(visit)


def test_nobody_declares_for_somebody_else_whose_file_is_not_kept(visit, officer):
    other = visit.officers.exclude(person__account=officer).get()
    Officer.objects.filter(pk=other.pk).update(declared=Declared.OPEN)

    with pytest.raises(NotAllowedError):
        declaring.declare_none(other, actor=officer)

    other.refresh_from_db()
    assert other.declared == Declared.OPEN


def test_neither_the_team_nor_who_proposes_approves(officer):
    head = UserFactory(role=Role.DEPARTMENT, organization=officer.organization)
    person = certified(officer.organization, account=head)[0]
    visit = VisitFactory(drafted_by=officer, team=[person, *certified(officer.organization)])
    take(VISITS, visit.pk, "propose", actor=officer)
    other = VisitFactory(drafted_by=officer)
    take(VISITS, other.pk, "propose", actor=head)

    for barred in (visit, other):
        with pytest.raises(NotAllowedError):
            take(VISITS, barred.pk, "approve", actor=head)
        barred.refresh_from_db()
        assert barred.state == VisitState.PROPOSED


def test_a_leader_of_another_body_does_not_approve(visit):
    proposed(visit)

    with pytest.raises(NotAllowedError):
        take(VISITS, visit.pk, "approve", actor=UserFactory(role=Role.DEPARTMENT))


def test_at_the_cap_a_reason_is_asked_and_kept(visit, leader):
    capped(visit, 1)
    earlier(visit)
    proposed(visit)

    with pytest.raises(DomainError) as refused:
        take(VISITS, visit.pk, "approve", actor=leader)
    made = take(VISITS, visit.pk, "approve", actor=leader, over_cap_reason="发生泄漏后核查")

    assert refused.value.field == "over_cap_reason"
    assert (made.visits_before, made.cap, made.over_cap_reason) == (1, 1, "发生泄漏后核查")
    assert list(Visit.objects.over_cap()) == [made]


@pytest.mark.parametrize(
    "changed",
    [
        {"nature": "CASE", "source": "TIP"},
        {"nature": "SPECIAL", "source": "SUPERIOR"},
        {"state": VisitState.CANCELLED, "end_reason": "x"},
        {"year": -1},
        {"enterprise": None},
        {"drafted_by": None},
    ],
    ids=["of a case", "ordered by a superior", "cancelled", "of another year", "of another plant", "of another body"],
)
def test_what_does_not_count_towards_the_cap(visit, changed):
    capped(visit, 1)
    if "year" in changed:
        changed = {"planned_on": visit.planned_on - timedelta(days=400)}
    elif changed == {"enterprise": None}:
        changed = {"enterprise": EnterpriseFactory()}
    elif changed == {"drafted_by": None}:
        changed = {"drafted_by": UserFactory(role=Role.INSPECTOR)}
    earlier(visit, **changed)

    assert frequency_of(visit).before == 0
    assert not frequency_of(visit).is_reached


def test_a_case_goes_beyond_the_cap_without_a_reason(officer, leader):
    visit = VisitFactory(drafted_by=officer, nature="CASE", source="CLUE")
    capped(visit, 1)
    earlier(visit)
    proposed(visit)

    made = take(VISITS, visit.pk, "approve", actor=leader)

    assert (made.state, made.over_cap_reason) == (VisitState.APPROVED, "")


@pytest.mark.parametrize(("ahead", "is_met"), [(7, True), (6, False)])
def test_a_special_inspection_is_filed_seven_working_days_ahead(officer, ahead, is_met):
    filed = clock.today()
    day = calendar.current().add_working_days(filed, ahead)
    visit = VisitFactory(drafted_by=officer, nature="SPECIAL", source="OWN", filed_on=filed, planned_on=day)

    filing = next(each for each in checking.checks_of(visit) if "备案" in str(each.label) or "filed" in str(each.label))

    assert filing.is_met is is_met


def test_an_urgent_visit_begins_at_once_and_is_flagged_once_its_approval_is_late(visit, officer, leader):
    made = take(VISITS, visit.pk, "begin", actor=officer, urgent_reason="现场冒烟")

    assert (made.state, made.is_urgent, made.arrived_at) == (VisitState.UNDER_WAY, True, None)
    assert made.approve_by == calendar.current().add_working_days(clock.today(), 2)
    assert Notice.objects.filter(recipient=leader, rule="visit-urgent").exists()
    late = made.approve_by + timedelta(days=1)
    assert not Visit.objects.unapproved(made.approve_by).exists()
    assert list(Visit.objects.unapproved(late)) == [made]


def test_an_urgent_visit_is_approved_afterwards_by_a_leader(visit, officer, leader):
    take(VISITS, visit.pk, "begin", actor=officer, urgent_reason="现场冒烟")

    made = take(VISITS, visit.pk, "approve-later", actor=leader)

    assert (made.state, made.approved_by, made.is_unapproved) == (VisitState.UNDER_WAY, leader, False)
    assert not VISITS.allows("approve-later", made, leader)


def test_what_comes_late_stays_flagged(visit, officer, leader):
    made = take(VISITS, visit.pk, "begin", actor=officer, urgent_reason="现场冒烟")
    Visit.objects.filter(pk=made.pk).update(approve_by=clock.today() - timedelta(days=1))

    made = take(VISITS, visit.pk, "approve-later", actor=leader)

    assert made.is_unapproved
    assert list(Visit.objects.unapproved(clock.today())) == [made]


def test_the_code_opens_the_visit_until_it_is_renewed_and_no_other_one_does(officer):
    visit = VisitFactory(approved=True, drafted_by=officer)
    code = codes.code_of(visit)

    assert codes.visit_of(code) == visit
    assert codes.visit_of(code[:-1] + ("a" if code[-1] != "a" else "b")) is None
    take(VISITS, visit.pk, "renew-code", actor=officer)
    assert codes.visit_of(code) is None
    assert codes.visit_of(codes.code_of(Visit.objects.get())) == visit


def test_a_code_of_a_key_that_was_replaced_lately_still_opens(settings):
    visit = VisitFactory(approved=True)
    code = codes.code_of(visit)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "another-key-of-forty-characters-at-least-x",
        [settings.SECRET_KEY],
    )

    assert codes.visit_of(code) == visit


@pytest.mark.parametrize(("days", "is_open"), [(10, True), (11, False)])
def test_a_code_lasts_some_days_after_the_visit(days, is_open):
    visit = VisitFactory(left=True)

    assert codes.is_open(visit, clock.today() + timedelta(days=days)) is is_open


@pytest.mark.parametrize("state", [VisitState.DRAFT, VisitState.PROPOSED, VisitState.RETURNED])
def test_before_the_approval_no_code_opens_anything(state):
    visit = VisitFactory(state=state)

    assert codes.visit_of(codes.code_of(visit)) is None


def test_the_plant_records_entry_and_leaving_once():
    visit = VisitFactory(approved=True)

    entered = entering.enter(visit)
    again = entering.enter(visit)
    left = entering.leave(visit)

    assert again.arrived_at == entered.arrived_at
    assert (left.state, left.arrived_at) == (VisitState.FINISHED, entered.arrived_at)
    assert entering.leave(visit).left_at == left.left_at
    assert LogEntry.objects.filter(act__in=("visit.enter", "visit.leave"), actor=None).count() == 2


def test_nobody_enters_before_the_day_nor_leaves_before_entering():
    visit = VisitFactory(approved=True, planned_on=clock.today() + timedelta(days=1))

    for act in (entering.enter, entering.leave):
        with pytest.raises(WrongStateError):
            act(visit)

    visit.refresh_from_db()
    assert visit.state == VisitState.APPROVED


def test_an_urgent_visit_is_scanned_as_well(visit, officer):
    take(VISITS, visit.pk, "begin", actor=officer, urgent_reason="现场冒烟")

    assert entering.enter(visit).arrived_at is not None


def test_a_visit_is_rated_and_complained_about_once_each_after_it_was_left(leader, officer):
    visit = VisitFactory(left=True, drafted_by=officer)
    superior = UserFactory(role=Role.SUPERIOR, organization=visit.county)

    answering.rate(visit, stars=4, words="规范")
    answering.complain(visit, words="态度生硬")

    with pytest.raises(DomainError):
        answering.rate(visit, stars=1)
    assert visit.answers.count() == 2
    told = Notice.objects.filter(rule="visit-complained").values_list("recipient", flat=True)
    assert {leader.pk, superior.pk} <= set(told)
    assert officer.pk not in told
    assert "态度" not in "".join(Notice.objects.values_list("title", flat=True))


def test_nothing_is_said_of_a_visit_before_it_was_left():
    visit = VisitFactory(approved=True)

    with pytest.raises(WrongStateError):
        answering.rate(visit, stars=5)

    assert not visit.answers.exists()


def test_answers_are_read_by_leaders_outside_the_team_and_by_who_supervises(leader, officer):
    visit = VisitFactory(left=True, drafted_by=officer)
    answer = answering.complain(visit, words="态度生硬")
    deputy = UserFactory(role=Role.DEPARTMENT, organization=officer.organization)
    Officer.objects.create(visit=visit, person=certified(visit.body, account=deputy)[0], name="乙", certificate="1")
    rows = type(answer).objects

    for reader in (leader, UserFactory(role=Role.SUPERIOR, organization=visit.county)):
        assert list(rows.visible_to(reader)) == [answer]
    strangers = [UserFactory(role=role) for role in Role]
    for stranger in (officer, deputy, *strangers):
        assert not rows.visible_to(stranger).exists(), stranger.role


def test_without_a_scan_it_is_filled_in_and_after_ten_days_with_a_reason_only(officer):
    visit = VisitFactory(approved=True, drafted_by=officer)
    late = VisitFactory(approved=True, drafted_by=officer, planned_on=clock.today() - timedelta(days=11))
    now = clock.now()
    times = {"arrived_at": now - timedelta(hours=2), "left_at": now - timedelta(hours=1)}

    made = take(VISITS, visit.pk, "fill-in", actor=officer, **times)
    with pytest.raises(DomainError) as refused:
        take(VISITS, late.pk, "fill-in", actor=officer, **times)
    after = take(VISITS, late.pk, "fill-in", actor=officer, fill_reason="系统故障", **times)

    assert (made.state, made.fill_reason, refused.value.field) == (VisitState.FINISHED, "", "fill_reason")
    assert list(Visit.objects.filled_late()) == [after]


@pytest.mark.parametrize(
    ("entered", "left", "field"),
    [(-1, -2, "left_at"), (-2, 1, "left_at"), (-72, -60, "arrived_at"), (-72, -1, "left_at")],
    ids=["left first", "in the future", "before its day", "longer than a day"],
)
def test_moments_that_cannot_be_are_refused(officer, entered, left, field):
    visit, now = VisitFactory(approved=True, drafted_by=officer), clock.now()
    times = {"arrived_at": now + timedelta(hours=entered), "left_at": now + timedelta(hours=left)}

    with pytest.raises(DomainError) as refused:
        take(VISITS, visit.pk, "fill-in", actor=officer, **times)

    assert refused.value.field == field


def test_what_is_found_keeps_on_which_visit(officer):
    visit = VisitFactory(left=True, drafted_by=officer)
    source = SourceGiven(kind="COUNTY_CHECK", wording="灭火器失效")
    asked = {"title": "灭火器失效", "description": "灭火器失效", "found_on": clock.today(), "sources": (source,)}

    item = findings.register(visit, ItemGiven(enterprise=visit.enterprise, **asked), actor=officer)

    assert list(findings.items_of(visit, officer)) == [item]
    assert Visit.objects.for_list().get().problems == 1
    with pytest.raises(DomainError):
        findings.register(visit, ItemGiven(enterprise=EnterpriseFactory(), **asked), actor=officer)
    assert visit.found.count() == 1


def test_visits_of_a_plant_in_one_week_are_joined_in_one_act(officer):
    monday = clock.today() + timedelta(days=7 - clock.today().weekday())
    other = VisitFactory(approved=True, planned_on=monday + timedelta(days=3))
    visit = VisitFactory(drafted_by=officer, enterprise=other.enterprise, planned_on=monday)
    assert set(Visit.objects.in_shared_week()) == {visit, other}

    made = take(VISITS, visit.pk, "join", actor=officer, other=other)

    assert (made.joined_to, made.planned_on) == (other, other.planned_on)
    assert list(joining.joined_with(other, officer)) == [made]
    assert not Visit.objects.in_shared_week().exists()


@pytest.mark.parametrize("changed", [{"days": 7}, {"enterprise": True}, {"left": True}])
def test_visits_of_another_week_plant_or_that_are_over_are_not_joined(visit, officer, changed):
    place = EnterpriseFactory() if "enterprise" in changed else visit.enterprise
    day = visit.planned_on + timedelta(days=changed.get("days", 0))
    other = VisitFactory(enterprise=place, planned_on=day, **({"left": True} if "left" in changed else {}))

    with pytest.raises(DomainError):
        take(VISITS, visit.pk, "join", actor=officer, other=other)

    visit.refresh_from_db()
    assert visit.joined_to is None


def test_a_plan_is_changed_until_it_is_proposed_and_another_plant_asks_all_to_declare_anew(visit, officer):
    made = planning.change(visit, actor=officer, version=1, values={"enterprise": EnterpriseFactory()})

    assert set(made.officers.values_list("declared", flat=True)) == {Declared.OPEN}
    with pytest.raises(StaleError):
        planning.change(visit, actor=officer, version=1, values={"items": "x"})
    made.officers.update(declared=Declared.NONE)
    proposed(made)
    with pytest.raises(WrongStateError):
        planning.change(visit, actor=officer, version=3, values={"items": "x"})


def test_a_cancelled_visit_stays_with_its_reason(visit, officer):
    made = take(VISITS, visit.pk, "cancel", actor=officer, reason="企业停产")

    assert (made.state, made.end_reason) == (VisitState.CANCELLED, "企业停产")


def test_the_plant_and_its_committee_know_of_a_visit_once_it_has_begun():
    visit = VisitFactory(approved=True)
    plant = UserFactory(role=Role.ENTERPRISE, organization=visit.enterprise.organization)
    committee = UserFactory(role=Role.PARK, organization=visit.enterprise.park.committee)
    readers = (plant, committee)

    assert not any(Visit.objects.visible_to(reader).exists() for reader in readers)
    entering.enter(visit)
    assert all(Visit.objects.visible_to(reader).exists() for reader in readers)
    assert not Visit.objects.visible_to(UserFactory(role=Role.ENTERPRISE)).exists()


def test_both_faces_of_the_steps_say_the_same(officer, leader):
    for state in VisitState:
        said = {"approved_by": leader} if state == VisitState.APPROVED else {}
        VisitFactory(drafted_by=officer, state=state, end_reason="x", proposed_by=officer, **said)
    VisitFactory(left=True, drafted_by=officer, is_urgent=True, approved_by=None, approved_at=None)
    head = UserFactory(role=Role.DEPARTMENT, organization=officer.organization)
    VisitFactory(drafted_by=officer, state="PROPOSED", proposed_by=head, team=certified(officer.organization, number=2))

    assert_one(VISITS, [officer, leader, head, *(UserFactory(role=role) for role in Role)])


def test_the_invariants_find_what_must_not_be(officer):
    visit = VisitFactory(approved=True, drafted_by=officer)
    checks: tuple[Check, ...] = invariants.CHECKS
    assert [list(check.offenders()) for check in checks] == [[], [], []]

    Visit.objects.filter(pk=visit.pk).update(approved_by=officer)
    visit.officers.exclude(person__account=officer).delete()

    assert [len(list(check.offenders())) for check in checks] == [1, 1, 0]


def test_the_plant_is_not_told_of_what_else_has_been_approved(officer):
    visit = VisitFactory(approved=True, drafted_by=officer)
    VisitFactory(left=True, drafted_by=officer, enterprise=visit.enterprise)
    begun = VisitFactory(left=True, drafted_by=officer, enterprise=visit.enterprise)

    assert told_at_the_gate(begun).before == 1
    assert frequency_of(begun).before == 2
    assert Visit.objects.for_list().get(pk=begun.pk).others_in_week == 0
