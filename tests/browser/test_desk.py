"""The desk as a review tool: the list, the evidence beside it, the verdict, and the next one by itself."""

import pytest
from playwright.sync_api import expect

from rectification.models import Item
from rectification.services import advance
from tests.browser.people import NOTHING_IS_SENT, until
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)
REVIEWS = 20
KEYS = 4 * REVIEWS
"""1 begins the verdict, Tab and Enter take a phrase, Ctrl and Enter together send it."""


class Keys:
    """A person who has no mouse: every key is counted, and so is every load of the page."""

    def __init__(self, visitor):
        self.page, self.pressed, self.loads = visitor.page, 0, 0
        self.page.on("domcontentloaded", self._note)

    def _note(self, page):
        self.loads += 1

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def opened(self):
        """The item beside the list, once it stands there with its verdicts."""
        until(self.page, NOTHING_IS_SENT)
        self.page.wait_for_selector("#verdict [data-key='1']", state="attached")
        return int(self.page.get_attribute("[data-row]:has([aria-current])", "data-item"))


def awaiting_the_second(scene, **traits):
    """An item that one officer has passed on site; the officer of ecology is to say so too."""
    item = ItemFactory(enterprise=scene.plant, under_review=True, **traits)
    officer = scene.users["ecology"]
    return advance(
        item.pk, "propose-pass", actor=scene.users["inspector"], version=item.version, opinion="属实", officer=officer
    )


def test_twenty_reviews_are_decided_by_the_keyboard_alone(visit, scene):
    items = [awaiting_the_second(scene) for _number in range(REVIEWS)]
    visitor = visit("ecology").log_in()
    keys, seen = Keys(visitor), []

    for number in range(REVIEWS):
        seen.append(keys.opened())
        keys.press("1")
        visitor.page.wait_for_selector("#verdict form")
        keys.press("Tab", "Enter", "Control+Enter")
        left = REVIEWS - number - 1
        until(visitor.page, f"() => document.querySelectorAll('#desk [data-row]').length === {left}")

    assert sorted(seen) == sorted(item.pk for item in items)
    assert set(Item.objects.values_list("state", flat=True)) == {"AWAITING_SIGN_OFF"}
    assert keys.pressed == KEYS
    assert keys.loads == 0
    assert not visitor.faults


def test_j_opens_the_next_line_and_two_sends_back(visit, scene):
    first, second = awaiting_the_second(scene, due_in=1), awaiting_the_second(scene, due_in=2)
    visitor = visit("ecology").log_in()
    keys = Keys(visitor)

    assert keys.opened() == first.pk
    keys.press("j", "j")
    until(visitor.page, f"() => location.search.includes('at={second.pk}')")
    assert keys.opened() == second.pk
    keys.press("2")
    visitor.page.wait_for_selector("#verdict [name=deadline]")
    keys.press("Tab", "Enter", "Control+Enter")
    until(visitor.page, "() => document.querySelectorAll('#desk [data-row]').length === 1")

    second.refresh_from_db()
    assert second.state == "RECTIFYING"
    assert keys.opened() == first.pk
    assert visitor.sees(f"{second.number}：复查不通过")


def test_what_is_refused_is_said_at_the_verdict_and_escape_leads_back(visit, scene):
    item = awaiting_the_second(scene)
    visitor = visit("ecology").log_in()
    keys = Keys(visitor)

    keys.opened()
    keys.press("1")
    visitor.page.wait_for_selector("#verdict form")
    keys.press("Control+Enter")
    visitor.page.wait_for_selector("#verdict .error-summary")
    keys.press("Escape")
    keys.opened()

    item.refresh_from_db()
    assert item.state == "UNDER_REVIEW"
    assert visitor.page.evaluate("document.activeElement.dataset.item") == str(item.pk)


def test_on_a_phone_the_list_and_the_evidence_are_two_screens(visit, scene):
    item = awaiting_the_second(scene)
    visitor = visit("ecology", phone=True).log_in()
    list_is_seen = visitor.page.locator(".desk-lines").is_visible

    assert list_is_seen()
    expect(visitor.page.locator("#verdict")).to_have_count(0)
    visitor.click(f"[data-item='{item.pk}'] .desk-open")

    expect(visitor.page.locator("#verdict")).to_be_visible()
    assert not list_is_seen()
    assert visitor.violations() == []
    assert visitor.overflow() <= 0
    visitor.page.go_back()
    assert list_is_seen()


def test_without_scripts_a_line_opens_and_a_verdict_is_given(visit, scene):
    item = awaiting_the_second(scene)
    visitor = visit("ecology", script=False).log_in()

    visitor.click(f"[data-item='{item.pk}'] .desk-open").click("#verdict [data-step=pass]")
    visitor.fill("opinion", "属实").send()

    item.refresh_from_db()
    assert item.state == "AWAITING_SIGN_OFF"


@pytest.mark.parametrize("language", ["", "en"])
def test_axe_finds_nothing_on_the_desk_with_an_item_or_a_form(visit, scene, language):
    awaiting_the_second(scene)
    visitor = visit("ecology", language=language).log_in()
    keys = Keys(visitor)

    keys.opened()
    assert visitor.violations() == []
    keys.press("1")
    visitor.page.wait_for_selector("#verdict form")

    assert visitor.violations() == []
    assert visitor.overflow() <= 0
