"""How it looks: one row of menu, a wall that is read from four metres, large letters on a small screen."""

import pytest
from playwright.sync_api import expect

from accounts.states import Role
from tests.browser.people import box_of
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]
READ_FIRST = "zh-hans"
LANGUAGES = [READ_FIRST, "en"]
WALL = (1920, 1080)


@pytest.fixture
def scene():
    found = Scene()
    found.add("superior", Role.SUPERIOR, found.plant.county)
    found.items = [ItemFactory(enterprise=found.plant, rectifying=True, overdue=True) for _number in range(3)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_is_seven_words_in_one_row(visit, scene, language):
    visitor = visit("coordinator", language=language).log_in()
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    tops = visitor.page.eval_on_selector_all(
        ".navbar .navbar-nav > li, .navbar-brand, .shell-side", "(all) => all.map((e) => e.getBoundingClientRect())"
    )

    words = visitor.page.locator(".navbar .navbar-nav > li").count()
    middles = {round((box["top"] + box["bottom"]) / 20) for box in tops}
    assert words <= 7
    assert max(middles) - min(middles) <= 1
    assert visitor.overflow() <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wall_is_read_from_four_metres(visit, scene, language):
    visitor = visit("superior", language=language).log_in()
    visitor.page.set_viewport_size({"width": WALL[0], "height": WALL[1]})
    visitor.go("/dashboards/county/?wall=1")
    sizes = visitor.page.evaluate(
        """() => [...document.querySelectorAll('.wall *')]
            .filter((each) => each.checkVisibility())
            .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .map((each) => parseFloat(getComputedStyle(each).fontSize) * (each.ownerSVGElement
                ? each.getScreenCTM().a : 1))"""
    )
    figures = visitor.page.eval_on_selector_all(
        ".wall-first a", "(all) => all.map((e) => e.getBoundingClientRect().height)"
    )
    chart = box_of(visitor.page.locator(".wall-trend"))["height"]

    assert len(figures) == 5
    assert min(figures) >= WALL[1] * 0.1
    assert min(sizes) >= WALL[1] * 0.018
    assert chart >= WALL[1] * 0.4
    assert visitor.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert visitor.violations() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_twice_the_size_need_no_scrolling_sideways(visit, scene, language):
    visitor = visit("coordinator", language=language).log_in()
    visitor.page.set_viewport_size({"width": 360, "height": 800})
    item = scene.items[0].pk
    faults = []

    for path in (
        "/",
        "/ledger/",
        f"/ledger/{item}/",
        "/calendar/",
        "/dashboards/county/",
        "/meetings/",
        "/reports/",
        "/nowhere/",
    ):
        visitor.go(path).page.evaluate("document.documentElement.style.fontSize = '200%'")
        faults += [path] if visitor.overflow() > 0 else []
        visitor.page.evaluate("document.documentElement.style.fontSize = ''")
        faults += [f"{path}: {problem}" for problem in (visitor.violations() if language == READ_FIRST else [])]

    assert faults == []


def test_on_a_phone_the_calendar_is_an_agenda(visit, scene):
    visitor = visit("coordinator", phone=True).log_in("/calendar/")

    expect(visitor.page.locator(".month")).to_be_hidden()
    assert visitor.page.locator(".agenda").first.is_visible() or visitor.sees("没有")


SHIFTED = """() => new Promise((told) => new PerformanceObserver((seen) => told(
    seen.getEntries().reduce((sum, each) => sum + each.value, 0))).observe({type: "layout-shift", buffered: true}) ||
    setTimeout(() => told(0), 500))"""
PLACES = "() => getComputedStyle(document.querySelector('.ledger-grid')).getPropertyValue('--places')"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_of_the_ledger_stand_where_they_stay_and_show_light_and_state_whole(visit, scene, language):
    ItemFactory(enterprise=scene.plant, under_review=True)
    visitor = visit("coordinator", language=language).log_in()
    page = visitor.page
    page.set_viewport_size({"width": 1366, "height": 768})
    page.route("**/js/pages.js", lambda route: route.abort())
    before = visitor.go("/ledger/").page.evaluate(PLACES)
    page.unroute("**/js/pages.js")
    visitor.faults.clear()
    visitor.go("/ledger/").page.wait_for_selector("[role=grid]")
    cut = page.eval_on_selector_all(
        "td:is([data-column=deadline], [data-column=state])",
        "(all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.innerText)",
    )

    assert page.evaluate(PLACES) == before
    assert page.evaluate(SHIFTED) < 0.02
    assert cut == []
    assert page.evaluate("document.querySelector('.grid-pane').scrollWidth <= innerWidth")


def test_a_list_on_a_phone_begins_with_its_rows_not_with_its_filters(visit, scene):
    page = visit("coordinator", phone=True).log_in("/enterprises/").page

    assert box_of(page.locator("tr[data-row], .ledger tbody tr").first)["y"] < 400
    page.locator(".filter-button").click()
    expect(page.locator("[name=park]")).to_be_visible()


@pytest.mark.parametrize("path", ["/ledger/register/", "/"])
def test_in_the_field_the_first_button_is_for_a_gloved_thumb(visit, scene, path):
    page = visit("inspector", phone=True).log_in(path).page
    heights = page.eval_on_selector_all(
        "main .btn-log, main .btn-lg",
        "(all) => all.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().height)",
    )

    assert min(heights) >= 48
