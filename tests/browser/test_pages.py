"""The main pages at three widths, in both languages: no overflow, nothing serious for axe, no fault in the console."""

import re

import pytest

from accounts.states import Role
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


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
