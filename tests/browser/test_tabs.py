"""The tabs of a file: by groups, on a phone in one row that is pushed sideways, with the reader's own in view."""

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


SMALLEST = {"width": 320, "height": 640}


@pytest.fixture
def reader(visit, scene):
    return visit("coordinator", phone=True).log_in(f"/enterprises/{scene.plant.pk}/")


def group(visitor):
    return visitor.page.locator(".tab-groups a[aria-current]").inner_text()


def test_many_stand_by_their_groups_all_of_which_are_in_view(reader, scene):
    assert group(reader) == "基本情况"
    assert reader.page.locator(".tabs a").all_inner_texts()[0] == "概况"

    reader.go(f"/enterprises/{scene.plant.pk}/?tab=changes")

    assert group(reader) == "资料"
    assert reader.page.evaluate(SEEN, "变化记录")
    assert reader.overflow() <= 0
    assert not reader.violations()


def test_a_group_opens_its_first_part_at_the_top_of_the_window_or_as_high_as_the_page_goes(reader):
    reader.page.locator(".tab-groups a").filter(has_text="安全管理").tap()
    reader.page.wait_for_url("**tab=hazard-sources**")

    until(reader.page, f"() => {ROW}.getBoundingClientRect().top < 150 || {AT_THE_END}")
    assert group(reader) == "安全管理"


def test_on_the_smallest_phone_the_row_is_pushed_and_the_keyboard_reaches_each(reader, scene):
    reader.page.set_viewport_size(SMALLEST)
    reader.go(f"/parks/{scene.plant.park_id}/")
    assert reader.page.evaluate(f"{ROW}.clientHeight") < 60
    assert not reader.page.evaluate(SEEN, "企业")

    tabs = reader.page.locator(".tabs a")
    tabs.first.focus()
    for _each in range(tabs.count() - 1):
        reader.page.keyboard.press("Tab")

    assert reader.page.evaluate("document.activeElement.textContent.trim()").startswith("企业")
    assert reader.page.evaluate(SEEN, "企业")


def test_on_a_desktop_the_head_of_the_file_stays_in_view(reader):
    reader.page.set_viewport_size(DESKTOP)
    reader.page.locator(".tabs a").filter(has_text="许可证照").click()
    reader.page.wait_for_url("**tab=permits**")

    assert reader.page.evaluate("window.scrollY") == 0
    assert reader.page.evaluate(SEEN, "概况")
