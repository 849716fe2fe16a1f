"""What a person does in a browser, with clicks counted and faults of the page noted."""

import json
from pathlib import Path
from time import monotonic

from django.test import Client
from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Error, FloatRect, Locator, Page, Request, TimeoutError

from tests.factories import PASSWORD

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
UNDER_WAY = "form[data-sent], .htmx-request, .htmx-swapping, .htmx-settling"
NOTHING_IS_SENT = f"() => !document.querySelector('{UNDER_WAY}') || document.querySelector('dialog.login-here[open]')"
"""A form looks at the session before it leaves, so its answer comes after the click; or a login is asked first."""


def until(page: Page, holds: str, *, timeout: float = 10_000) -> None:
    """Ask the page again and again until something holds (milliseconds).

    The page's own way of waiting evaluates text, which the product's content security policy forbids to a page.
    """
    last = monotonic() + timeout / 1000
    while not _holds(page, holds):
        if monotonic() > last:
            raise TimeoutError(f"It doesn't hold after {timeout} ms: {holds}")
        page.wait_for_timeout(50)


def _holds(page: Page, holds: str) -> bool:
    """A page that is being left answers nothing yet."""
    try:
        return bool(page.evaluate(holds))
    except Error:
        return False


def box_of(place: Locator) -> FloatRect:
    """Where something stands on the page, once it is shown: what isn't there yet has no box."""
    place.wait_for()
    box = place.bounding_box()
    assert box is not None, place
    return box


def is_of_a_form(request: Request) -> bool:
    """Whether a form is sent by it: photos go to the server before, each by itself."""
    return request.method == "POST" and "/uploads/" not in request.url


class Visitor:
    """One person at one device."""

    def __init__(self, page: Page, username: str, home: str) -> None:
        self.page, self.username, self.home = page, username, home
        self.clicks = 0
        self.faults: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def log_in(self, path: str = "/") -> "Visitor":
        """Come in by the login page, which is sent without being looked at, and stand at the desk or another page."""
        door = Client()
        door.post(reverse("accounts:login"), {"username": self.username, "password": PASSWORD})
        cookies = [{"name": name, "value": given.value, "url": self.home} for name, given in door.cookies.items()]
        self.page.context.add_cookies(cookies)
        return self.go(path)

    def go(self, path: str) -> "Visitor":
        self.page.goto(path)
        return self

    def click(self, target: str | Locator) -> "Visitor":
        """A click or tap, counted."""
        place = self.page.locator(target).first if isinstance(target, str) else target.first
        place.click()
        until(self.page, NOTHING_IS_SENT)
        self.page.wait_for_load_state()
        self.clicks += 1
        return self

    def send(self) -> "Visitor":
        """Send the form in front of the person, in the drawer or on the page, and wait for the answer."""
        forms = "form[data-draft] button[type=submit]"
        self.page.locator(forms).first.wait_for()
        in_the_drawer = self.page.locator(f"dialog[open] {forms}")
        button = (in_the_drawer if in_the_drawer.count() else self.page.locator(forms)).first
        with self.page.expect_response(lambda answer: is_of_a_form(answer.request)):
            self.click(button)
        until(self.page, NOTHING_IS_SENT)
        self.page.wait_for_load_state()
        return self

    def press(self, name: str) -> "Visitor":
        """Press the button or link with this name."""
        button = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        return self.click(button)

    def fill(self, field: str, value: str) -> "Visitor":
        place = self.page.locator(f"[name='{field}']")
        if place.evaluate("each => each.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)
        return self

    def sees(self, text: str) -> bool:
        return text in self.page.inner_text("body")

    def violations(self, impacts: set[str] | None = None, *, coloured: bool = True) -> list[str]:
        """What axe-core finds on the page as it stands, or only what is of these impacts.

        Whether letters stand out from what is behind them takes half of its time: a page that is asked at two widths
        need not be asked that at both.
        """
        if self.page.evaluate("!window.axe"):
            self.page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
        found = self.page.evaluate(
            "(enabled) => axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa'],"
            " rules: {'color-contrast': {enabled}}, resultTypes: ['violations'], selectors: false})"
            ".then(r => JSON.stringify(r.violations.map(v => [v.id, v.impact, v.nodes.map(n => n.html).slice(0, 3)])))",
            coloured,
        )
        return [f"{rule}: {nodes}" for rule, impact, nodes in json.loads(found) if not impacts or impact in impacts]

    def serious_violations(self, *, coloured: bool = True) -> list[str]:
        return self.violations(SERIOUS, coloured=coloured)

    def cut_off(self) -> list[str]:
        """The buttons that are seen whose words don't fit into them."""
        fits = "b.scrollWidth <= b.clientWidth + 1"
        return self.page.eval_on_selector_all(
            ".btn",
            f"(all) => all.filter((b) => b.checkVisibility() && !({fits})).map((b) => b.textContent.trim())",
        )

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
