"""What was drawn becomes a visit: filled in from the draw, seen on its page, on the desk until planned."""

from datetime import timedelta

import pytest

from accounts.states import Role
from core import clock, decisions
from core.errors import DomainError
from core.models import LogEntry
from core.services.acting import take
from draws.workflow import DRAWS
from tests.dashboards.visiting import visit as come
from tests.factories import (
    DrawFactory,
    EnterpriseFactory,
    UserFactory,
    VisitFactory,
    certified,
)
from visits.models import Visit
from visits.services import checking
from visits.services.drawn import address_of, proposed_by
from visits.services.planning import VisitGiven, bases_on, draft

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def officer():
    return UserFactory(role=Role.INSPECTOR)


@pytest.fixture
def line(officer):
    """The officer is drawn, with a colleague."""
    EnterpriseFactory()
    people = certified(officer.organization, number=2)
    people[0].account = officer
    people[0].save()
    office = UserFactory(role=Role.COORDINATOR)
    return take(DRAWS, DrawFactory(committed_by=office).pk, "draw", actor=office).lines.get()


def given(line, **changed):
    said = proposed_by(line)
    return VisitGiven(**{**said, "basis": bases_on(said["planned_on"])[0], "items": "特殊作业审批", **changed})


def waits(person):
    return [each.url for each in decisions.waiting_for(person)]


def test_the_result_opens_a_plan_that_is_filled_in_and_keeps_its_draw(officer, line):
    browser = come(officer)
    assert address_of(line) in browser.get(line.draw.get_absolute_url()).text

    form = browser.get(address_of(line)).context["form"]
    sent = {name: form[name].value() for name in ("drawn", "enterprise", "nature", "kind", "source", "source_note")}
    keys = {name: getattr(value, "pk", value) for name, value in sent.items()}
    team = [str(getattr(each, "pk", each)) for each in form["team"].value()]
    rest = {
        "basis": str(bases_on(line.draw.first_day)[0].pk),
        "items": "特殊作业审批",
        "planned_on": line.draw.first_day,
    }
    answer = browser.post(address_of(line), {**keys, **rest, "team": team})

    made = Visit.objects.get()
    assert answer.status_code == 302
    assert (made.drawn, made.enterprise, made.kind, made.body) == (line, line.enterprise, "RANDOM", line.body)
    assert line.draw.title in made.source_note
    assert set(made.officers.values_list("person", flat=True)) == set(line.team.values_list("pk", flat=True))


def test_the_page_of_the_draw_shows_the_visit_with_its_state(officer, line):
    made = draft(given(line), actor=officer)

    page = come(officer).get(line.draw.get_absolute_url()).text

    assert made.get_absolute_url() in page
    assert "拟订中" in page
    assert address_of(line) not in page
    assert line.draw.get_absolute_url() in come(officer).get(made.get_absolute_url()).text


def test_another_body_and_the_office_are_offered_no_plan(line):
    for role in (Role.INSPECTOR, Role.COORDINATOR, Role.SUPERIOR):
        above = {"organization": line.draw.county} if role == Role.SUPERIOR else {}
        assert address_of(line) not in come(UserFactory(role=role, **above)).get(line.draw.get_absolute_url()).text, (
            role
        )


def test_it_stands_on_the_desk_of_whoever_was_drawn_until_it_is_planned(officer, line):
    colleague = UserFactory(role=Role.INSPECTOR, organization=officer.organization)
    assert waits(officer) == [address_of(line)]
    assert waits(colleague) == []

    made = draft(given(line), actor=officer)
    assert waits(officer) == []

    take_back(made)
    assert waits(officer) == [address_of(line)]


def take_back(made):
    Visit.objects.filter(pk=made.pk).update(state="CANCELLED", end_reason="企业停产")


def test_of_a_team_without_an_account_it_stands_on_the_desk_of_the_leaders(officer, line):
    leader = UserFactory(role=Role.DEPARTMENT, organization=officer.organization)
    assert waits(leader) == []

    line.team.filter(account=officer).update(account=None)

    assert waits(leader) == [address_of(line)]


@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_line_is_planned_once_and_not_when_it_was_replaced(officer, line, is_replaced):
    if is_replaced:
        take(DRAWS, line.draw.pk, "redraw", actor=line.draw.committed_by, reason="两人调离")
    else:
        draft(given(line), actor=officer)

    with pytest.raises(DomainError) as refused:
        draft(given(line), actor=officer)

    assert refused.value.field == "drawn"
    assert waits(officer) == []


@pytest.mark.parametrize(("changed", "field"), [({"kind": "ROUTINE"}, "kind"), ({"enterprise": None}, "enterprise")])
def test_a_visit_by_a_draw_goes_where_the_draw_says(officer, line, changed, field):
    changed = {"enterprise": EnterpriseFactory()} if "enterprise" in changed else changed

    with pytest.raises(DomainError) as refused:
        draft(given(line, **changed), actor=officer)

    assert refused.value.field == field


def test_a_random_visit_names_its_draw_or_says_where_it_was_drawn(officer, line):
    with pytest.raises(DomainError) as refused:
        draft(given(line, drawn=None, source_note=" "), actor=officer)

    assert refused.value.field == "source_note"
    assert draft(given(line, drawn=None, source_note="省双随机平台第12号"), actor=officer).drawn is None


def test_before_the_approval_it_is_seen_who_stays_behind_and_a_replaced_draw_bars(officer, line):
    made = draft(given(line, team=certified(officer.organization, number=2)), actor=officer)

    check = next(each for each in checking.checks_of(made) if "抽查" in str(each.label))
    assert (check.is_met, check.is_bar) == (False, False)
    assert all(person.name in check.said for person in line.team.all())

    take(DRAWS, line.draw.pk, "redraw", actor=line.draw.committed_by, reason="两人调离")
    made = Visit.objects.get(pk=made.pk)
    assert "已被重抽替代" in next(
        each.said for each in checking.checks_of(made) if each.is_bar and not each.is_met and "抽查" in str(each.label)
    )


def test_it_is_paid_on_one_of_the_days_for_which_was_drawn(officer, line):
    for day in (line.draw.first_day - DAY, line.draw.last_day + DAY):
        with pytest.raises(DomainError) as refused:
            draft(given(line, planned_on=max(day, clock.today()), basis=bases_on(day)[0]), actor=officer)
        assert refused.value.field == "planned_on"


@pytest.mark.parametrize(("state", "then"), [("RETURNED", "CANCELLED"), ("UNDER_WAY", "UNDER_WAY")])
def test_a_redraw_cancels_the_visits_that_have_not_begun(officer, line, state, then):
    visit = draft(given(line), actor=officer)
    Visit.objects.filter(pk=visit.pk).update(state=state)

    take(DRAWS, line.draw.pk, "redraw", actor=line.draw.committed_by, reason="有人请假")

    visit.refresh_from_db()
    assert (visit.state, "有人请假" in visit.end_reason) == (then, then == "CANCELLED")
    assert LogEntry.objects.about(visit).filter(act="visit.cancel").exists() == (then == "CANCELLED")


def test_a_line_that_is_not_ones_own_to_plan_says_so(officer, line):
    draft(given(line), actor=officer)

    assert "不由您安排" in come(officer).get(address_of(line)).text


def test_a_visit_of_no_draw_has_no_such_check(officer):
    made = VisitFactory(drafted_by=officer)

    assert not [each for each in checking.checks_of(made) if "抽查" in str(each.label)]
