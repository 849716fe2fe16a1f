"""What was typed into a form and not sent (reliability V22, V35; security S52), and forms sent twice (V37)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core import clock
from rectification.models import Item
from rectification.services import advance
from tests.browser.scene import Scene
from tests.factories import PASSWORD, EnterpriseFactory, ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)
TYPED_DAY = (clock.today() + timedelta(days=40)).isoformat()
"""Any day that is far enough ahead."""
TYPED = {"reason": "不能通过：现场仍在泄漏", "deadline": TYPED_DAY}


def proposed_day():
    """Asked for when a test runs: the suite may run past midnight."""
    return (clock.today() + timedelta(days=7)).isoformat()


@pytest.fixture
def scene():
    made = Scene()
    made.item = ItemFactory(enterprise=made.plant, under_review=True)
    return made


@pytest.fixture
def writing(visit, scene):
    """An inspector who has overwritten what the form proposes, in front of the form."""
    visitor = visit("inspector").log_in(f"/ledger/{scene.item.pk}/fail/")
    assert values(visitor)["deadline"] == proposed_day()
    for name, value in TYPED.items():
        visitor.fill(name, value)
    return visitor


def values(visitor):
    return {name: visitor.page.input_value(f"[name={name}]") for name in TYPED}


def expire(visitor):
    visitor.page.context.clear_cookies(name="session")


def reload(visitor, scene):
    visitor.page.reload()


def come_back(visitor, scene):
    visitor.go("/notices/")
    visitor.page.go_back()


def expire_and_log_in(visitor, scene):
    expire(visitor)
    visitor.page.reload()
    visitor.page.fill("#id_username", "inspector")
    visitor.page.fill("#id_password", PASSWORD)
    visitor.click("main form[novalidate] button")
    visitor.page.wait_for_url("**/fail/")


def switch_language(visitor, scene):
    visitor.click("header form[action*=language] button")


def be_too_late(visitor, scene):
    fresh = Item.objects.get(pk=scene.item.pk)
    advance(fresh.pk, "supervise", actor=scene.users["coordinator"], version=fresh.version, level="CHASED", reason="催")
    visitor.send()
    assert (visitor.sees("催办"), values(visitor)) == (True, TYPED)
    visitor.go(f"/ledger/{scene.item.pk}/fail/")


@pytest.mark.req("V35", "V22")
@pytest.mark.parametrize("happens", [reload, come_back, expire_and_log_in, switch_language, be_too_late])
def test_what_was_typed_wins_over_what_is_proposed(writing, scene, happens):
    happens(writing, scene)

    assert values(writing) == TYPED
    assert not writing.faults


@pytest.mark.req("V35")
def test_a_field_emptied_on_purpose_stays_empty_and_the_page_says_it_restored(writing):
    writing.fill("deadline", "")
    writing.page.reload()

    assert values(writing) == {**TYPED, "deadline": ""}
    assert writing.sees("已恢复您")
    writing.press("不要这些内容")
    assert values(writing) == {"reason": "", "deadline": proposed_day()}
    writing.page.reload()
    assert values(writing) == {"reason": "", "deadline": proposed_day()}


@pytest.mark.req("V35")
def test_a_draft_is_of_one_thing_and_one_act(writing, scene):
    other = ItemFactory(enterprise=scene.plant, under_review=True)

    for path in (f"/ledger/{other.pk}/fail/", f"/ledger/{scene.item.pk}/pass/"):
        writing.go(path)
        assert not writing.sees("已恢复您"), path
        assert TYPED["reason"] not in writing.page.content()


@pytest.mark.req("V35")
def test_two_tabs_keep_what_is_their_own(writing, scene):
    second = writing.page.context.new_page()
    second.goto(f"/ledger/{scene.item.pk}/fail/")
    second.fill("[name=reason]", "另一个窗口")
    writing.page.reload()
    second.reload()

    assert values(writing) == TYPED
    assert second.input_value("[name=reason]") == "另一个窗口"
    assert second.input_value("[name=deadline]") == proposed_day()


@pytest.mark.req("S52", "V22")
def test_who_was_logged_out_logs_in_on_the_spot_and_the_sending_goes_on(writing, scene):
    expire(writing)
    writing.click("form[data-draft] button[type=submit]")
    dialog = writing.page.locator("dialog.login-here")
    dialog.get_by_role("heading").wait_for()
    dialog.locator("[name=password]").fill("wrong")
    dialog.locator("button[type=submit]").click()
    dialog.locator(".field-error").wait_for()
    dialog.locator("[name=username]").fill("inspector")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.locator("button[type=submit]").click()
    writing.page.wait_for_url(f"**/ledger/{scene.item.pk}/")

    item = Item.objects.get(pk=scene.item.pk)
    assert (item.state, item.deadline.isoformat()) == ("RECTIFYING", TYPED_DAY)
    assert item.reviews.get().opinion == TYPED["reason"]


@pytest.mark.req("S52")
def test_another_person_who_logs_in_sends_nothing_of_it(writing, scene):
    expire(writing)
    writing.click("form[data-draft] button[type=submit]")
    dialog = writing.page.locator("dialog.login-here")
    dialog.locator("[name=username]").fill("ecology")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.locator("button[type=submit]").click()
    writing.page.locator(".sending-told").wait_for()

    assert values(writing) == TYPED
    assert Item.objects.get(pk=scene.item.pk).state == "UNDER_REVIEW"


@pytest.mark.req("V22")
def test_without_a_connection_nothing_is_lost_and_the_button_works_again(writing, scene):
    writing.page.context.set_offline(True)
    writing.click("form[data-draft] button[type=submit]")
    writing.page.locator(".sending-told").wait_for()
    assert values(writing) == TYPED

    writing.page.context.set_offline(False)
    writing.send()
    assert Item.objects.get(pk=scene.item.pk).state == "RECTIFYING"


@pytest.mark.req("S52")
def test_a_stale_token_against_forged_requests_is_renewed(writing, scene):
    writing.page.context.clear_cookies(name="csrf")
    writing.send()

    assert Item.objects.get(pk=scene.item.pk).state == "RECTIFYING"


@pytest.fixture
def registering(visit, scene):
    visitor = visit("inspector").log_in("/ledger/register/")
    visitor.page.select_option("[name=enterprise]", str(scene.plant.pk))
    return visitor.fill("description", "安全阀未校验")


def found():
    return Item.objects.filter(title__contains="安全阀").count()


@pytest.mark.req("V37")
def test_a_second_click_registers_once_and_the_button_says_that_it_sends(registering):
    busy = registering.page.eval_on_selector(
        "form[data-draft] button[type=submit]",
        "(b) => { b.click(); b.click(); return [b.form.ariaBusy, b.textContent]; }",
    )
    registering.page.wait_for_url("**done=**")

    assert busy == ["true", "正在提交…"]
    assert found() == 1


@pytest.mark.req("V37")
def test_back_after_the_receipt_and_sent_again_registers_once(registering, scene):
    registering.send()
    registering.page.go_back()
    registering.page.select_option("[name=enterprise]", str(scene.plant.pk))
    registering.fill("description", "安全阀未校验").send()

    assert found() == 1
    assert registering.sees("没有重复办理")


@pytest.mark.req("V37")
def test_an_answer_cut_off_and_the_page_loaded_anew_registers_once(registering):
    def cut(route):
        route.fetch(max_redirects=0)
        route.abort()

    registering.page.route("**/ledger/register/", lambda r: cut(r) if r.request.method == "POST" else r.continue_())
    with registering.page.expect_event("requestfailed"):
        registering.page.click("form[data-draft] button[type=submit]")
    registering.page.unroute("**/ledger/register/")
    registering.page.context.clear_cookies(name="sent")
    registering.go("/ledger/register/")
    assert registering.page.input_value("[name=description]") == "安全阀未校验"
    registering.send()

    assert found() == 1
    assert registering.sees("没有重复办理")
    registering.go("/ledger/register/")
    assert registering.page.input_value("[name=description]") == ""


@pytest.fixture
def searching(visit, scene):
    """An inspector who has picked an enterprise and goes on typing in the search."""
    for number in range(11):
        EnterpriseFactory(name=f"第{number}号化工有限公司", park=scene.plant.park)
    visitor = visit("inspector").log_in("/ledger/register/")
    visitor.fill("enterprise_typed", scene.plant.name)
    assert chosen(visitor) == str(scene.plant.pk)
    return visitor


def chosen(visitor):
    return visitor.page.eval_on_selector("select[name=enterprise]", "(list) => list.value")


@pytest.mark.parametrize("typed", ["没有这家", "化"])
def test_typing_takes_no_choice_that_nobody_made(searching, typed):
    searching.fill("enterprise_typed", typed)

    assert chosen(searching) == ""
    assert searching.sees("尚未选定")
    searching.fill("description", "围堰破损").send()
    assert searching.page.input_value("[name=enterprise_typed]") == typed
    assert not Item.objects.filter(title__contains="围堰").exists()


def test_the_search_is_worked_by_keys_and_says_what_is_chosen(searching):
    """Of several that fit Enter takes none before one is marked; the only one that fits is marked by itself."""
    field = searching.page.locator("[name=enterprise_typed]")
    field.fill("号化工")
    assert field.get_attribute("aria-expanded") == "true"
    field.press("Enter")
    assert chosen(searching) == ""
    field.press("ArrowDown")
    assert marked(searching, field) == "第0号化工有限公司"
    field.fill("第7")
    assert marked(searching, field) == "第7号化工有限公司"
    assert chosen(searching) == ""
    field.press("Enter")

    assert field.input_value() == "第7号化工有限公司"
    assert searching.sees("已选定：第7号化工有限公司")
    assert field.get_attribute("aria-expanded") == "false"
    assert searching.serious_violations() == []


def marked(visitor, field):
    """The line that the keys stand on, as a reader hears it."""
    return visitor.page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text()


def test_a_text_that_is_too_long_stays_whole_and_says_by_how_much(writing):
    """A browser would cut it off silently at the field's length."""
    field = writing.page.locator("[name=reason]")
    most = 4000
    text = "泄漏" * (most // 2) + "未停"

    writing.fill("reason", text)

    assert field.input_value() == text
    assert "已超出 2 字" in writing.page.inner_text(".too-long")
    writing.send()
    assert field.input_value() == text


def test_a_basis_that_was_ticked_is_ticked_after_a_reload(visit, scene):
    page = visit("inspector", phone=True).log_in("/ledger/register/").page
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.select_option("[name=category]", "A03")
    box = page.locator("[name=bases]").first
    box.check()
    code = box.get_attribute("value")

    page.reload()

    expect(page.locator(f"[name=bases][value='{code}']")).to_be_checked()
