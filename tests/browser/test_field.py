"""Field capture on a real phone's browser: without a line, killed, with a server that fails (reliability V23, V33)."""

from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import expect

from accounts.models import LoginSession
from accounts.states import Role
from core import clock
from core.errors import WorkflowError
from field.services import receiving
from rectification.models import Item
from tests.browser.field import FULL, SHELL, all_are_sent, has_arrived_once, logged
from tests.browser.people import until
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("V23")]


@pytest.mark.req("V33")
def test_three_findings_logged_without_a_line_survive_a_kill_and_arrive_once(phone, scene, shots):
    logged(phone, scene, shots, 3)
    assert not Item.objects.exists()

    phone.kill()
    phone.start(offline=True).log_in("inspector").open()
    assert phone.states() == ["waiting"] * 3
    phone.context.set_offline(False)

    all_are_sent(phone, 3)
    has_arrived_once(phone, 3, photos=6)


def failing(act):
    """Every second request fails: before anything is done, or after all is, so that the answer is lost."""
    numbers = count()

    def now_and_then(*args, **named):
        number = next(numbers)
        if number % 4 == 1:
            raise RuntimeError("before")
        done = act(*args, **named)
        if number % 4 == 3:
            raise RuntimeError("after")
        return done

    return now_and_then


def test_ten_findings_arrive_once_though_every_second_request_fails(phone, scene, shots, monkeypatch):
    logged(phone, scene, shots, 10, photos=1)
    monkeypatch.setattr(receiving, "take_photo", failing(receiving.take_photo))
    monkeypatch.setattr(receiving, "receive", failing(receiving.receive))

    phone.context.set_offline(False)

    all_are_sent(phone, 10)
    has_arrived_once(phone, 10, photos=10)


def test_a_full_store_is_said_and_loses_nothing(phone, scene, shots):
    logged(phone, scene, shots, 1)
    phone.page.evaluate(FULL)
    phone.page.set_input_files("[data-album]", shots(1))
    expect(phone.page.locator("[data-alert=full]")).to_be_visible()
    phone.page.fill("[name=description]", "围堰破损 1")
    phone.page.select_option("[name=enterprise]", str(scene.plant.pk))
    phone.page.click(".field-submit")
    assert phone.page.is_visible("[data-capture]")
    assert phone.kept()["drafts"] == 1

    phone.page.evaluate("window.makeRoom()")
    phone.page.click("[data-answer=again]")
    expect(phone.page.locator("[data-alert=full]")).to_be_hidden()
    phone.page.click(".field-submit")
    phone.context.set_offline(False)

    all_are_sent(phone, 2)
    has_arrived_once(phone, 2, photos=3)


@pytest.mark.req("V22", "V35")
def test_what_is_half_written_is_there_after_a_kill(phone, scene, shots):
    phone.ready()
    phone.context.set_offline(True)
    phone.page.set_input_files("[data-album]", shots(1))
    phone.page.fill("[name=description]", "还没写完")
    until(phone.page, "() => true")
    phone.page.wait_for_timeout(600)

    phone.kill()
    phone.start(offline=True).open()

    assert phone.page.input_value("[name=description]") == "还没写完"
    assert phone.page.input_value("[name=place]") == ""
    expect(phone.page.locator("[data-shots] li")).to_have_count(1)


def test_it_opens_within_a_second_without_a_line(phone):
    phone.ready()
    phone.context.set_offline(True)
    times = []
    for _time in range(3):
        phone.open()
        times.append(phone.page.evaluate("performance.getEntriesByName('field-open')[0].startTime"))

    assert min(times) < 1000


@pytest.mark.req("S52")
def test_who_was_logged_out_logs_in_on_the_spot_and_what_waits_is_sent(phone, scene, shots):
    phone.ready()
    LoginSession.objects.all().delete()
    phone.log("围堰破损 0", shots(1), plant=scene.plant.pk)
    assert phone.states() == ["waiting"]

    phone.page.click("[data-answer=login]")
    phone.page.fill("dialog [name=username]", "inspector")
    phone.page.fill("dialog [name=password]", PASSWORD)
    phone.page.click("dialog form button[type=submit]")

    all_are_sent(phone, 1)
    has_arrived_once(phone, 1, photos=1)


@pytest.mark.req("S37")
def test_another_person_at_the_phone_sees_nothing_and_the_owner_finds_all_again(phone, scene, shots):
    logged(phone, scene, shots, 1)
    scene.add("colleague", Role.INSPECTOR, scene.bureau)

    phone.context.clear_cookies()
    phone.context.set_offline(False)
    phone.log_in("colleague").open()
    expect(phone.page.locator("[data-alert=others]")).to_be_visible()
    assert phone.states() == []
    assert "围堰破损" not in phone.page.content()
    assert phone.kept()["keys"] == 1

    phone.context.clear_cookies()
    phone.log_in("inspector").open()
    all_are_sent(phone, 1)
    has_arrived_once(phone, 1, photos=2)


@pytest.mark.req("S37")
@pytest.mark.parametrize("agrees", [False, True])
def test_who_logs_out_is_asked_about_what_is_not_sent(phone, scene, shots, agrees):
    logged(phone, scene, shots, 1)
    phone.context.set_offline(False)
    phone.page.route("**/field/findings/", lambda route: route.abort())
    asked = []
    phone.page.on(
        "dialog", lambda dialog: (asked.append(dialog.message), dialog.accept() if agrees else dialog.dismiss())
    )
    phone.page.goto("/ledger/")
    phone.page.click(".nav-button")
    phone.page.click(".user-menu summary")
    phone.page.click("form[data-farewell] button")
    phone.page.wait_for_timeout(500)

    assert asked == ["有 1 条现场登记尚未上传。退出后，这些登记和尚未提交的内容将从本机删除，确定退出吗？"]
    assert bool(phone.kept().get("drafts")) is not agrees
    assert ("/accounts/login/" in phone.page.url) is agrees


def test_what_the_server_refuses_is_told_and_mended(phone, scene, shots, monkeypatch):
    take = receiving.receive
    monkeypatch.setattr(receiving, "receive", refusing)
    phone.ready().log("围堰破损 0", shots(1), plant=scene.plant.pk)
    until(phone.page, "() => document.querySelector('[data-lines] li[data-sort=refused]')")
    assert "请写明部位" in phone.page.inner_text("[data-why]")

    monkeypatch.setattr(receiving, "receive", take)
    phone.page.click("[data-act=open]")
    expect(phone.page.locator("[data-fault='']")).to_contain_text("请写明部位")
    phone.page.fill("[name=place]", "罐区")
    phone.page.click(".field-submit")

    all_are_sent(phone, 1)
    assert Item.objects.get().finding.place == "罐区"


def refusing(*args, **named):
    raise WorkflowError("请写明部位", "place")


def test_what_waits_for_more_than_three_days_is_told(phone, scene, shots):
    logged(phone, scene, shots, 1, photos=1)
    phone.context.clock.set_fixed_time(clock.now() + timedelta(days=4))

    phone.open()

    assert "有 1 条登记超过 3 天未上传" in phone.page.inner_text("[data-alert=old]")


def test_the_desk_of_a_phone_leads_here_and_the_plant_of_the_address_is_chosen(phone, scene):
    phone.page.goto("/")
    phone.page.click("text=＋登记问题")
    phone.page.wait_for_url(f"**{SHELL}")
    phone.page.wait_for_selector("[data-capture]:not([hidden])")
    phone.open(f"{SHELL}?enterprise={scene.plant.pk}")

    assert phone.page.input_value("[name=enterprise]") == str(scene.plant.pk)
