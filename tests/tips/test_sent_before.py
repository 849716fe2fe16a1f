"""What is sent twice has no second effect and says so; the same photo is one; a receipt has its half hour."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from core import clock
from tests.factories import TipFactory, county
from tests.tips.telling import FOLLOW, KEY, PASS, REPORT, look_up, opened, photo, receipt_of, say, tell, told
from tips.models import Heard, PublicUpload, Tip
from tips.states import TipState

pytestmark = pytest.mark.django_db
RECEIPT = "/report/receipt/"
BEFORE = "此前已提交"


@pytest.fixture(autouse=True)
def _served():
    county()


def carried(page):
    text = page.content.decode()
    return {"pass": PASS.search(text)[1], "key": KEY.search(text)[1]}


def test_a_receipt_that_is_shown_again_says_that_it_was_sent_before():
    browser, key = opened()

    first, again = (browser.post(REPORT, told(key), follow=True).content.decode() for _time in range(2))

    assert (BEFORE in first, BEFORE in again) == (False, True)


def test_a_receipt_stands_in_no_address_and_is_kept_by_no_browser():
    browser, key = opened()
    browser.post(REPORT, told(key, letters="large"))

    answer = browser.get(RECEIPT)

    number, code = receipt_of(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not any(word in str(browser.cookies.output()) for word in (number, code, number.replace("-", "")))
    assert browser.cookies["receipt"]["httponly"]


def test_another_browser_does_not_see_it():
    tell()

    assert Client().get(RECEIPT).status_code == 302


def test_after_half_an_hour_nobody_sees_it():
    browser, key = opened()
    browser.post(REPORT, told(key))

    with clock.at(clock.now() + timedelta(minutes=31)):
        assert browser.get(RECEIPT).status_code == 302


def test_who_has_it_puts_it_away():
    browser, key = opened()
    browser.post(REPORT, told(key))

    browser.post(RECEIPT)

    assert browser.get(RECEIPT).status_code == 302


def test_a_refused_form_that_the_browser_sends_again_shows_nothing_once_it_was_taken_in():
    browser, key = opened()
    refused = told(key, text="", name="王五", phone="13612345678")
    assert browser.post(REPORT, refused).status_code == 422
    browser.post(REPORT, {**refused, "text": "夜里有刺鼻气味"})

    answer = browser.post(REPORT, refused, follow=True)

    assert "13612345678" not in answer.content.decode()
    assert Tip.objects.count() == 1


@pytest.mark.parametrize("name", ["再选一次.jpg", "王五的手机.jpg"])
def test_the_same_photo_in_one_form_is_one(name):
    browser, key = opened()
    browser.post(REPORT, told(key, act="find", photos=[photo()]))

    browser.post(REPORT, told(key, photos=[photo(name), photo()]))

    assert Tip.objects.get().photos.count() == 1
    assert not PublicUpload.objects.exists()


def test_a_form_with_photos_sent_twice_is_one_tip_with_one_receipt():
    browser, key = opened()
    browser.post(REPORT, told(key, text="", photos=[photo()]))

    answers = [browser.post(REPORT, told(key, photos=[photo(colour="blue")]), follow=True) for _time in range(2)]

    assert receipt_of(answers[0]) == receipt_of(answers[1])
    assert Tip.objects.get().photos.count() == 2
    assert not PublicUpload.objects.exists()


def test_photos_go_along_with_what_is_sent_as_a_further_tip():
    browser, key = opened()
    browser.post(REPORT, told(key))

    refused = browser.post(REPORT, told(key, text="另外还有黑水", photos=[photo()]))
    browser.post(REPORT, told(KEY.search(refused.content.decode())[1], text="另外还有黑水"))

    assert refused.status_code == 409
    assert Tip.objects.get(text="另外还有黑水").photos.count() == 1


def test_what_is_refused_is_named_as_its_owner_knows_it_and_the_good_one_in_words():
    browser, key = opened()
    bad = SimpleUploadedFile("text.jpg", b"no photo", content_type="image/jpeg")

    answer = browser.post(REPORT, told(key, act="find", photos=[bad, photo("c.jpg")]))

    text = answer.content.decode()
    assert "“text.jpg”" in text
    assert [row.attachment.name for row in PublicUpload.objects.all()] == ["照片1.jpg"]
    assert "Photo" not in text.partition("held-photos")[2].partition("</ul>")[0]


def test_a_paper_is_refused_by_its_name():
    assert "“说明.pdf”" in tell(photos=[photo("说明.pdf")]).content.decode()


def test_an_answer_sent_twice_says_so():
    TipFactory(number="0" * 12, handling=True)
    page = look_up("0" * 12, "12345678")

    first, again = (say(page, text="三号车间").content.decode() for _time in range(2))

    assert (BEFORE in first, BEFORE in again) == (False, True)
    assert Heard.objects.count() == 1


def test_other_words_in_a_form_that_was_sent_are_not_taken_for_sent():
    TipFactory(number="0" * 12, handling=True)
    page = look_up("0" * 12, "12345678")
    say(page, text="三号车间")

    refused = say(page, text="是四号车间", photos=[photo()])

    assert (refused.status_code, Heard.objects.count()) == (409, 1)
    assert "是四号车间" in refused.content.decode()
    Client().post(FOLLOW, {**carried(refused), "act": "reply", "text": "是四号车间"})
    assert Heard.objects.get(text="是四号车间").photos.count() == 1


@pytest.mark.parametrize("act", ["content", "not-content"])
def test_what_was_said_of_an_answer_is_said_once_and_says_so(act):
    tip = TipFactory(number="0" * 12, answered=True)
    page = look_up("0" * 12, "12345678")

    first, again = (say(page, act=act, why="没有去看").content.decode() for _time in range(2))

    assert (BEFORE in first, BEFORE in again) == (False, True)
    tip.refresh_from_db()
    assert tip.rounds == (1 if act == "content" else 2)


def test_other_words_about_an_answer_that_is_judged_are_refused_and_kept():
    TipFactory(number="0" * 12, answered=True)
    page = look_up("0" * 12, "12345678")
    say(page, act="content", why="谢谢")

    answer = say(page, act="content", why="还有一点")

    assert answer.status_code == 409
    assert Heard.objects.count() == 1


def test_words_in_the_form_beside_stay():
    tip = TipFactory(number="0" * 12, answered=True)

    answer = say(look_up("0" * 12, "12345678"), act="not-content", why="", text="补充一点", photos=[photo()])

    assert answer.status_code == 422
    assert "补充一点" in answer.content.decode()
    assert len(answer.context["reply"].taken.held) == 1
    tip.refresh_from_db()
    assert tip.state == TipState.ANSWERED


def test_the_answer_stands_once():
    tip = TipFactory(number="0" * 12, answered=True)
    Heard.objects.create(tip=tip, side="HANDLER", text=tip.answer, at=tip.answered_at)
    Heard.objects.create(tip=tip, side="HANDLER", text="请问是几号车间？", at=tip.answered_at)

    text = look_up("0" * 12, "12345678").content.decode()

    assert (text.count(tip.answer), text.count("请问是几号车间？")) == (1, 1)


@override_settings(TIPS_AN_HOUR=1)
def test_an_hour_has_no_more_than_sixty_minutes():
    with clock.at(clock.now()):
        tell()
        text = tell().content.decode()

    assert "请 60 分钟后" in text


@pytest.mark.parametrize("address", [REPORT, FOLLOW])
def test_the_language_is_switched_with_what_was_typed(address):
    browser = Client()
    said = {"speak": "en", "number": "123", "text": "夜里有黄烟", "key": opened()[1]}

    answer = browser.post(address, said)

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "en"
    assert "夜里有黄烟" in answer.content.decode()
    assert "field-error" not in answer.content.decode()
    assert browser.get(address).headers["Content-Language"] == "en"
