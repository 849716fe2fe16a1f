"""The main pages at three widths, in both languages: no overflow, nothing serious for axe, no fault in the console."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts.states import Role
from core import clock
from tests.browser.scene import Scene
from tests.factories import (
    CampaignFactory,
    DayReportFactory,
    ItemFactory,
    ParticipationFactory,
    TipFactory,
    VisitFactory,
)
from tips.models import Heard
from visits.services import codes

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
        *pages_of_apps(scene),
    ]


def pages_of_apps(scene):
    """Those of which the scene has nothing by itself."""
    plant = scene.plant
    return [*campaign_pages(scene.users["coordinator"]), *visit_pages(plant), *tip_pages(plant)]


def tip_pages(plant):
    """A tip as it stands at each turn, its forms, and the pages that are there without a login."""
    tips = {
        name: TipFactory(enterprise=plant, county=plant.county, **{name: True}) for name in ("handling", "proposed")
    }
    Heard.objects.create(tip=tips["handling"], side="REPORTER", text="在北门", at=clock.now())
    path = tips["handling"].get_absolute_url()
    own = [f"{path}{name}/" for name in ("ask", "extend", "propose", "reporter")]
    return ["/report/", "/report/follow/", path, *own, f"{tips['proposed'].get_absolute_url()}confirm/"]


def campaign_pages(office):
    """A campaign with days that were reported and days that were not, and its forms."""
    part = ParticipationFactory(campaign=CampaignFactory(opened_by=office, target_checked=20, target_done_rate=95))
    rows = [DayReportFactory(participation=part, day=clock.today() - timedelta(days=ago)) for ago in (1, 2, 4)]
    path = part.get_absolute_url()
    return [path, f"{path}report/", f"{path}edit/", f"{path}units/", rows[0].get_absolute_url()]


def visit_pages(plant):
    """A visit to be approved beside one of the same week, one that was left, the page at the gate, the caps."""
    proposed, left = VisitFactory(state="PROPOSED", enterprise=plant), VisitFactory(left=True, enterprise=plant)
    VisitFactory(approved=True, enterprise=plant)
    return [
        proposed.get_absolute_url(),
        left.get_absolute_url(),
        f"/visits/gate/{codes.code_of(left)}/",
        "/visits/caps/",
    ]


def menu(visitor):
    """Whatever the menu leads to: a page that is added later is looked at as well."""
    return visitor.page.eval_on_selector_all(".nav-menu a", "(all) => all.map((link) => link.getAttribute('href'))")


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

    for path in dict.fromkeys([*pages(item.scene, item), *menu(visitor)]):
        visitor.go(path)
        faults += [f"{path}: {problem}" for problem in visitor.serious_violations(coloured=not phone)]
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
    page = visit("coordinator").log_in("/ledger/").page

    for key in ("j", "x", "j", "j", "Shift+X", "?"):
        page.keyboard.press(key)

    expect(page.locator("input[name=item]:checked")).to_have_count(3)
    expect(page.locator("#keys[open]")).to_have_count(1)


def test_a_key_begins_a_step_and_escape_leaves_it_where_it_began(visit, item):
    pending = ItemFactory(enterprise=item.scene.plant)
    page = visit("coordinator").log_in(f"/ledger/{pending.pk}/").page

    page.keyboard.press("a")
    page.wait_for_selector("#drawer[open] form")
    page.keyboard.press("Escape")

    expect(page.locator("#drawer[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.step") == "assign"


def test_ctrl_enter_sends_what_is_being_typed(visit, item):
    visitor = visit("coordinator").log_in(f"/ledger/{item.pk}/supervise/").fill("reason", "请抓紧")

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


TAKERS = {
    "": "coordinator",
    "assigned": "enterprise",
    "plan_review": "coordinator",
    "rectifying": "enterprise",
    "under_review": "inspector",
    "awaiting_sign_off": "coordinator",
    "closed": "inspector",
}
"""Each place of an item's life, and who goes on from there."""
OFFERED = "(links) => [...new Set(links.map((link) => link.getAttribute('href').split('?')[0]))]"


def too_wide_from(visitor, start):
    """What is cut off on a page and on those of all steps that are offered there."""
    faults, seen, waiting = [], [], [start]
    while waiting:
        seen.append(waiting.pop())
        visitor.go(seen[-1])
        faults += [f"{seen[-1]}: {words} is cut off" for words in visitor.cut_off()]
        faults += [f"{seen[-1]}: wider than the window"] if visitor.overflow() > 0 else []
        waiting += {*visitor.page.eval_on_selector_all("a[data-step]", OFFERED)} - {*seen, *waiting}
    assert len(seen) > 1, start
    return faults


def test_every_step_fits_on_a_phone(visit):
    scene, faults = Scene(), []
    people = {name: visit(name, phone=True).log_in() for name in set(TAKERS.values())}
    for state, name in TAKERS.items():
        item = ItemFactory(enterprise=scene.plant, major=state == "plan_review", **{state: True} if state else {})
        faults += too_wide_from(people[name], item.get_absolute_url())

    assert faults == []
