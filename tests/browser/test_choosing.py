"""Ticking in a list and searching in one: what the page says is what is chosen."""

import pytest
from playwright.sync_api import expect

from enterprises.models import Enterprise
from tests.browser.people import until
from tests.browser.scene import Scene
from tests.factories import EnterpriseFactory, ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene():
    made = Scene()
    made.items = [ItemFactory(enterprise=made.plant, rectifying=True, overdue=True) for _item in range(3)]
    return made


def bar(page):
    """How many boxes are ticked, how many the bar says, and whether an act is offered."""
    boxes = page.locator("input[name=item]:checked").count()
    return boxes, page.locator("[data-ticked]").inner_text(), page.locator("[data-act=chase]").is_visible()


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept whole", "made anew"])
def test_after_back_the_bar_agrees_with_the_boxes(visit, scene, is_kept):
    visitor = visit("coordinator").log_in("/ledger/")
    if not is_kept:
        # A page with such a listener is not kept: the browser makes it anew and ticks its boxes again.
        visitor.page.evaluate("() => window.addEventListener('unload', () => {})")
    for box in visitor.page.locator("input[name=item]").all()[:2]:
        box.check()
    before = bar(visitor.page)

    visitor.click(f"a[href*='/ledger/{scene.items[0].pk}/']")
    visitor.page.go_back()
    until(visitor.page, "() => document.readyState === 'complete'")

    assert before == (2, "2", True)
    assert bar(visitor.page) == (visitor.page.locator("input[name=item]:checked").count(), "2", True)


def test_the_bar_follows_when_the_page_is_shown_again(visit, scene):
    """The same without the browser's own moods: boxes restored behind the script's back are counted at pageshow."""
    page = visit("coordinator").log_in("/ledger/").page
    page.evaluate("() => { for (const box of document.querySelectorAll('input[name=item]')) box.checked = true; }")

    page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pageshow'))")

    assert bar(page) == (3, "3", True)


def searching(visit, **names):
    enterprise = EnterpriseFactory(park=Enterprise.objects.first().park, **names)
    page = visit("inspector").log_in("/ledger/register/").page
    return enterprise, page, page.locator("[name=enterprise_typed]")


def chosen(page):
    return page.locator("select[name=enterprise]").input_value()


def test_the_only_one_that_fits_is_marked_and_taken_by_enter_and_not_before(visit, scene):
    enterprise, page, box = searching(visit, name="澜宁恒砚医药化工有限公司")

    box.press_sequentially("恒砚")

    assert page.locator(".combobox [role=option][aria-selected=true]").inner_text() == enterprise.name
    assert chosen(page) == ""
    box.press("Enter")
    assert (chosen(page), box.input_value()) == (str(enterprise.pk), enterprise.name)


def test_the_short_name_of_one_is_enough(visit, scene):
    enterprise, page, box = searching(visit, name="澜宁甲乙医药化工有限公司", short_name="启岚")

    box.press_sequentially("启岚")

    assert chosen(page) == str(enterprise.pk)


def test_who_stands_in_two_groups_of_the_list_is_offered_once(visit, scene):
    enterprise = scene.items[0].enterprise
    Enterprise.objects.filter(pk=enterprise.pk).update(short_name="常去厂")
    page = visit("coordinator").log_in("/ledger/register/").page
    page.evaluate(
        """([key, name]) => {
          const select = document.querySelector('select[name=enterprise]');
          const group = document.createElement('optgroup');
          group.append(new Option(name, key));
          select.prepend(group);
        }""",
        [str(enterprise.pk), "常去厂"],
    )

    page.locator("[name=enterprise_typed]").click()

    offered = page.locator(".combobox [role=option]").all_inner_texts()
    assert len(offered) == Enterprise.objects.count()


def test_a_word_of_the_bar_opens_its_places_and_escape_gives_the_focus_back(visit, scene):
    page = visit("coordinator").log_in("/ledger/").page
    word = page.locator("summary", has_text="档案与法规")
    word.press("Enter")
    places = page.locator("details[open] .nav-places a")
    assert places.first.is_visible()

    places.first.focus()
    page.keyboard.press("Escape")

    expect(page.locator("details[open] .nav-places")).to_have_count(0)
    assert page.evaluate("() => document.activeElement.textContent") == "档案与法规"
