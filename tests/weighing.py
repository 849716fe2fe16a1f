"""What a page weighs on its first and its next visit, asked by a Chromium in a process of its own.

`weigh(...)` starts it; as a program it reads from its arguments what to open and prints what went over the line.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
SIZES = {False: {"width": 1440, "height": 900}, True: {"width": 390, "height": 844}}
BUDGETS = {
    "/ledger/": {"whole": 200_000, "Script": 60_000, "Stylesheet": 85_000, "again": 40_000, "requests": 15},
    "/ledger/register/": {"whole": 150_000, "Script": 60_000, "Stylesheet": 85_000, "again": 40_000, "requests": 15},
    "/field/": {"whole": 150_000, "Script": 60_000, "Stylesheet": 85_000, "again": 40_000, "requests": 15},
    "/": {"whole": 180_000, "Script": 60_000, "Stylesheet": 85_000, "again": 40_000, "requests": 15},
}
"""Section 10 of the interface's goals: bytes over the line, and requests, by page."""


def weigh(base: str, username: str, password: str, path: str, **more: Any) -> dict[str, int]:
    """Bytes by kind, `whole`, `requests` of a first visit, and `again`, the bytes of the next one."""
    asked = {"base": base, "username": username, "password": password, "path": path, **more}
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    program = [sys.executable, "-m", "tests.weighing", json.dumps(asked)]
    done = subprocess.run(program, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def over_budget(path: str, weight: dict[str, int]) -> list[str]:
    """What is heavier than it may be, in words."""
    return [
        f"{path}: {name} {weight.get(name, 0)} > {most}"
        for name, most in BUDGETS[path].items()
        if weight.get(name, 0) > most
    ]


class Scales:
    """Counts what comes in over one page's line; what comes from the cache weighs nothing."""

    def __init__(self, session: CDPSession) -> None:
        self.kinds: dict[str, str] = {}
        self.bytes: Counter[str] = Counter()
        session.send("Network.enable")
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)

    def _received(self, event: dict[str, Any]) -> None:
        cached = event["response"].get("fromDiskCache") or event["response"]["url"].startswith(("data:", "blob:"))
        if not cached:
            self.kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        if kind := self.kinds.get(event["requestId"]):
            self.bytes[kind] += int(event["encodedDataLength"])


def context_of(browser: Browser, phone: bool, base: str) -> BrowserContext:
    return browser.new_context(viewport=SIZES[phone], has_touch=phone, base_url=base, locale="zh-CN")


def visit(context: BrowserContext, path: str) -> Scales:
    page = context.new_page()
    scales = Scales(context.new_cdp_session(page))
    answer = page.goto(path, wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200, path
    return scales


def measure(browser: Browser, asked: dict[str, Any]) -> dict[str, int]:
    phone = bool(asked.get("phone"))
    login = context_of(browser, phone, asked["base"])
    page = login.new_page()
    page.goto("/accounts/login/")
    page.fill("#id_username", asked["username"])
    page.fill("#id_password", asked["password"])
    page.click("main form[novalidate] button")
    if "code" in asked:
        page.fill("#id_code", asked["code"])
        page.click("main form[novalidate] button")
    page.wait_for_url(lambda address: "/accounts/login/" not in address)
    fresh = context_of(browser, phone, asked["base"])
    fresh.add_cookies(login.cookies())
    first, again = visit(fresh, asked["path"]), visit(fresh, asked["path"])
    whole = {"whole": first.bytes.total(), "requests": len(first.kinds), "again": again.bytes.total()}
    return {**first.bytes, **whole}


def main() -> None:
    asked = json.loads(sys.argv[1])
    flags = [*FLAGS, *([f"--ignore-certificate-errors-spki-list={asked['spki']}"] if "spki" in asked else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        print(json.dumps(measure(browser, asked)))  # noqa: T201 - the answer of the program
        browser.close()


if __name__ == "__main__":
    main()
