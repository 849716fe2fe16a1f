"""一张图 in the browser: touch, keyboard, map and list in step, a spot chosen while logging; without scripts."""

import pytest
from playwright.sync_api import expect

from core.services import attachments
from inspections.models import FindingSpot
from maps.models import Plan
from parks.models import Park
from tests.browser.people import box_of, until
from tests.browser.scene import Scene
from tests.factories import EnterpriseFactory, HazardSourceFactory, ItemFactory
from tests.maps.drawn import plan_of, png, put_on

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = ".map-holder[data-holds^='safety']"
PINS = "document.querySelectorAll('.map-holder[data-holds]').length"


@pytest.fixture
def scene():
    """A park with a drawing, two enterprises of which one is late, and a major hazard source."""
    scene = Scene()
    other = EnterpriseFactory(name="近邻化工有限公司", park=scene.plant.park)
    source = HazardSourceFactory(enterprise=scene.plant, name="液氯罐区", assessed={"MH12": 20})
    drawing = attachments.store(png(size=(1000, 800)), kind="document", uploader=scene.users["coordinator"])
    plan = plan_of(scene.plant.park, picture=drawing, file=drawing)
    for thing, x, y in ((scene.plant, 200, 200), (source, 300, 400), (other, 700, 600)):
        put_on(plan, thing, x, y)
    ItemFactory(enterprise=scene.plant, rectifying=True, due_in=-4)
    return scene


def at_the_map(visit, username="coordinator", *, phone=False, script=True):
    visitor = visit(username, phone=phone, script=script).log_in("/map/")
    if script:
        until(visitor.page, f"() => {PINS} >= 3")
    return visitor


def zoom_of(page):
    """How large the drawing is shown."""
    return page.evaluate("document.querySelector('.leaflet-image-layer').getBoundingClientRect().width")


def faults_of(visitor):
    return visitor.faults + visitor.serious_violations() + (["too wide"] if visitor.overflow() > 0 else [])


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_pin_and_its_line_choose_each_other(visit, scene, phone):
    visitor = at_the_map(visit, phone=phone)
    page = visitor.page
    late = f"enterprises.enterprise:{scene.plant.pk}"

    if phone:
        page.locator(f'details:has([data-pin="{late}"]) summary').click()
    page.locator(f'[data-pin="{late}"] [data-centre]').click()
    assert "1 条未销号" in page.inner_text(".leaflet-popup")
    assert page.locator(".map-pin.is-chosen").inner_text().startswith("■")
    page.keyboard.press("Escape")
    page.locator(SOURCE).dispatch_event("click")

    assert page.locator(".map-row.is-chosen").get_attribute("data-pin").startswith("safety.hazardsource")
    expect(page.locator("path.map-ring")).to_have_count(1)
    assert faults_of(visitor) == []


def test_the_keyboard_goes_through_the_pins_moves_and_zooms_and_takes_a_heap_of_them_apart(visit, scene):
    for y in (100, 130):
        put_on(Plan.objects.get(), EnterpriseFactory(park=scene.plant.park), 900, y)
    page = at_the_map(visit).page
    page.locator(".map-live").focus()
    before = zoom_of(page)
    page.keyboard.press("+")
    until(page, f"() => document.querySelector('.leaflet-image-layer').getBoundingClientRect().width > {before * 1.2}")
    left = page.evaluate("document.querySelector('.leaflet-image-layer').getBoundingClientRect().x")
    page.keyboard.press("ArrowRight")
    until(page, f"() => document.querySelector('.leaflet-image-layer').getBoundingClientRect().x < {left - 10}")

    page.locator(".map-holder[data-holds]").first.focus()
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.closest('.leaflet-popup')")
    page.keyboard.press("Escape")
    until(page, "() => document.activeElement.classList.contains('map-holder')")

    page.locator(".map-holder:has(.map-heap)").focus()
    page.keyboard.press("Enter")
    until(page, "() => document.querySelectorAll('.map-heap').length === 0")


