"""会议纪要: what they say, as at the end of the meeting's day; a meeting entered wrongly is put right before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.states import Role
from core import clock
from core.errors import DomainError, NotAllowedError, StaleError, WrongStateError
from core.models import LogEntry
from core.services.acting import take
from documents.models import IssuedDocument
from documents.services.files import document_of
from documents.services.issuing import foreseen, void_about
from meetings.models import Duty
from meetings.services import minutes
from meetings.services.holding import MINUTES, DutyGiven, correct, decide
from meetings.workflow import DUTIES
from tests.dashboards.visiting import visit
from tests.factories import DutyFactory, ItemFactory, MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def meeting():
    """Held yesterday, a week after the one before; of that one thing is overdue."""
    office = UserFactory(role=Role.COORDINATOR)
    before = MeetingFactory(opened_by=office, held_at=clock.now() - timedelta(days=8))
    yesterday = clock.now() - timedelta(days=1)
    DutyFactory(meeting=before, text="更换液位计", due=timezone.localdate(yesterday) - timedelta(days=2))
    return MeetingFactory(opened_by=office, held_at=yesterday, attendees="县应急管理局 周远\n县生态环境局 江平")


@pytest.fixture
def office(meeting):
    return meeting.opened_by


def said(meeting):
    return "\n".join(document_of(foreseen(MINUTES, meeting, actor=meeting.opened_by)).plain_texts())


def test_they_say_what_changed_what_was_left_what_is_decided_and_who_was_there(meeting, office):
    with clock.at(meeting.held_at - timedelta(days=1)):
        ItemFactory(rectifying=True)
    DutyFactory(meeting=meeting, text="报送采购合同")
    text = said(meeting)

    for words in ("周文澜在三楼会议室主持召开", "（上次调度会）以来，", "更换液位计", "逾期未办结", "报送采购合同"):
        assert words in text
    assert "出席：县应急管理局 周远；县生态环境局 江平。" in text


def test_what_a_unit_reports_after_the_day_of_the_meeting_is_not_in_them(meeting):
    left = Duty.objects.get(text="更换液位计")
    owner = UserFactory(role=Role.ENTERPRISE, organization=left.organization)

    take(DUTIES, left.pk, "report", actor=owner, report="已更换")

    assert "逾期未办结" in said(meeting)


def test_once_issued_nothing_of_the_meeting_changes_until_they_are_void(meeting, office):
    duty = DutyGiven("再议一项", DutyFactory(meeting=meeting).organization, clock.today() + WEEK)
    paper = minutes.issue(meeting, actor=office)
    held = {"title": "月调度会", "reason": "名称有误"}

    with pytest.raises(WrongStateError, match=paper.number):
        decide(meeting, duty, actor=office)
    with pytest.raises(WrongStateError, match=paper.number):
        correct(meeting, actor=office, version=1, values=held)
    void_about(paper.pk, actor=office, reason="名称有误")

    decide(meeting, duty, actor=office)
    assert correct(meeting, actor=office, version=1, values=held).title == "月调度会"


def test_a_correction_has_its_reason_and_keeps_what_stood_there(meeting, office):
    answer = visit(office).get(f"{meeting.get_absolute_url()}edit/")
    correct(meeting, actor=office, version=1, values={"place": "二楼会议室", "reason": "地点登记有误"})

    entry = LogEntry.objects.get(act="meeting.correct")
    assert (entry.before, entry.after) == ({"place": "三楼会议室"}, {"place": "二楼会议室"})
    assert "地点登记有误" in visit(office).get(meeting.get_absolute_url()).text
    assert answer.status_code == 200


def test_a_correction_is_refused_without_reason_over_anothers_and_by_others(meeting, office):
    for version, values, refusal in (
        (1, {"place": "二楼"}, DomainError),
        (2, {"place": "二楼", "reason": "有误"}, StaleError),
        (1, {"held_at": clock.now() + WEEK * 9, "reason": "有误"}, DomainError),
    ):
        DutyFactory(meeting=meeting)
        with pytest.raises(refusal):
            correct(meeting, actor=office, version=version, values=values)
    with pytest.raises(NotAllowedError):
        correct(meeting, actor=UserFactory(role=Role.DEPARTMENT), version=1, values={"reason": "有误"})

    assert not LogEntry.objects.filter(act="meeting.correct").exists()


def test_they_are_shown_before_they_are_issued_and_a_unit_with_a_decision_reads_its_own_alone(meeting, office):
    duty = DutyFactory(meeting=meeting)
    path = f"{meeting.get_absolute_url()}minutes/"
    page = visit(office).get(path)

    answer = visit(office).post(path, {"seen": page.context["hidden"][0][1]})

    paper = IssuedDocument.objects.get(about=meeting.pk)
    assert answer.url == f"/documents/{paper.pk}/"
    assert paper.number in visit(office).get(meeting.get_absolute_url()).text
    unit = UserFactory(role=Role.ENTERPRISE, organization=duty.organization)
    assert paper.number not in visit(unit).get(meeting.get_absolute_url()).text
    assert visit(unit).get(answer.url).status_code == 404
