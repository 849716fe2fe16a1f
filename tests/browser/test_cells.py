"""Correcting in the real grid: cells, a pasted block, filling down, taking back."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core import clock
from rectification.models import Item
from tests.browser.people import until
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const told = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", told));
}"""


@pytest.fixture
def items(scene):
    return [ItemFactory(enterprise=scene.plant) for _each in range(3)]


def in_days(days):
    return clock.today() + timedelta(days=days)


def cell(item, column="deadline"):
    return f"tr[data-item='{item.pk}'] td[data-column='{column}']"


def deadlines(items):
    return [Item.objects.get(pk=item.pk).deadline for item in items]


def stand(visit, item, column="deadline"):
    """In the grid of the new items, the oldest first, at one cell."""
    visitor = visit("coordinator").log_in("/ledger/?state=PENDING&sort=pk")
    visitor.page.locator(cell(item, column)).click()
    return visitor


def type_into(visitor, day, reason):
    visitor.page.locator(".cell-panel [name=deadline]").fill(day.isoformat())
    visitor.page.keyboard.press("Enter")
    visitor.page.locator(".cell-panel [name=reason]").fill(reason)
    visitor.page.keyboard.press("Enter")
    visitor.page.locator(".cell-panel").wait_for(state="detached")


def test_a_cell_is_corrected_by_keys_and_taken_back_by_keys(visit, items):
    visitor = stand(visit, items[0])

    visitor.page.keyboard.press("Enter")
    type_into(visitor, in_days(20), "按来函更正")

    assert deadlines(items)[0] == in_days(20)
    expect(visitor.page.locator("[data-undo]")).to_be_visible()
    assert visitor.page.evaluate("document.activeElement.dataset.column") == "deadline"
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Control+z")
    assert deadlines(items)[0] is None
    assert visitor.faults == []


def test_esc_leaves_the_cell_as_it_was(visit, items):
    visitor = stand(visit, items[0])

    visitor.page.keyboard.press("F2")
    visitor.page.locator(".cell-panel [name=deadline]").fill("2031-12-08")
    visitor.page.keyboard.press("Escape")

    expect(visitor.page.locator(".cell-panel")).to_have_count(0)
    assert deadlines(items)[0] is None


def test_a_refusal_stands_at_the_cell_and_what_was_typed_stays(visit, items):
    visitor = stand(visit, items[0])
    early = items[0].found_on - timedelta(days=2)

    visitor.page.keyboard.press("Enter")
    visitor.page.locator(".cell-panel [name=deadline]").fill(early.isoformat())
    visitor.page.keyboard.press("Enter")
    visitor.page.locator(".cell-panel [name=reason]").fill("来函")
    visitor.page.keyboard.press("Enter")

    visitor.page.locator(".cell-panel .has-error").wait_for()
    assert visitor.page.locator(".cell-panel [name=deadline]").input_value() == early.isoformat()
    assert visitor.serious_violations() == []


def test_a_block_is_pasted_onto_the_grid(visit, items):
    visitor = stand(visit, items[0])

    with visitor.page.expect_navigation():
        visitor.page.evaluate(PASTE, "\n".join(in_days(n).isoformat() for n in (11, 12, 13)))
    visitor.fill("reason", "按来函更正").press("更正 (3)")

    assert deadlines(items) == [in_days(11), in_days(12), in_days(13)]
    expect(visitor.page.locator("[data-undo]")).to_be_visible()
    assert visitor.faults == []


def test_a_value_is_filled_down_over_the_chosen_rows(visit, items):
    Item.objects.filter(pk=items[0].pk).update(deadline=in_days(9))
    visitor = stand(visit, items[0])

    visitor.page.keyboard.press("Shift+ArrowDown")
    visitor.page.keyboard.press("Shift+ArrowDown")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Control+d")
    assert visitor.serious_violations() == []
    visitor.fill("reason", "同一来函").press("更正 (2)")

    assert deadlines(items) == [in_days(9)] * 3


def test_the_button_to_take_back_goes_after_its_time(visit, items):
    visitor = stand(visit, items[0])
    visitor.page.keyboard.press("Enter")
    type_into(visitor, in_days(20), "按来函更正")

    visitor.page.mouse.move(5, 5)
    until(visitor.page, "() => !document.querySelector('[data-undo]')", timeout=13_000)

    assert deadlines(items)[0] == in_days(20)
