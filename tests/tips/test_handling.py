"""办理: who accepts, checks, judges and answers a tip; what goes onto the ledger, and what never does."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from accounts.states import Role
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import LogEntry
from core.services.acting import take
from core.services.invariants import count_all
from notices.models import Notice
from rectification.models import HistoryEntry, Item
from tests.dashboards.visiting import visit
from tests.faces import assert_one
from tests.factories import (
    AttachmentFactory,
    EnterpriseFactory,
    ItemFactory,
    OrganizationFactory,
    TipFactory,
    UserFactory,
)
from tips.models import Heard, IdentityLook, Reporter, Tip
from tips.services import following
from tips.services.status import status_of
from tips.states import DoneKind, TipState, Verdict
from tips.workflow import TIPS

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parents[1] / "query_counts.json").read_text(encoding="utf-8"))
PROBLEM = {
    "problem_title": "污水处理站恶臭",
    "problem_text": "调节池未加盖，现场异味明显。",
    "problem_place": "污水处理站",
}


@pytest.fixture
def office():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def tip():
    return TipFactory(handling=True, enterprise=EnterpriseFactory())


@pytest.fixture
def officer(tip):
    return UserFactory(role=Role.DEPARTMENT, organization=tip.unit)


@pytest.fixture
def head(tip):
    return UserFactory(role=Role.DEPARTMENT, organization=tip.unit, is_head=True)


def step(tip, name, actor, **given):
    return take(TIPS, tip.pk, name, actor=actor, **given)


def judged(tip, officer, head, verdict=Verdict.TRUE, **given):
    """A verdict that one has proposed and another confirmed."""
    given = {**(PROBLEM if verdict != Verdict.UNTRUE else {}), **given}
    step(tip, "propose", officer, verdict=verdict, reasons="现场核查", **given)
    return step(tip, "confirm", head)


def test_the_office_accepts_and_a_unit_is_told(office):
    tip, unit = TipFactory(), OrganizationFactory()
    officer = UserFactory(role=Role.DEPARTMENT, organization=unit)

    made = step(tip, "accept", office, unit=unit)

    assert (made.state, made.unit) == (TipState.HANDLING, unit)
    assert Notice.objects.filter(recipient=officer, rule="tip-assigned").exists()
    assert list(Tip.objects.visible_to(officer)) == [made]


def test_only_a_department_handles_a_tip(office):
    tip = TipFactory()

    with pytest.raises(DomainError):
        step(tip, "accept", office, unit=EnterpriseFactory().organization)

    tip.refresh_from_db()
    assert tip.state == TipState.RECEIVED


def test_what_is_not_ours_goes_on_and_the_reporter_reads_to_whom(office):
    tip = TipFactory()

    made = step(tip, "hand-over", office, handed_to="邻县生态环境分局", answer="不在本县范围内。")

    assert (made.state, made.ended_on) == (TipState.HANDED_OVER, clock.today())
    said = status_of(made)
    assert "邻县生态环境分局" in said.sentences[0]
    assert said.answer == "不在本县范围内。"
    assert not said.may_reply


def test_a_repeat_is_one_more_complaint_about_one_matter(office, tip, officer, head):
    again, third = TipFactory(), TipFactory()

    step(again, "repeat", office, first=tip)
    with pytest.raises(DomainError):
        step(third, "repeat", office, first=again)
    judged(tip, officer, head)

    again.refresh_from_db()
    assert (again.state, again.first) == (TipState.REPEAT, tip)
    assert Item.objects.count() == 1
    assert Tip.objects.count() == 3
    assert status_of(again).verdict == str(Verdict.TRUE.label)


@pytest.mark.parametrize("verdict", [Verdict.TRUE, Verdict.PARTLY])
def test_what_is_true_stands_on_the_ledger_in_the_words_of_the_handler(tip, officer, head, verdict):
    made = judged(tip, officer, head, verdict)

    item = made.item
    assert (made.state, item.title, item.enterprise) == (TipState.CONFIRMED, "污水处理站恶臭", tip.enterprise)
    assert [source.kind for source in item.finding.sources.all()] == ["COMPLAINT"]


@pytest.mark.req("S33")
def test_the_item_knows_nothing_of_the_reporter_or_of_what_was_told(tip, officer, head):
    Tip.objects.filter(pk=tip.pk).update(text="我是王五，住厂东三号楼", place="王五家门口", when="昨夜")

    item = judged(tip, officer, head).item

    told = str([Item.objects.filter(pk=item.pk).values(), list(HistoryEntry.objects.values())])
    told += str([item.finding.__dict__, list(item.finding.sources.values()), list(LogEntry.objects.values())])
    told += str(list(Notice.objects.values()))
    assert not any(sign in told for sign in ("王五", "13612345678", "三号楼", "昨夜"))
    assert item.finding.photos.count() == 0


def test_what_is_not_true_ends_with_reasons_and_an_answer(tip, officer, head):
    judged(tip, officer, head, Verdict.UNTRUE)

    made = step(tip, "answer", officer, answer="经现场核查，未发现所述情况。")

    assert (made.state, made.item, made.done) == (TipState.ANSWERED, None, DoneKind.DONE)
    assert not Item.objects.exists()


def test_a_true_one_without_words_for_the_ledger_is_refused(tip, officer):
    with pytest.raises(DomainError) as refused:
        step(tip, "propose", officer, verdict=Verdict.TRUE, reasons="现场核查")

    assert refused.value.field == "problem_title"
    tip.refresh_from_db()
    assert tip.state == TipState.HANDLING


def test_what_stands_on_the_ledger_already_is_not_registered_again(tip, officer, head):
    known = ItemFactory(enterprise=tip.enterprise)

    made = judged(tip, officer, head, Verdict.TRUE, item=known, problem_title="", problem_text="", problem_place="")

    assert made.item == known
    assert Item.objects.count() == 1


def test_nobody_confirms_the_own_verdict(tip, head, office):
    step(tip, "propose", head, verdict=Verdict.UNTRUE, reasons="现场核查")

    with pytest.raises(NotAllowedError):
        step(tip, "confirm", head)
    with pytest.raises(NotAllowedError):
        step(tip, "confirm", UserFactory(role=Role.DEPARTMENT, organization=tip.unit))

    assert step(tip, "confirm", office).confirmed_by == office


def test_the_database_refuses_a_verdict_of_one_person():
    tip = TipFactory(proposed=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Tip.objects.filter(pk=tip.pk).update(confirmed_by=tip.proposed_by)


def test_a_verdict_is_sent_back(tip, officer, head):
    step(tip, "propose", officer, verdict=Verdict.UNTRUE, reasons="电话核实")

    made = step(tip, "send-back", head, reason="请到现场核查")

    assert (made.state, made.verdict, made.proposed_by) == (TipState.HANDLING, "", None)
    assert Notice.objects.filter(recipient=officer, rule="tip-sent-back").exists()


def test_a_stage_leaves_it_open(tip, officer, head):
    judged(tip, officer, head)
    day = clock.today() + timedelta(days=30)

    made = step(tip, "stage", officer, stage_text="已加盖密封", stage_share=60, stage_next=day)

    assert (made.state, made.done, made.is_open) == (TipState.CONFIRMED, DoneKind.STAGED, True)
    assert "60" in "".join(status_of(made).sentences)


@pytest.mark.parametrize(("share", "days"), [(0, 5), (100, 5), (50, 0)])
def test_a_stage_is_a_part_with_a_next_date(tip, officer, head, share, days):
    judged(tip, officer, head)

    day = clock.today() + timedelta(days=days)
    with pytest.raises(DomainError):
        step(tip, "stage", officer, stage_text="已加盖", stage_share=share, stage_next=day)


def test_a_period_is_extended_once_and_within_its_limit(tip, head):
    before = tip.due
    with pytest.raises(DomainError):
        step(tip, "extend", head, due=before + timedelta(days=60), reason="等检测报告")
    made = step(tip, "extend", head, due=before + timedelta(days=20), reason="等检测报告")

    assert (made.due_before, made.due) == (before, before + timedelta(days=20))
    with pytest.raises(WrongStateError):
        step(tip, "extend", head, due=made.due + timedelta(days=1), reason="再等")


def test_it_is_closed_once_the_reporter_had_time(officer, tip):
    Tip.objects.filter(pk=tip.pk).update(state=TipState.HANDLING)
    answered = TipFactory(answered=True)
    of_unit = UserFactory(role=Role.DEPARTMENT, organization=answered.unit)
    with pytest.raises(WrongStateError):
        step(answered, "close", of_unit)

    with clock.at(clock.now() + timedelta(days=15)):
        made = step(answered, "close", of_unit)

    assert (made.state, made.is_satisfied) == (TipState.CLOSED, None)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.DEPARTMENT)])
def test_nobody_else_knows_of_any(role):
    tip = TipFactory(handling=True)
    person = UserFactory(role=role)

    assert not Tip.objects.visible_to(person).exists()
    for path in ("/tips/", tip.get_absolute_url(), "/tips/export/"):
        assert visit(person).get(path).status_code == 404


def test_another_department_knows_nothing_of_it():
    tip = TipFactory(handling=True)
    stranger = UserFactory(role=Role.DEPARTMENT)

    assert visit(stranger).get(tip.get_absolute_url()).status_code == 404
    with pytest.raises(Tip.DoesNotExist):
        step(tip, "propose", stranger, verdict=Verdict.UNTRUE, reasons="x")


def test_both_faces_of_the_table_agree(office):
    tips = [TipFactory(), *(TipFactory(**{state: True}) for state in ("handling", "proposed", "confirmed", "answered"))]
    old = TipFactory(answered=True, answered_at=clock.now() - timedelta(days=20))
    units = [each.unit for each in (*tips[1:], old)]
    people = [UserFactory(role=Role.DEPARTMENT, organization=unit, is_head=head) for unit in units for head in (0, 1)]

    assert_one(TIPS, [office, tips[2].proposed_by, *people, UserFactory(role=Role.INSPECTOR)])


def test_the_page_offers_what_the_person_can_do(tip, officer):
    page = visit(officer).get(tip.get_absolute_url()).content.decode()

    assert f"{tip.get_absolute_url()}propose/" in page
    assert f"{tip.get_absolute_url()}accept/" not in page


def test_a_form_that_is_refused_keeps_what_was_typed(tip, officer):
    given = {"version": "1", "verdict": "TRUE", "reasons": "现场核查属实"}

    answer = visit(officer).post(f"{tip.get_absolute_url()}propose/", given)

    assert answer.status_code == 422
    assert "现场核查属实" in answer.content.decode()


def test_whoever_has_seen_an_older_version_is_told(tip, officer):
    step(tip, "ask", officer, text="哪个车间？")

    answer = visit(officer).post(f"{tip.get_absolute_url()}ask/", {"version": "1", "text": "几点？"})

    assert answer.status_code == 422
    assert tip.dialogue.count() == 1
    assert 'name="version" value="2"' in answer.content.decode()
    assert "几点？" in answer.content.decode()


def test_its_last_days_stand_in_the_calendar_whether_it_names_an_enterprise_or_not(office):
    tips = [TipFactory(), TipFactory(enterprise=None)]

    page = visit(office).get(f"/calendar/?month={tips[0].due:%Y-%m}")

    assert page.status_code == 200
    assert all(tip.number in page.content.decode() for tip in tips)


def questions(browser, path):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("link", ["/tips/", "/tips/<tip>/"])
def test_the_questions_of_a_page_do_not_grow_with_its_rows(tip, office, link):
    path, browser = link.replace("<tip>", str(tip.pk)), visit(office)
    grow(tip, office, 3)
    questions(browser, path)
    few = questions(browser, path)
    grow(tip, office, 17)

    assert (few, questions(browser, path)) == (PINNED.get(link), PINNED.get(link))


def grow(tip, office, by):
    """More tips, and more of everything that stands on the page of one."""
    for _number in range(by):
        TipFactory(handling=True, enterprise=EnterpriseFactory())
        TipFactory(state=TipState.REPEAT, first=tip)
        said = Heard.objects.create(tip=tip, side="HANDLER", text="问", author=UserFactory(), at=clock.now())
        file = AttachmentFactory(uploader=None)
        said.photos.add(file)
        tip.photos.add(file)
        IdentityLook.objects.create(tip=tip, by=UserFactory(role=Role.DEPARTMENT), at=clock.now(), purpose="核实")


def broken():
    """The rules of tips that something breaks."""
    return {
        outcome.code
        for outcome in count_all()
        if not outcome.holds and outcome.code.startswith("I3") and outcome.code != "I3"
    }


def test_the_counting_house_finds_what_is_wrong(tip, officer, head):
    judged(tip, officer, head)
    assert broken() == set()

    repeat = TipFactory(state=TipState.REPEAT, first=tip)
    TipFactory(state=TipState.REPEAT, first=repeat)
    assert broken() == {"I32"}
    Reporter.objects.filter(tip=repeat).delete()
    assert broken() == {"I32", "I34"}


@pytest.mark.parametrize(
    ("stands", "changed", "said"),
    [
        ({}, {}, ""),
        ({"handling": True}, {}, "正在办理"),
        ({"handling": True}, {"done": DoneKind.DONE, "rounds": 2}, "正在办理"),
        ({"confirmed": True}, {"done": DoneKind.STAGED}, "阶段性办结"),
        ({"answered": True}, {"done": DoneKind.DONE}, "已办结"),
        ({}, {"state": TipState.HANDED_OVER, "handed_to": "邻县"}, ""),
    ],
    ids=("received", "handling", "taken up again", "staged", "answered", "handed over"),
)
def test_how_far_a_matter_is_follows_how_its_tip_stands(client, office, stands, changed, said):
    tip = TipFactory(**stands, **changed)
    client.force_login(office)

    assert tip.how_far == said
    assert ("已办结" in client.get(tip.get_absolute_url()).content.decode()) == (said == "已办结")


def test_what_is_decided_stands_on_the_page_on_which_it_is_decided(client, tip, officer, head):
    step(tip, "propose", officer, verdict=Verdict.TRUE, reasons="现场核查属实", **PROBLEM)
    client.force_login(head)

    text = client.get(f"{tip.get_absolute_url()}confirm/").content.decode()

    for said in (tip.text, "属实", "现场核查属实", officer.name, *PROBLEM.values()):
        assert escape(said) in text


def test_what_is_taken_up_again_is_not_done(tip, officer, head):
    judged(tip, officer, head, Verdict.UNTRUE)
    step(tip, "answer", officer, answer="不属实")

    following.say_satisfied(Tip.objects.get(), is_satisfied=False, why="没有去看", address="198.51.100.7")

    assert Tip.objects.get().done == DoneKind.GOING
