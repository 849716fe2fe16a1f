"""The main pages at three widths, in both languages: no overflow, nothing serious for axe, no fault in the console."""

import re

import pytest

from accounts.states import Role
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


def pages(scene, item):
    return [
        "/",
        "/ledger/",
        "/ledger/?mine=overdue",
        f"/ledger/{item.pk}/",
        f"/ledger/{item.pk}/supervise/",
        "/ledger/register/",
        "/parks/",
        f"/parks/{scene.plant.park_id}/",
        "/enterprises/",
        f"/enterprises/{scene.plant.pk}/",
        f"/enterprises/{scene.plant.pk}/edit/",
        "/projects/",
        "/notices/",
        "/search/?q=报警",
        "/imports/",
        "/accounts/settings/",
        "/accounts/settings/notices/",
        "/accounts/notice-figures/",
        "/accounts/notice-log/",
        "/figures/",
    ]


@pytest.fixture
def item():
    scene = Scene()
    found = ItemFactory(enterprise=scene.plant, rectifying=True, overdue=True)
    found.scene = scene
    return found


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_main_pages_fit_and_are_accessible(visit, item, phone):
    visitor = visit("coordinator", phone=phone).log_in()
    faults = []

    for path in pages(item.scene, item):
        visitor.go(path)
        faults += [f"{path}: {problem}" for problem in visitor.serious_violations()]
        if visitor.overflow() > 0:
            faults.append(f"{path}: wider than the window")

    assert not faults
    assert not visitor.faults


def test_in_english_no_chinese_stands_but_data(visit, item):
    visitor = visit("coordinator", language="en").log_in()
    chinese = re.compile(r"[\u4e00-\u9fff]+")

    for path in ("/accounts/settings/", "/accounts/settings/notices/", "/imports/", "/search/?q=", "/figures/"):
        visitor.go(path)
        text = visitor.page.inner_text("main")
        assert not chinese.findall(text), path


def test_without_javascript_the_ledger_is_read_and_a_form_is_sent(visit, item):
    visitor = visit("coordinator", script=False).log_in()

    visitor.go(f"/ledger/{item.pk}/supervise/").fill("reason", "请抓紧").send()

    item.refresh_from_db()
    assert item.supervision_level == "CHASED"
    assert visitor.go("/ledger/").sees(item.number)


def test_administrators_find_accounts_and_no_business_data(visit, item):
    item.scene.add("sysadmin", Role.SYSADMIN, item.scene.office)
    visitor = visit("sysadmin").log_in()

    assert visitor.sees("您的工作台不含业务数据")
    assert not visitor.go("/ledger/").sees(item.number)
    assert visitor.go("/accounts/users/").sees("coordinator")
    assert visitor.go("/ops/").sees("外发消息")
    assert visitor.serious_violations() == []
    assert visitor.go("/ops/mail/").overflow() <= 0


def test_keys_tick_a_range_and_name_themselves(visit, item):
    for _number in range(2):
        ItemFactory(enterprise=item.scene.plant)
    page = visit("coordinator").log_in().go("/ledger/").page

    for key in ("j", "x", "j", "j", "Shift+X", "?"):
        page.keyboard.press(key)

    assert page.locator("input[name=item]:checked").count() == 3
    assert page.locator("#keys[open]").count() == 1


def test_a_key_begins_a_step_and_escape_leaves_it_where_it_began(visit, item):
    pending = ItemFactory(enterprise=item.scene.plant)
    page = visit("coordinator").log_in().go(f"/ledger/{pending.pk}/").page

    page.keyboard.press("a")
    page.wait_for_selector("#drawer[open] form")
    page.keyboard.press("Escape")

    assert page.locator("#drawer[open]").count() == 0
    assert page.evaluate("document.activeElement.dataset.step") == "assign"


def test_ctrl_enter_sends_what_is_being_typed(visit, item):
    visitor = visit("coordinator").log_in().go(f"/ledger/{item.pk}/supervise/").fill("reason", "请抓紧")

    visitor.page.keyboard.press("Control+Enter")
    visitor.page.wait_for_url(f"**/ledger/{item.pk}/")

    item.refresh_from_db()
    assert item.supervision_level == "CHASED"


def test_on_a_phone_what_is_tapped_is_large_enough(visit, item):
    visitor = visit("enterprise", phone=True).log_in()
    small = "es => es.filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"

    for path in ("/", f"/ledger/{item.pk}/", f"/ledger/{item.pk}/submit/", "/ledger/register/"):
        visitor.go(path)
        assert (
            visitor.page.eval_on_selector_all(
                "main .btn, main input:not([type=radio], [type=file]), main select", small
            )
            == []
        ), path


def test_the_password_can_be_read_while_it_is_typed(visit, item):
    page = visit("coordinator").go("/accounts/login/").page

    page.get_by_label("显示密码").check()

    assert page.get_attribute("#id_password", "type") == "text"
