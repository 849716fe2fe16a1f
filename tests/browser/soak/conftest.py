"""The world of the soak, built once for a process and put back before each run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from PIL import Image
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Visitor
from tests.browser.soak.comparing import Snapshot
from tests.browser.soak.world import World

BUILT: dict[str, World] = {}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database in a file: requests that come at once have a connection each, as in the embedded product."""
    if connection.vendor == "sqlite" and os.environ.get("SOAK") == "yes":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "soak.sqlite3")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A line for each form: what it has lost and doubled under each disturbance, and what had to be typed again."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    told = [value for report in reports for name, value in report.user_properties if name == "soak"]
    for each in sorted(told, key=lambda each: each["form"]):
        cells = [_said(name, found) for name, found in each["found"].items()]
        terminalreporter.write_line(f"{each['form']:40} {'  '.join(cells)}")


def _said(name: str, found: Any) -> str:
    if not found:
        return f"{name} —"
    again = f" ({len(found['typed again'])} personal typed again)" if found["typed again"] else ""
    return f"{name} {'/'.join(map(str, found['counts']))}{again}"


@pytest.fixture(scope="session")
def media_of_the_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the world lie; those that factories enter have bytes here, as any file of the product has."""
    folder = tmp_path_factory.mktemp("world")
    Image.new("RGB", (64, 48), "#888888").save(folder / "none.jpg")
    return folder


@pytest.fixture
def world(transactional_db: None, live_server: Any, settings: Any, media_of_the_world: Path) -> Iterator[World]:
    settings.MEDIA_ROOT = media_of_the_world
    before = Snapshot()
    if not BUILT:
        BUILT["world"] = World()
        BUILT["world"].snapshot = Snapshot()
    BUILT["world"].url = live_server.url
    yield BUILT["world"]
    before.put_back()


@pytest.fixture(scope="session")
def devices(chromium: Browser) -> Iterator[dict[bool, BrowserContext]]:
    """A desktop and a phone, whose browsers keep style sheets and scripts from one visit to the next."""
    made = {
        phone: chromium.new_context(viewport=size, has_touch=phone) for phone, size in ((False, DESKTOP), (True, PHONE))
    }
    yield made
    for device in made.values():
        device.close()


@pytest.fixture
def come(devices: dict[bool, BrowserContext], live_server: Any) -> Callable[..., Visitor]:
    """A person at a device on which nobody has been before."""

    def visit(username: str, *, phone: bool) -> Visitor:
        device = devices[phone]
        device.set_default_timeout(10_000)
        device.clear_cookies()
        page = device.new_page()
        forget = {"origin": live_server.url, "storageTypes": "indexeddb,local_storage,cookies"}
        device.new_cdp_session(page).send("Storage.clearDataForOrigin", forget)
        return Visitor(page, username, live_server.url)

    return visit
