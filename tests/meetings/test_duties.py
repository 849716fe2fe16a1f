"""What a meeting decides: given on the spot, on the owner's desk, back at the next meeting until it is done."""

from datetime import timedelta

import pytest

from accounts.states import Role
from core import clock, decisions
from core.errors import DomainError, NotAllowedError
from core.models import LogEntry
from core.services.acting import take
from meetings.models import Duty
from meetings.services import reviewing
from meetings.services.holding import DutyGiven, decide
from meetings.workflow import DUTIES
from notices.models import Notice
from tests.dashboards.visiting import visit
from tests.factories import DutyFactory, EnterpriseFactory, MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty():
    return DutyFactory()


@pytest.fixture
def office(duty):
    return duty.meeting.opened_by


@pytest.fixture
def owner(duty):
    return UserFactory(role=Role.ENTERPRISE, organization=duty.organization)


def step(duty, name, actor, **given):
    return take(DUTIES, duty.pk, name, actor=actor, **given)


def test_a_decision_is_entered_on_the_spot_told_and_on_the_owners_desk(office, owner):
    meeting = MeetingFactory(opened_by=office)
    given = {"text": "三日内到场复核", "organization": owner.organization_id, "due": clock.today() + timedelta(days=3)}

    answer = visit(office).post(f"/meetings/{meeting.pk}/decide/", given)

    made = Duty.objects.get(meeting=meeting)
    assert answer.status_code == 302
    assert made.get_absolute_url() in {waiting.url for waiting in decisions.waiting_for(owner)}
    assert Notice.objects.filter(recipient=owner, rule="duty-given").exists()
    assert LogEntry.objects.filter(act="duty.give").count() == 1


def test_what_is_refused_stays_typed_and_writes_nothing(office, owner):
    meeting = MeetingFactory(opened_by=office)
    given = {"text": "到场复核", "organization": owner.organization_id, "due": "2020-01-01"}

    answer = visit(office).post(f"/meetings/{meeting.pk}/decide/", given)

    assert answer.status_code == 422
    assert "完成时限早于会议日期" in answer.text
    assert 'value="到场复核"' in answer.text
    assert not Duty.objects.filter(meeting=meeting).exists()


def test_it_goes_from_given_to_done_to_confirmed(duty, office, owner):
    step(duty, "report", owner, report="合同已报送")
    assert duty.get_absolute_url() in {waiting.url for waiting in decisions.waiting_for(office)}

    done = step(duty, "confirm", office)

    assert (done.state, done.report, done.ended_by) == ("CONFIRMED", "合同已报送", office)
    assert not [each for each in decisions.waiting_for(owner) if each.url == duty.get_absolute_url()]


def test_what_was_not_enough_goes_back_and_waits_again(duty, office, owner):
    step(duty, "report", owner, report="合同已报送")
    back = step(duty, "return", office, answer="缺到货时间")

    assert (back.state, back.answer) == ("GIVEN", "缺到货时间")
    assert DUTIES.waits_for(back, owner)


@pytest.mark.parametrize("name", ["return", "cancel"])
def test_sending_back_and_cancelling_need_a_reason(duty, office, owner, name):
    step(duty, "report", owner, report="合同已报送")

    with pytest.raises(DomainError):
        step(duty, name, office, answer=" ")

    duty.refresh_from_db()
    assert duty.state == "DONE"


def test_nobody_else_reports_or_confirms(duty, owner):
    other = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)
    with pytest.raises(Duty.DoesNotExist):
        step(duty, "report", other, report="已办")
    step(duty, "report", owner, report="已办")
    with pytest.raises(NotAllowedError):
        step(duty, "confirm", owner)
    with pytest.raises(NotAllowedError):
        decide(duty.meeting, DutyGiven("x", duty.organization, duty.due), actor=owner)


def test_it_comes_back_at_the_next_meeting_until_its_end_has_been_told(duty, office, owner):
    first = duty.meeting
    asked = reviewing.asked_at(first, office)
    second = MeetingFactory(opened_by=office, held_at=clock.now())
    before = reviewing.before(second, asked)
    assert before.meeting == first
    assert list(reviewing.carried(second, before.baseline.moment, office)) == [duty]

    step(duty, "cancel", office, answer="并入另一事项")
    third = MeetingFactory(opened_by=office, held_at=clock.now() + timedelta(minutes=5))
    fourth = MeetingFactory(opened_by=office, held_at=clock.now() + timedelta(minutes=9))

    assert list(reviewing.carried(third, second.moment, office)) == [duty]
    assert not reviewing.carried(fourth, third.moment, office).exists()


def test_a_unit_sees_its_own_decisions_and_no_other_ones(duty, office, owner):
    foreign = DutyFactory(meeting=duty.meeting, text="别家的事")
    browser = visit(owner)

    assert browser.get(foreign.get_absolute_url()).status_code == 404
    for path in ("/meetings/duties/", duty.meeting.get_absolute_url()):
        text = browser.get(path).text
        assert duty.text in text
        assert foreign.text not in text


def test_overdue_is_said_and_filtered(duty, office):
    Duty.objects.filter(pk=duty.pk).update(due=clock.today() - timedelta(days=1))
    DutyFactory(meeting=duty.meeting)

    answer = visit(office).get("/meetings/duties/", {"late": "true"})

    assert [row.pk for row in answer.context["page"]] == [duty.pk]
    assert "▲!" in answer.text
