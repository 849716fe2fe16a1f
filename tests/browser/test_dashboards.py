"""The boards in Chromium: three widths, the wall screen, paper."""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from accounts.states import Role
from tests.browser.people import box_of
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]
WIDTHS = {"wall": (1920, 1080), "desk": (1440, 900), "phone": (390, 844)}
LOOKED_AT = ("desk", "phone")
"""Widths at which axe looks: on the wall the same stands as at the desk, larger."""
COUNTY = "/dashboards/county/"


@pytest.fixture
def scene():
    found = Scene()
    found.add("superior", Role.SUPERIOR, found.plant.county)
    found.items = [ItemFactory(enterprise=found.plant, rectifying=True, overdue=True) for _number in range(3)]
    return found


@pytest.fixture
def superior(visit, scene):
    return visit("superior").log_in()


def boards(scene):
    plant, unit = scene.plant, scene.items[0].lead_organization_id
    yield from (COUNTY, "/dashboards/city/", f"/dashboards/park/{plant.park_id}/", "/figures/")
    yield from (f"/dashboards/department/{unit}/", f"/dashboards/enterprise/{plant.pk}/")
    yield f"/dashboards/department/{scene.items[0].assigned_by_organization_id}/?items=assigned_by_organization"


def test_boards_fit_and_are_accessible(superior, scene):
    faults = []

    for path, (width, size) in product(boards(scene), WIDTHS.items()):
        if not superior.page.url.endswith(path):
            superior.go(path)
        superior.page.set_viewport_size({"width": size[0], "height": size[1]})
        found = superior.serious_violations(coloured=width == "desk") if width in LOOKED_AT else []
        faults += [f"{path}, {width}: {problem}" for problem in found]
        if superior.overflow() > 0:
            faults.append(f"{path}, {width}: wider than the window")

    assert not faults
    assert not superior.faults


def test_each_board_is_one_page_of_paper(superior, scene):
    for path in boards(scene):
        if path == "/figures/":
            continue
        paper = superior.go(path).page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, path


def test_a_point_of_the_trend_opens_its_list(superior):
    superior.go(COUNTY)
    point = superior.page.locator(".trend svg a").last
    number = point.get_attribute("aria-label").split()[-1]
    point.scroll_into_view_if_needed()
    place = box_of(point)

    superior.page.mouse.click(place["x"] + place["width"] / 2 + 6, place["y"] + place["height"] / 2)

    superior.page.wait_for_url(re.compile("/ledger/.*figure=ledger.closing"))
    assert f"{number} 条" in superior.page.locator("main").inner_text()


def test_the_key_prints(superior):
    superior.go(COUNTY).page.evaluate("window.print = () => { window.printed = true }")

    superior.press("打印")

    assert superior.page.evaluate("window.printed")


def test_the_wall_screen_needs_no_scrolling_and_fetches_new_numbers(superior, scene):
    superior.page.set_viewport_size({"width": 1920, "height": 1080})
    superior.page.clock.install()
    superior.go(f"{COUNTY}?wall=1")
    shown = superior.page.locator("[data-figure='ledger.overdue']").first
    assert (shown.inner_text(), superior.overflow()) == ("3", 0)
    assert superior.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    ItemFactory(enterprise=scene.plant, rectifying=True, overdue=True)

    with superior.page.expect_response(lambda answer: "wall=1" in answer.url):
        superior.page.clock.fast_forward(61_000)

    expect(shown).to_have_text("4")


def test_a_wall_screen_without_an_answer_says_so(superior):
    superior.page.clock.install()
    superior.go(f"{COUNTY}?wall=1")
    sign = superior.page.locator(".stale")
    assert not sign.is_visible()

    superior.page.context.set_offline(True)
    superior.page.clock.fast_forward(61_000)
    sign.wait_for(state="visible")

    superior.page.context.set_offline(False)
    superior.page.clock.fast_forward(61_000)
    sign.wait_for(state="hidden")
