"""An inspector's phone that keeps its profile: it is killed, started again, and loses its line."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Error, Page, Playwright, TimeoutError, expect

from core.models import Attachment
from field.models import FieldReceipt
from inspections.models import FindingPhoto
from rectification.models import Item
from tests.browser.people import until
from tests.browser.scene import Scene
from tests.factories import PASSWORD

SHELL = "/field/"
COUNTED = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes("field")) return {};
  const told = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const database = await told(indexedDB.open("field"));
  const counted = {};
  for (const name of database.objectStoreNames) {
    counted[name] = await told(database.transaction(name).objectStore(name).count());
  }
  database.close();
  return counted;
}"""
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  window.makeRoom = () => { IDBObjectStore.prototype.put = put; };
  IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
"""What a browser says on a device without any room left, for each thing that is to be kept."""


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
        # Whoever is dead may be known to be closed already.
        with suppress(Error):
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


def all_are_sent(phone: Phone, number: int, *, tries: int = 40) -> None:
    """Sent as often as a line comes back: until each has its number."""
    sent = f"() => document.querySelectorAll('[data-lines] li[data-sort=sent]').length === {number}"
    for _time in range(tries):
        phone.page.evaluate("window.dispatchEvent(new Event('online'))")
        with suppress(TimeoutError):
            return until(phone.page, sent, timeout=700)
    raise AssertionError(phone.states())


def logged(phone: Phone, scene: Scene, shots: Callable[[int], list[Path]], number: int, *, photos: int = 2) -> None:
    """So many findings, the second one with a mark on a photo; the phone has no line."""
    phone.ready()
    phone.context.set_offline(True)
    for place in range(number):
        phone.log(f"围堰破损 {place}", shots(photos), plant=scene.plant.pk, mark=place == 1)
        phone.more()


def has_arrived_once(phone: Phone, number: int, photos: int) -> None:
    assert sorted(Item.objects.values_list("title", flat=True)) == sorted(f"围堰破损 {one}" for one in range(number))
    assert FieldReceipt.objects.count() == number
    assert FindingPhoto.objects.count() == Attachment.objects.count() == photos
    assert phone.kept()["photos"] == 0
    assert phone.faults == []
