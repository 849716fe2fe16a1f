"""The tabs of a file: on a phone one row that is pushed sideways, with the one at which the reader stands in view."""

import pytest

from tests.browser.conftest import DESKTOP
from tests.browser.people import until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]
ROW = "document.querySelector('.tabs')"
AT_THE_END = "window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1"
SEEN = f"""(label) => {{
    const row = {ROW}.getBoundingClientRect(), tab = [...document.querySelectorAll(".tabs a")]
        .find((each) => each.textContent.trim().startsWith(label)).getBoundingClientRect();
    return tab.left >= row.left - 1 && tab.right <= row.right + 1;
}}"""


@pytest.fixture
def reader(visit, scene):
    return visit("coordinator", phone=True).log_in(f"/enterprises/{scene.plant.pk}/")


def height(visitor):
    return visitor.page.evaluate(f"{ROW}.clientHeight")


def test_on_a_phone_they_are_one_row_and_the_current_one_is_in_view(reader, scene):
    assert height(reader) < 60
    assert not reader.page.evaluate(SEEN, "变化记录")

    reader.go(f"/enterprises/{scene.plant.pk}/?tab=changes")

    assert reader.page.evaluate(SEEN, "变化记录")
    assert reader.overflow() <= 0
    assert not reader.violations()


def test_what_was_tapped_stands_at_the_top_of_the_window_or_as_high_as_the_page_goes(reader):
    reader.page.locator(".tabs a").filter(has_text="许可证照").tap()
    reader.page.wait_for_url("**tab=permits**")

    until(reader.page, f"() => {ROW}.getBoundingClientRect().top < 100 || {AT_THE_END}")


def test_the_keyboard_reaches_each_and_pushes_the_row(reader):
    tabs = reader.page.locator(".tabs a")
    tabs.first.focus()
    for _each in range(tabs.count() - 1):
        reader.page.keyboard.press("Tab")

    assert reader.page.evaluate("document.activeElement.textContent.trim()") == "变化记录"
    assert reader.page.evaluate(SEEN, "变化记录")


def test_on_a_desktop_the_head_of_the_file_stays_in_view(reader):
    reader.page.set_viewport_size(DESKTOP)
    reader.page.locator(".tabs a").filter(has_text="许可证照").click()
    reader.page.wait_for_url("**tab=permits**")

    assert reader.page.evaluate("window.scrollY") == 0
    assert reader.page.evaluate(SEEN, "概况")
    assert reader.page.evaluate(SEEN, "变化记录")
