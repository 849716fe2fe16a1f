"""An inspector's phone that keeps its profile: it is killed, started again, and loses its line."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.people import until
from tests.factories import PASSWORD

SHELL = "/field/"
COUNTED = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes("field")) return {};
  const database = await new Promise((resolve) => { const asked = indexedDB.open("field"); asked.onsuccess = () => resolve(asked.result); });
  const counted = {};
  for (const name of database.objectStoreNames) {
    counted[name] = await new Promise((resolve) => {
      const asked = database.transaction(name).objectStore(name).count();
      asked.onsuccess = () => resolve(asked.result);
    });
  }
  database.close();
  return counted;
}"""


class Phone:
    """One device with its own profile on the disk."""

    def __init__(self, playwright: Playwright, folder: Path, home: str, options: dict[str, object]) -> None:
        self.playwright, self.folder, self.home, self.options = playwright, folder, home, options
        self.context: BrowserContext
        self.page: Page
        self.faults: list[str] = []

    def start(self, *, offline: bool = False) -> "Phone":
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder), base_url=self.home, viewport={"width": 390, "height": 844}, has_touch=True, **self.options
        )
        self.context.set_default_timeout(10_000)
        self.context.set_offline(offline)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        return self

    def log_in(self, username: str) -> "Phone":
        door = Client()
        door.post(reverse("accounts:login"), {"username": username, "password": PASSWORD})
        cookies = [{"name": name, "value": given.value, "url": self.home} for name, given in door.cookies.items()]
        self.context.add_cookies(cookies)
        return self

    def open(self, path: str = SHELL) -> "Phone":
        self.page.goto(path)
        self.page.wait_for_selector("[data-field]:not([aria-busy])")
        return self

    def ready(self) -> "Phone":
        """Opened once with a line, so that the page and its data are kept."""
        self.open()
        self.page.wait_for_selector("[data-capture]:not([hidden])")
        until(self.page, "() => document.querySelector('[data-field]').dataset.ready === 'yes'")
        return self

    def kill(self) -> None:
        """Every process of this profile at once, as a dead battery does."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and str(self.folder) in _command(entry):
                os.kill(int(entry.name), signal.SIGKILL)
        self.context.close()

    def log(self, text: str, photos: list[Path], *, plant: int, mark: bool = False) -> None:
        """One finding, from the first photo to the receipt of the device."""
        page = self.page
        page.set_input_files("[data-album]", photos)
        expect(page.locator("[data-shots] li")).to_have_count(len(photos))
        if mark:
            self.mark()
        page.select_option("[name=enterprise]", str(plant))
        page.fill("[name=description]", text)
        page.click(".field-submit")
        page.wait_for_selector("[data-done]:not([hidden])")

    def mark(self) -> None:
        page = self.page
        page.locator("[data-mark]").first.click()
        page.wait_for_selector("[data-marking][open]")
        page.click("[data-centre]")
        page.click("[data-marks-done]")
        page.wait_for_selector("[data-marking]:not([open])", state="hidden")

    def more(self) -> None:
        self.page.click("[data-more]")
        self.page.wait_for_selector("[data-capture]:not([hidden])")

    def kept(self) -> dict[str, int]:
        """How many rows of each kind lie on the device."""
        return dict(self.page.evaluate(COUNTED))

    def states(self) -> list[str]:
        return self.page.eval_on_selector_all("[data-lines] li", "lines => lines.map(line => line.dataset.sort)")


def _command(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


@contextmanager
def phone_of(playwright: Playwright, folder: Path, home: str, options: dict[str, object]) -> Iterator[Phone]:
    phone = Phone(playwright, folder, home, options)
    try:
        yield phone
    finally:
        phone.context.close()
