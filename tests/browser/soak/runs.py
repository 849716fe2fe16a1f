"""One person before one form: opening it, filling it in, sending it, and what the page still holds in between."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.test import Client
from PIL import Image
from playwright.sync_api import Error, Locator
from playwright.sync_api import TimeoutError as TooLong

from accounts.models import LoginSession, User
from core.models import IdempotencyRecord
from tests.browser.people import NOTHING_IS_SENT, Visitor, is_of_a_form, until
from tests.browser.soak import filling
from tests.browser.soak.comparing import rows, written
from tests.browser.soak.forms import Stand
from tests.browser.soak.world import World, list_of_problems
from tests.factories import PASSWORD

PATIENCE = 6000
A_MOMENT = 150
COLOURS = ("#aa3311", "#11aa33", "#3311aa")


class Run:
    """A form filled in by its person on a device of his own, from the same database each time."""

    def __init__(self, world: World, stand: Stand, come: Callable[..., Visitor], folder: Path) -> None:
        self.world, self.stand, self.come, self.folder = world, stand, come, folder
        cache.clear()
        world.snapshot.put_back()
        found, self.address = stand.at(world)
        self.user = User.objects.get(pk=found.pk)
        self.visitor = come(self.user.username, phone=stand.phone)
        self.page = self.visitor.page
        self._log_in()
        self.before = rows()
        self.lost: set[str] = set()
        self.retyped: set[str] = set()
        self.sent_files: list[str] = []

    def _log_in(self) -> None:
        """With a session of this moment: none of the runs is asked who is there before its form is sent."""
        device = Client()
        device.force_login(self.user)
        session = device.cookies["session"].value
        self.page.context.add_cookies([{"name": "session", "value": session, "url": self.world.url}])

    def anew(self) -> "Run":
        """The same person before the same form, as if nothing had been."""
        self.close()
        return Run(self.world, self.stand, self.come, self.folder)

    def close(self) -> None:
        self.page.close()

    @property
    def form(self) -> Locator:
        return self.page.locator(self.stand.form).first

    def open(self) -> "Run":
        """Go where the form is, by the presses that lead there."""
        self.page.goto(self.world.url + self.address)
        for press in self.stand.before:
            self.page.locator(press).first.click()
            self.settle()
        self.form.wait_for(state="attached")
        return self

    def fill(self) -> "Run":
        self.filled = filling.fill(self.form, self.stand.given)
        return self

    def attach(self, *places: int, bad: bool = False) -> "Run":
        """The first and the second file of each field that takes files; with `bad` one between them that is none."""
        for name in self.filled.files:
            if name == "camera":
                continue
            field = self.form.locator(f"input[name='{name}']")
            chosen = [self._file(name, place) for place in places or (0, 1)]
            if bad:
                chosen.insert(1, self._bad(name))
            if field.get_attribute("multiple") is None:
                chosen = chosen[1:2] if bad else chosen[:1]
            field.set_input_files(chosen)
        return self

    def attach_on_a_slow_line(self) -> "Run":
        """The files have been chosen a moment ago and are still on their way."""
        line = self.page.context.new_cdp_session(self.page)
        slow = {"offline": False, "latency": 900, "downloadThroughput": -1, "uploadThroughput": -1}
        line.send("Network.emulateNetworkConditions", slow)
        self.attach()
        self.page.wait_for_timeout(400)
        line.send("Network.emulateNetworkConditions", {**slow, "latency": 0})
        return self

    def _file(self, name: str, place: int) -> Path:
        path = self.folder / (f"{name}{place}.xlsx" if name == "file" else f"{name}{place}.jpg")
        if name == "file":
            path.write_bytes(list_of_problems())
        else:
            out = io.BytesIO()
            Image.new("RGB", (640, 480), COLOURS[place]).save(out, "JPEG")
            path.write_bytes(out.getvalue())
        return path

    def _bad(self, name: str) -> Path:
        path = self.folder / f"{name}-bad.jpg"
        path.write_bytes(b"this is no photo at all")
        return path

    @property
    def button(self) -> Locator:
        return self.form.locator("button[type=submit]").first

    def send(self) -> "Run":
        """Press the button and wait until the answer is there."""
        try:
            with self.page.expect_response(lambda answer: is_of_a_form(answer.request), timeout=PATIENCE):
                self.button.click()
        except TooLong:
            pass
        return self.settle()

    def settle(self) -> "Run":
        try:
            self.page.wait_for_timeout(A_MOMENT)
            self.page.wait_for_load_state("load", timeout=PATIENCE)
            until(self.page, NOTHING_IS_SENT, timeout=PATIENCE)
            self.page.wait_for_timeout(A_MOMENT)
        except (TooLong, Error):
            pass
        return self

    def files_arrive(self) -> "Run":
        """Wait until each chosen file has come to the server or has been refused."""
        until(
            self.page,
            "() => [...document.querySelectorAll('.evidence-file.is-new')].every((e) => e.matches('.is-refused')"
            " || !e.querySelector('[data-again]').hidden)",
            timeout=PATIENCE,
        )
        return self

    def take_away_refused(self) -> "Run":
        """A file that was not taken holds the form back until it is taken away."""
        refused = self.page.locator(".is-refused [data-remove]")
        for _each in range(refused.count()):
            refused.first.click()
        return self

    def look(self, *, counts: bool = True) -> "Run":
        """What the page has lost of what was typed; personal data may not be kept by it and are typed again.

        After the act the page shows what was written, as it writes it: nothing of that is counted.
        """
        gone = set(self.filled.differing(self.form))
        personal = gone & self.filled.personal
        self.lost |= (gone - personal) if counts else set()
        if personal:
            self.retyped |= personal
            filling.again(self.form, self.filled, sorted(personal))
        return self

    def log_in_again(self) -> "Run":
        """In the dialog over the page, or by the way that stands beside a file that has not arrived."""
        dialog, way = self.page.locator("dialog.login-here [name=password]"), self.page.locator("[data-state] a")
        dialog.or_(way).first.wait_for(timeout=PATIENCE)
        self.page.wait_for_timeout(700)
        if dialog.count():
            dialog.fill(PASSWORD)
            self.page.locator("dialog.login-here button[type=submit]").click()
            self.page.locator("dialog.login-here").wait_for(state="detached")
            return self.settle()
        way.first.click()
        self.page.fill("#id_username", self.user.username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main form[novalidate] button")
        self.form.wait_for(state="attached")
        return self.settle()

    def expire(self) -> "Run":
        LoginSession.objects.filter(user=self.user.pk).delete()
        return self

    @property
    def takes_one_file(self) -> bool:
        """Whether its one file goes with the form itself: what is not chosen again after a refusal was refused."""
        return "file" in self.filled.files

    def is_there(self) -> bool:
        """Whether the form still stands where it stood, on a page that is opened anew."""
        try:
            self.open()
        except (TooLong, Error):
            return False
        return self.button.count() > 0 and self.button.is_enabled()

    def mend(self, name: str) -> "Run":
        """Type into the cell that was refused."""
        filling.again(self.form, self.filled, [name])
        return self

    @property
    def acts(self) -> int:
        """How often a form of this person has acted."""
        return IdempotencyRecord.objects.filter(user=self.user, key__startswith="page:", status__gt=0).count()

    def outcome(self) -> Any:
        return written(self.before, rows())
