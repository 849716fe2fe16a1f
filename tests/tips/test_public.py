"""Somebody without an account tells something, keeps what was typed, gets a receipt, and follows what becomes of it."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils.html import escape

from accounts.models import LoginTries
from accounts.states import Role
from core import clock
from core.models import Attachment, IdempotencyRecord, LogEntry
from notices.models import Notice
from tests.factories import EnterpriseFactory, TipFactory, UserFactory, county
from tests.tips.telling import FOLLOW, KEY, REPORT, look_up, opened, photo, receipt_of, say, tell, told
from tips.models import Heard, PublicUpload, Reporter, Tip
from tips.states import TipState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _served():
    """The county that this house serves."""
    county()


def test_somebody_tells_something_and_gets_a_number_and_a_code():
    office = UserFactory(role=Role.COORDINATOR)

    number, code = receipt_of(tell(name="王五", phone="13612345678"))

    tip = Tip.objects.get()
    assert (str(tip), tip.text, tip.state, tip.is_named) == (number, "夜里有刺鼻气味", TipState.RECEIVED, True)
    assert (len(number), len(code)) == (14, 9)
    reporter = Reporter.objects.get(tip=tip)
    assert (reporter.name, reporter.phone) == ("王五", "13612345678")
    notice = Notice.objects.get(recipient=office)
    assert number in notice.title
    assert "王五" not in notice.title + notice.text


def test_the_receipt_shows_the_days_of_the_law():
    tell()

    tip, today = Tip.objects.get(), clock.today()
    assert today + timedelta(days=15) <= tip.accept_by <= today + timedelta(days=25)
    assert today + timedelta(days=60) <= tip.due <= today + timedelta(days=70)


def test_without_a_name_it_is_anonymous_and_can_be_looked_up_all_the_same():
    number, code = receipt_of(tell())

    assert Tip.objects.get().is_named is False
    page = look_up(number, code)
    assert page.status_code == 200
    assert page.context["status"].may_reply


def test_nothing_of_where_it_came_from_is_kept():
    answer = tell(address="203.0.113.9")

    assert answer.status_code == 200
    entry = LogEntry.objects.get(act="tip.submit")
    assert (entry.address, entry.device, entry.actor, entry.request_id) == ("", "", None, "")
    assert "203.0.113.9" not in str(list(LoginTries.objects.values()))


def test_sent_twice_it_is_one_tip_with_the_same_receipt():
    browser, key = opened()

    answers = [browser.post(REPORT, told(key), follow=True) for _again in range(2)]

    assert receipt_of(answers[0]) == receipt_of(answers[1])
    assert Tip.objects.count() == 1


def test_what_was_changed_after_it_was_sent_is_not_lost_and_not_taken_for_sent():
    browser, key = opened()
    browser.post(REPORT, told(key))

    answer = browser.post(REPORT, told(key, text="另外还有黑水"))

    assert (answer.status_code, Tip.objects.count()) == (409, 1)
    text = answer.content.decode()
    assert "另外还有黑水" in text
    again = browser.post(REPORT, told(KEY.search(text)[1], text="另外还有黑水"))
    assert again.status_code == 302
    assert Tip.objects.filter(text="另外还有黑水").count() == 1


def test_the_receipt_is_not_shown_again_after_a_while():
    browser, key = opened()
    browser.post(REPORT, told(key))

    with clock.at(clock.now() + timedelta(minutes=31)):
        answer = browser.post(REPORT, told(key))

    assert answer.status_code == 409


@override_settings(TIPS_AN_HOUR=2)
def test_more_than_an_address_may_is_refused_with_everything_kept():
    for _time in range(2):
        assert tell().status_code == 200

    answer = tell(text="第三件事", photos=[photo()], when="昨晚")

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3601
    text = answer.content.decode()
    assert "第三件事" in text
    assert "昨晚" in text
    assert len(answer.context["form"].taken.held) == 1
    assert Tip.objects.count() == 2
    assert tell(address="198.51.100.8").status_code == 200


@override_settings(TIPS_AN_HOUR_ALL=1)
def test_all_together_have_a_limit_too():
    assert tell(address="198.51.100.1").status_code == 200
    assert tell(address="198.51.100.2").status_code == 429


def test_an_error_keeps_words_and_photos():
    browser, key = opened()

    answer = browser.post(REPORT, told(key, text="", photos=[photo()]))
    assert (answer.status_code, Tip.objects.count(), PublicUpload.objects.count()) == (422, 0, 1)
    assert "镇东头化工厂" in answer.content.decode()
    browser.post(REPORT, told(key))

    assert Tip.objects.get().photos.count() == 1
    assert not PublicUpload.objects.exists()


@pytest.mark.req("S40", "S41")
def test_a_photo_is_drawn_anew_and_nobody_is_known_by_it():
    tell(photos=[photo("王五的手机.jpg")])

    [file] = Tip.objects.get().photos.all()
    assert (file.uploader, file.claimed_device, file.content_type) == (None, "", "image/jpeg")
    assert "王五" not in file.name
    assert file.stored_sha256 != file.original_sha256


def test_a_photo_can_be_left_out_again():
    browser, key = opened()
    browser.post(REPORT, told(key, text="", photos=[photo()]))
    held = PublicUpload.objects.get()

    browser.post(REPORT, told(key, leave_out=[str(held.pk)]))

    assert Tip.objects.get().photos.count() == Attachment.objects.count() == 0


def test_the_form_of_another_does_not_reach_ones_photos():
    browser, key = opened()
    browser.post(REPORT, told(key, text="", photos=[photo()]))
    held = PublicUpload.objects.get()

    tell(leave_out=[str(held.pk)])

    assert PublicUpload.objects.filter(pk=held.pk).exists()
    assert Tip.objects.get().photos.count() == 0


@override_settings(TIP_PHOTOS=2)
def test_no_more_photos_than_are_taken():
    answer = tell(photos=[photo(colour=each) for each in ("red", "blue", "green")])

    assert answer.status_code == 422
    assert PublicUpload.objects.count() == 2
    assert not Tip.objects.exists()


@override_settings(PUBLIC_UPLOAD_BYTES_A_DAY=10)
def test_the_photos_of_a_day_have_a_limit():
    answer = tell(photos=[photo()])

    assert answer.status_code == 422
    assert not Attachment.objects.exists()


def test_papers_are_no_photos():
    file = photo("说明.pdf")

    assert tell(photos=[file]).status_code == 422


def test_a_plant_is_found_by_its_name_and_nothing_else_of_it_is_told():
    plant = EnterpriseFactory(name="恒信精细化工有限公司", principal_name="李总", principal_phone="13912345678")
    browser, key = opened()

    answer = browser.post(REPORT, told(key, act="find", place="恒信", text="夜里排水"))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert plant.name in text
    assert "夜里排水" in text
    assert not any(each in text for each in ("李总", "13912345678", str(plant.park.name)))
    browser.post(REPORT, told(key, place="恒信", chosen=f"enterprise:{plant.pk}"))
    tip = Tip.objects.get()
    assert (tip.enterprise, tip.park) == (plant, plant.park)


def test_a_search_needs_two_signs():
    EnterpriseFactory(name="恒信精细化工有限公司")
    browser, key = opened()

    assert browser.post(REPORT, told(key, act="find", place="恒")).context["form"].found == []


@override_settings(TIP_LOOK_UPS_AN_HOUR=2)
def test_searches_and_look_ups_are_counted():
    browser, key = opened()
    asked = [browser.post(REPORT, told(key, act="find", place="恒信")).status_code for _time in range(3)]

    assert asked == [200, 200, 429]
    assert look_up("1" * 12, "1" * 8, address="127.0.0.1").status_code == 429


@pytest.mark.parametrize(("number", "code"), [("9" * 12, "12345678"), ("0" * 12, "12345679"), ("", ""), ("abc", "x")])
def test_a_wrong_number_and_a_wrong_code_are_answered_alike(number, code):
    TipFactory(number="0" * 12)

    answer = look_up(number, code)

    assert answer.status_code == 422
    assert "夜里有刺鼻气味" not in answer.content.decode()


@override_settings(TIP_CODES_AN_HOUR=3)
def test_codes_are_not_guessed():
    TipFactory(number="0" * 12)
    for place in range(3):
        look_up("0" * 12, f"0000000{place}", address=f"198.51.100.{place}")

    assert look_up("0" * 12, "12345678", address="198.51.100.9").status_code == 429


def test_right_codes_are_no_guesses():
    TipFactory(number="0" * 12)

    with override_settings(TIP_CODES_AN_HOUR=2):
        assert [look_up("0" * 12, "12345678").status_code for _time in range(4)] == [200] * 4


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({}, "决定由谁办理"),
        ({"handling": True}, "核查"),
        ({"proposed": True}, "核查"),
        ({"confirmed": True}, "不属实"),
        ({"answered": True}, "经核查不属实，理由见上。"),
    ],
    ids=("received", "handling", "proposed", "confirmed", "answered"),
)
def test_how_it_stands_is_said_in_plain_words(state, said):
    tip = TipFactory(number="0" * 12, **state)

    text = look_up("0" * 12, "12345678").content.decode()

    assert said in text
    assert ("不属实" in text) == (tip.state in (TipState.CONFIRMED, TipState.ANSWERED))
    assert "现场未见异常" not in text


def test_a_question_is_answered_with_a_photo():
    tip = TipFactory(number="0" * 12, handling=True)
    officer = UserFactory(role=Role.DEPARTMENT, organization=tip.unit)
    Heard.objects.create(tip=tip, side="HANDLER", text="请问是几号车间？", author=officer, at=clock.now())
    page = look_up("0" * 12, "12345678")
    assert "请问是几号车间？" in page.content.decode()
    assert officer.name not in page.content.decode()

    answer = say(page, text="三号车间", photos=[photo()])

    assert answer.status_code == 200
    said = Heard.objects.get(side="REPORTER")
    assert (said.text, said.author, said.photos.count()) == ("三号车间", None, 1)
    assert Notice.objects.filter(recipient=officer, rule="tip-said").exists()
    assert LogEntry.objects.get(act="tip.reply").address == ""


def test_a_reply_sent_twice_is_said_once():
    TipFactory(number="0" * 12, handling=True)
    page = look_up("0" * 12, "12345678")

    for _time in range(2):
        assert say(page, text="三号车间").status_code == 200

    assert Heard.objects.count() == 1


def test_a_page_that_was_open_too_long_asks_again_and_keeps_the_words():
    TipFactory(number="0" * 12, handling=True)
    page = look_up("0" * 12, "12345678")

    with clock.at(clock.now() + timedelta(hours=2)):
        stale = Client().post(FOLLOW, {"pass": "x:y:z", "act": "reply", "text": "三号车间", "key": "k"})

    assert (stale.status_code, Heard.objects.count()) == (422, 0)
    assert 'value="三号车间"' in stale.content.decode()
    again = Client().post(FOLLOW, {"number": "0" * 12, "code": "12345678", "text": "三号车间"})
    assert "三号车间" in again.content.decode()
    assert page.status_code == 200


def test_content_closes_it():
    tip = TipFactory(number="0" * 12, answered=True)

    say(look_up("0" * 12, "12345678"), act="content")

    tip.refresh_from_db()
    assert (tip.state, tip.is_satisfied, tip.ended_on) == (TipState.CLOSED, True, clock.today())


def test_not_content_takes_it_up_again_once():
    tip = TipFactory(number="0" * 12, answered=True)
    page = look_up("0" * 12, "12345678")
    assert say(page, act="not-content", why="").status_code == 422

    say(page, act="not-content", why="没有去看排水口")
    tip.refresh_from_db()
    assert (tip.state, tip.rounds, tip.verdict, tip.confirmed_by) == (TipState.HANDLING, 2, "", None)
    Tip.objects.filter(pk=tip.pk).update(
        state=TipState.ANSWERED, verdict="UNTRUE", confirmed_by=tip.proposed_by or UserFactory()
    )
    say(look_up("0" * 12, "12345678"), act="not-content", why="还是不对")

    tip.refresh_from_db()
    assert (tip.state, tip.is_satisfied, tip.rounds) == (TipState.CLOSED, False, 2)


def test_nothing_is_said_of_an_answer_that_is_not_there():
    tip = TipFactory(number="0" * 12, handling=True)

    say(look_up("0" * 12, "12345678"), act="content")

    tip.refresh_from_db()
    assert tip.state == TipState.HANDLING


def test_words_of_a_reporter_are_words(client):
    text = "<script>alert(1)</script>"
    tell(text=text)
    office = UserFactory(role=Role.COORDINATOR)
    client.force_login(office)

    page = client.get(Tip.objects.get().get_absolute_url()).content.decode()

    assert text not in page
    assert escape(text) in page


def test_the_public_pages_are_not_kept_by_the_browser_once_anything_was_sent():
    assert tell().headers["Cache-Control"] == "private, no-store"


def test_a_person_who_is_logged_in_is_not_noted_either():
    person = UserFactory(role=Role.ENTERPRISE)
    browser = Client()
    browser.force_login(person)

    assert tell(browser).status_code == 200

    assert LogEntry.objects.get(act="tip.submit").actor is None
    assert not IdempotencyRecord.objects.exists()
