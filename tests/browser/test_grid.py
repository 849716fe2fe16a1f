"""The ledger as a grid in a browser: keys, ranges, copying, filters in heads and on values, columns by buttons."""

import pytest
from playwright.sync_api import expect

from rectification.models import SavedView
from tests.browser.people import box_of, until
from tests.browser.scene import Scene
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)
WHOLE_ROWS = """() => {
  const pane = document.querySelector('.grid-pane').getBoundingClientRect();
  const rows = [...document.querySelectorAll('tr[data-item]')].map((row) => row.getBoundingClientRect());
  return rows.filter((row) => row.top >= pane.top + 31 && row.bottom <= Math.min(pane.bottom, innerHeight)).length;
}"""
WHERE = "() => [document.activeElement.parentElement.dataset.number, document.activeElement.dataset.column]"
COPIED = """() => {
  const data = new DataTransfer(), cell = document.querySelector('td.is-active');
  cell.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
  return [data.getData('text/plain'), data.getData('text/html')];
}"""


@pytest.fixture
def scene():
    made = Scene()
    made.items = [ItemFactory(enterprise=made.plant, rectifying=True, title=f"第{n}处泄漏") for n in range(4)]
    return made


@pytest.fixture
def page(visit, scene):
    found = visit("coordinator").log_in("/ledger/").page
    found.set_viewport_size({"width": 1366, "height": 768})
    found.reload()
    found.wait_for_selector("[role=grid]")
    return found


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_keys_go_from_cell_to_cell_and_there_is_one_stop(page):
    page.focus("td.is-active")

    press(page, "ArrowDown", "ArrowRight")
    assert page.evaluate(WHERE) == ["3", "title"]
    press(page, "End", "Control+Home")
    assert page.evaluate(WHERE) == ["2", "number"]
    expect(page.locator("[data-grid] tbody [tabindex='0']")).to_have_count(1)
    assert page.locator("[role=grid]").get_attribute("aria-rowcount") == str(page.locator("tr[data-item]").count() + 1)


def test_enter_opens_what_has_the_focus(page, scene):
    page.focus("td.is-active")
    row = page.locator("td.is-active").locator("..").get_attribute("data-item")

    press(page, "ArrowDown", "ArrowUp", "Enter")

    page.wait_for_url(f"**/ledger/{row}/**")


def test_a_range_is_copied_as_a_table(page):
    page.focus("td.is-active")
    press(page, "Shift+ArrowDown", "Shift+ArrowRight")

    text, table = page.evaluate(COPIED)

    assert [len(line.split("\t")) for line in text.split("\r\n")] == [2, 2]
    assert table.startswith("<table><tr><td>")
    expect(page.locator("[aria-selected=true]")).to_have_count(4)


def test_a_value_ticked_in_a_head_holds_at_once_and_the_panel_stays(page):
    page.click("th[data-column=state] [data-head]")
    page.check("#head-panel input[value=RECTIFYING]")
    page.wait_for_url("**state=RECTIFYING**")

    expect(page.locator("#head-panel[open]")).to_have_count(1)
    press(page, "Escape")
    expect(page.locator("#head-panel[open]")).to_have_count(0)


def test_a_value_is_left_out_by_its_menu(page):
    page.locator("tr[data-item] td[data-column=state]").first.click(button="right")
    page.click("[data-cell-act=without]")

    page.wait_for_url("**state_not=**")
    until(page, "() => document.querySelectorAll('.chip').length === 1")


def test_a_column_moves_by_its_button_and_is_kept(page):
    page.click(".tool-fold:has([data-arrange]) > summary")
    page.click("[data-arrange] [name=left][value=title]")
    page.click("[data-arrange] button[type=submit]:not([name])")
    page.wait_for_selector("th[data-column=title].is-first")

    assert SavedView.objects.get(name="").columns[0][0] == "title"


def test_twenty_rows_would_stand_whole_on_a_small_screen(page):
    page.evaluate(
        "() => { const b = document.querySelector('[data-grid] tbody'); "
        "for (let n = 0; n < 30; n += 1) b.append(b.rows[0].cloneNode(true)); }"
    )

    assert page.evaluate(WHOLE_ROWS) >= 20


def test_ticks_and_a_dragged_column_are_taken_back_by_keys(page):
    ticked = "() => document.querySelectorAll('input[name=item]:checked').length"
    page.focus("td.is-active")
    press(page, " ", "ArrowDown", " ", "Control+z")
    assert page.evaluate(ticked) == 1
    press(page, "Control+z")
    assert page.evaluate(ticked) == 0

    page.drag_and_drop("th[data-column=title]", "th[data-column=number]")
    page.wait_for_selector("[data-undo]")
    assert SavedView.objects.get(name="").columns[0][0] == "title"
    with page.expect_navigation():
        press(page, "Control+z")
    assert SavedView.objects.filter(name="").count() == 0


def test_a_width_that_was_drawn_is_taken_back_by_keys(page):
    grip = box_of(page.locator("th[data-column=title] .head-width"))
    place = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(*place)
    page.mouse.down()
    page.mouse.move(place[0] + 60, place[1], steps=3)
    page.mouse.up()

    page.wait_for_selector("[data-undo]")
    assert "title" in dict(SavedView.objects.get(name="").columns)
    with page.expect_navigation():
        press(page, "Control+z")
    assert SavedView.objects.filter(name="").count() == 0
