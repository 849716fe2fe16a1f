"""A real Chromium against a real server: people log in, act, and their clicks are counted."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders, handlers
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.field import Phone, phone_of
from tests.browser.people import Visitor
from tests.browser.scene import Scene, photo

CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
HERE = Path(__file__).parent
PATIENCE = 10_000
"""Milliseconds that a test waits for what it asks or expects of a page."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests run where a Chromium is; the gate insists on one."""
    mine = [item for item in items if item.path.is_relative_to(HERE)]
    for item in mine:
        item.add_marker(pytest.mark.browser)
    if CHROMIUM or not mine:
        return
    if os.environ.get("REQUIRE_BROWSER") == "yes":
        pytest.exit("The gate needs Chromium for the browser tests.", returncode=3)
    config.hook.pytest_deselected(items=mine)
    items[:] = [item for item in items if item not in mine]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    # Playwright's loop runs in this thread, where Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="session", autouse=True)
def _files_stay() -> Iterator[None]:
    """Browsers keep style sheets and scripts, as where files are fingerprinted; nothing is made anew for each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finders, "find", cache(finders.find))
        serve = handlers.serve

        def kept(*args: Any, **options: Any) -> Any:
            answer = serve(*args, **options)
            answer["Cache-Control"] = "max-age=3600"
            return answer

        patch.setattr(handlers, "serve", kept)
        yield


@pytest.fixture(autouse=True)
def _media(settings, tmp_path: Path) -> None:
    """What is uploaded goes away with the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    """A county with a plant and people of each kind; a test that needs more has a scene of its own."""
    return Scene()


@pytest.fixture
def visit(chromium: Browser, live_server) -> Iterator[Callable[..., Visitor]]:
    """A person at a device: `visit("coordinator")`, `visit("enterprise", phone=True)`."""
    contexts = []

    def come(username: str, *, phone: bool = False, language: str = "", script: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP,
            base_url=live_server.url,
            locale="en-US",
            java_script_enabled=script,
            has_touch=phone,
        )
        if language:
            context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page: Page = context.new_page()
        return Visitor(page, username, live_server.url)

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def phone(driver: Playwright, live_server, scene: Scene, tmp_path: Path) -> Iterator[Phone]:
    """An inspector's phone with a profile of its own on the disk, logged in."""
    options = {"executable_path": CHROMIUM, "args": list(FLAGS)}
    with phone_of(driver, tmp_path / "profile", live_server.url, options) as phone:
        yield phone.start().log_in("inspector")


@pytest.fixture
def shots(tmp_path: Path) -> Callable[..., list[Path]]:
    """Two different photos at a time."""
    colours = (f"#{number * 7919 % 0xFFFFFF:06x}" for number in count(40))

    def taken(number: int = 2) -> list[Path]:
        return [
            photo(tmp_path, f"现场{colour[1:]}.jpg", colour)
            for _shot, colour in zip(range(number), colours, strict=False)
        ]

    return taken
