"""What somebody tells in confidence does not come back in the browser; what is not sent yet stays (S36, V22)."""

from contextlib import suppress

import pytest
from django.test import override_settings
from playwright.sync_api import Error, expect

from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE
from tests.factories import TipFactory
from tests.tips.telling import photo
from tips.models import Heard, Tip

pytestmark = [pytest.mark.django_db(transaction=True)]
SAID = {"text": "夜里东门冒黄烟", "place": "镇东头化工厂", "name": "王五六", "phone": "13612345678"}
SEND, FIND = "main button.btn-primary[value=send]", "main .btn[value=find]"
ANSWER = "经核查不属实，理由见上。"


@pytest.fixture(params=["scripted", "plain"])
def phone(request, driver):
    """A phone that keeps pages as they were left, as phones do; once with scripts, once without."""
    browser = driver.chromium.launch(
        executable_path=CHROMIUM, args=list(FLAGS), ignore_default_args=["--disable-back-forward-cache"]
    )
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=request.param == "scripted"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    browser.close()


@pytest.fixture
def stranger(chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def write(page, **but):
    for name, value in {**SAID, **but}.items():
        page.fill(f"[name={name}]", value)


def kept_of(page, *said):
    """What a page holds of the words, in its text or in a field."""
    shown = page.evaluate(
        "() => [document.documentElement.outerHTML, ...[...document.querySelectorAll('input, textarea')]"
        ".map((field) => field.value)].join(' ')"
    )
    return [each for each in said if each in shown]


def seen_by_going(page, step, *said):
    """What comes back on the way through the history; a page that the browser can't show again has nothing of it."""
    found = []
    for _page in range(5):
        with suppress(Error):
            step(timeout=3000)
        page.wait_for_timeout(400)
        page.wait_for_load_state()
        found += kept_of(page, *said)
    return found


def test_nothing_of_a_tip_comes_back_once_it_was_taken_in(phone, live_server, scene):
    page = phone
    page.goto(f"{live_server.url}/accounts/login/")
    page.goto(f"{live_server.url}/report/")
    write(page, text="")
    page.click(SEND)
    expect(page.locator("#error-summary")).to_be_visible()
    assert page.input_value("[name=phone]") == SAID["phone"]
    page.fill("[name=text]", SAID["text"])
    page.click(SEND)
    expect(page.locator(".receipt")).to_be_visible()

    assert Tip.objects.get().text == SAID["text"]
    for step in (page.go_back, page.go_forward):
        assert seen_by_going(page, step, *SAID.values()) == []


def test_a_form_that_was_left_half_written_does_not_show_what_was_told_afterwards(stranger, live_server, scene):
    stranger.goto(f"{live_server.url}/report/")
    write(stranger)
    stranger.goto(f"{live_server.url}/report/follow/")
    stranger.go_back()
    expect(stranger.locator("[name=text]")).to_have_value(SAID["text"])
    stranger.goto(f"{live_server.url}/report/follow/")
    stranger.goto(f"{live_server.url}/report/")
    write(stranger)
    stranger.click(SEND)
    expect(stranger.locator(".receipt")).to_be_visible()

    assert seen_by_going(stranger, stranger.go_back, *SAID.values()) == []


def test_the_receipt_survives_a_reload_until_its_owner_has_it(phone, live_server, scene):
    page = phone
    page.goto(f"{live_server.url}/report/")
    write(page)
    page.click(SEND)
    number = page.locator(".receipt dd").first.inner_text()

    page.reload()
    expect(page.locator(".receipt")).to_contain_text(number)
    assert number not in page.url
    page.click("#receipt-form [type=submit]")
    expect(page.locator("[name=text]")).to_have_value("")
    page.goto(f"{live_server.url}/report/receipt/")
    expect(page.locator("[name=text]")).to_have_value("")
    assert seen_by_going(page, page.go_back, number) == []


def test_what_is_not_sent_survives_a_reload_but_for_who_it_is(stranger, live_server, scene):
    stranger.goto(f"{live_server.url}/report/")
    write(stranger)

    stranger.reload()

    expect(stranger.locator("[name=text]")).to_have_value(SAID["text"])
    expect(stranger.locator("[name=place]")).to_have_value(SAID["place"])
    assert kept_of(stranger, SAID["name"], SAID["phone"]) == []


def test_a_cut_line_loses_nothing_and_tells_nothing_twice(stranger, live_server, scene):
    stranger.goto(f"{live_server.url}/report/")
    write(stranger)
    stranger.context.set_offline(True)
    stranger.click(SEND)
    expect(stranger.locator(".sending-told")).to_be_visible()
    assert kept_of(stranger, *SAID.values()) == list(SAID.values())

    stranger.context.set_offline(False)
    stranger.click(SEND)

    expect(stranger.locator(".receipt")).to_be_visible()
    assert Tip.objects.count() == 1


def test_the_browser_is_not_taught_what_to_propose_to_the_next_person(stranger, live_server, scene):
    stranger.goto(f"{live_server.url}/report/")
    write(stranger)
    offered = "() => [...document.querySelectorAll('[name=name], [name=phone]')].map((field) => field.autocomplete)"
    stranger.route("**/report/", lambda route: (seen.extend(stranger.evaluate(offered)), route.continue_()))
    seen = []

    stranger.click(SEND)

    expect(stranger.locator(".receipt")).to_be_visible()
    assert seen == ["off", "off"]


def test_a_photo_goes_up_once_whatever_is_pressed(phone, live_server, scene):
    page = phone
    page.goto(f"{live_server.url}/report/")
    write(page)
    page.set_input_files("[name=photos]", {"name": "东门.jpg", "mimeType": "image/jpeg", "buffer": photo().read()})
    page.click(FIND)
    expect(page.locator(".held-photos li")).to_have_count(1)
    assert page.input_value("[name=photos]") == ""

    page.fill("[name=name]", SAID["name"])
    page.click(SEND)

    expect(page.locator(".receipt")).to_be_visible()
    assert Tip.objects.get().photos.count() == 1


def test_of_what_was_looked_up_nothing_comes_back(phone, live_server, scene):
    tip, page = TipFactory(number="0" * 12, answered=True), phone
    Heard.objects.create(tip=tip, side="HANDLER", text=ANSWER, at=tip.answered_at)
    page.goto(f"{live_server.url}/accounts/login/")
    page.goto(f"{live_server.url}/report/follow/")
    page.fill("[name=number]", "000000000000")
    page.fill("[name=code]", "12345678")
    page.click("main .btn-primary")
    expect(page.get_by_text(ANSWER)).to_have_count(1)
    page.goto(f"{live_server.url}/accounts/login/")

    assert seen_by_going(page, page.go_back, ANSWER, "000000000000", "12345678") == []


def test_words_of_an_answer_wait_for_number_and_code(stranger, live_server, scene):
    TipFactory(number="0" * 12, handling=True)
    stranger.goto(f"{live_server.url}/report/follow/")
    for again in (False, True):
        stranger.fill("[name=number]", "000000000000")
        stranger.fill("[name=code]", "12345678")
        stranger.click("main .btn-primary")
        expect(stranger.locator("textarea[name=text]")).to_have_value("在北门" if again else "")
        stranger.fill("textarea[name=text]", "在北门")
        if not again:
            stranger.reload()


@override_settings(TIP_PHOTOS=1)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_another_language_keeps_what_was_typed(phone, live_server, scene, language):
    page = phone
    page.goto(f"{live_server.url}/report/")
    write(page)
    page.click("[name=speak]")
    expect(page.locator("h1")).to_have_text("Report a danger or pollution")
    if language == "zh-hans":
        page.click("[name=speak]")
        expect(page.locator("h1")).not_to_have_text("Report a danger or pollution")

    assert [page.input_value(f"[name={name}]") for name in SAID] == list(SAID.values())
    assert page.locator(".field-error").all() == []