def test_two_fingers_zoom_on_a_phone(visit, scene):
    visitor = at_the_map(visit, phone=True)
    page = visitor.page
    before, box = zoom_of(page), box_of(page.locator(".map-live"))
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    touch = page.context.new_cdp_session(page)

    def fingers(kind, apart):
        points = [{"x": middle[0] + sign * apart, "y": middle[1], "id": place} for place, sign in enumerate((-1, 1))]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if kind != "touchEnd" else []})

    fingers("touchStart", 20)
    for apart in range(30, 110, 10):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)

    until(page, f"() => document.querySelector('.leaflet-image-layer').getBoundingClientRect().width > {before * 1.5}")


def test_layers_and_lights_are_taken_from_map_and_list_alike(visit, scene):
    visitor = at_the_map(visit)
    page = visitor.page

    page.get_by_label("▲! 逾期").check()
    until(page, f"() => {PINS} === 1")

    expect(page.locator("[data-map-list] [data-pin]:visible")).to_have_count(1)
    assert "light=late" in page.url
    page.reload()
    until(page, f"() => {PINS} === 1")


def test_without_scripts_plan_and_list_stand_there_and_the_button_narrows(visit, scene):
    page = at_the_map(visit, script=False).page

    page.get_by_label("▲! 逾期").check()
    page.get_by_role("button", name="查看").click()

    expect(page.locator("svg.map-still image")).to_have_count(1)
    expect(page.locator("svg.map-still text")).to_have_text(["■1▲!"])


def test_a_thing_is_moved_by_a_tap_on_the_plan(visit, scene):
    plan = Plan.objects.get()
    visitor = visit("coordinator").log_in(
        f"/map/plans/{plan.pk}/placing/?thing=enterprises.enterprise:{scene.plant.pk}"
    )
    page = visitor.page
    page.locator(".map-cross").wait_for()
    page.locator(".map-about, footer").last.scroll_into_view_if_needed()
    box = box_of(page.locator(".leaflet-image-layer"))
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.9)

    visitor.send()

    placed = plan.placements.get(table="enterprises.enterprise", thing=scene.plant.pk)
    assert (float(placed.x), float(placed.y)) == pytest.approx((500, 720), abs=5)
    assert faults_of(visitor) == []


def test_a_pin_is_chosen_on_a_phone_while_a_problem_is_logged(visit, scene):
    visitor = visit("inspector", phone=True).log_in("/ledger/register/")
    page = visitor.page
    page.fill("[name=description]", "法兰渗漏")
    page.get_by_role("button", name="在图上选点").click()
    page.locator(SOURCE).dispatch_event("click")
    assert page.input_value("[name=place]") == "液氯罐区"
    assert "已选点" in page.inner_text("[data-spot-told]")
    page.reload()
    assert "已选点" in page.inner_text("[data-spot-told]"), "the draft keeps it"
    assert faults_of(visitor) == []

    visitor.send()

    spot = FindingSpot.objects.get()
    assert (spot.x, spot.y, spot.finding.enterprise) == (300, 400, scene.plant)
    page.locator(".receipt + a").click()
    expect(page.locator("svg.spot-still")).to_have_count(1)


def test_long_sentences_about_a_park_wrap_on_a_phone(visit, scene):
    Park.objects.filter(pk=scene.plant.park_id).update(risk_grade="B")
    visitor = visit("coordinator", phone=True).log_in(f"/parks/{scene.plant.park_id}/")

    visitor.page.click("button[lang=en]")
    visitor.page.wait_for_load_state()

    assert visitor.page.locator("a.sign").first.inner_text().count(" ") > 8
    assert visitor.overflow() <= 0


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_on_a_phone_the_list_is_folded_by_layer_and_opened_by_key(visit, scene, script):
    page = at_the_map(visit, phone=True, script=script).page
    group = page.locator("[data-map-list] details").first

    expect(page.locator("[data-map-list] [data-pin]:visible")).to_have_count(0)
    assert group.locator("summary .tab-count").inner_text().isdecimal()
    group.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(group.locator("[data-pin]").first).to_be_visible()
