"""No door tells anybody what is not theirs, and none that is only looked through writes: one walk, several facts."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from core import panels, written_pages
from core.panels import Tab
from tests.doors import permissions
from tests.doors.addresses import ASKED, HTMX, addresses, text_of
from tests.doors.digests import BY_THE_WAY, digests
from tests.doors.permissions import Permissions
from tests.doors.world import ROLES, World, things

SIGN = re.compile(r"Zq\d{4}xK")
PHONE = re.compile(r"(?<![\da-z])1[3-9]\d{9}(?![\da-z])")
"""Not within a hash or the id of a request."""
WITH_COLUMNS = re.compile(r"^/ledger/(\d+/)?$")
FRAGMENTS = re.compile(r"^/(ledger|supervision|search|parks|enterprises|notices)/$|^/ledger/\d+/decide-void/$")
ON_BOTH = ("coordinator", "enterprise2", "park2", "observer", "nobody")
WALKED = ROLES if os.environ.get("TEST_SERVICES") != "yes" or os.environ.get("SOAK") == "yes" else ON_BOTH
"""All roles on the embedded database; on PostgreSQL who sees most, and those for whom most is not, in the soak all."""
ASKED_BY_ALL_METHODS = ROLES if os.environ.get("SOAK") == "yes" else ("coordinator", "enterprise2", "nobody")
"""Whom HEAD and OPTIONS are asked as: who sees most, a neighbour, nobody; in the soak all, as GET always is."""
pytestmark = [pytest.mark.django_db, pytest.mark.req("S15", "S51")]


@dataclass
class Walk:
    """What was met on the way."""

    addresses: int = 0
    signs: int = 0
    met: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    permissions: Permissions = field(default_factory=Permissions)


def browser_of(world: World, role: str) -> Client:
    browser = Client(raise_request_exception=False)
    if role != "nobody":
        browser.force_login(world.users[role])
    return browser


def asked(world: World) -> Iterator[tuple[str, str]]:
    """Each address, with its name; lists with all columns and as they stood too, files under each tab."""
    tabs = dict(tabs_by_page())
    for name, path in addresses(things(world)):
        yield path, name
        yield path + ASKED if WITH_COLUMNS.match(path) else path, name
        yield from ((f"{path}?tab={tab}", name) for tab in tabs.get(name, ()))
    for query in ("?as_of=2026-01-01", "?state=VOID", "?sort=-deadline"):
        yield f"/ledger/{query}", "rectification:item-list"


def tabs_by_page() -> Iterator[tuple[str, list[str]]]:
    """The tabs of each page of a file, by the name of its address."""
    for model, parts in panels._offered.items():
        app, noun = model.split(".")
        yield f"{app}:{noun}-detail", [part.name for part in parts if isinstance(part, Tab) and part.template]


def answers(browser: Client, path: str, seen: set[str] | None) -> Iterator[Any]:
    """To GET, as a fragment too where pages ask for fragments; once for each kind of address to HEAD and OPTIONS."""
    yield browser.get(path)
    if FRAGMENTS.match(path):
        yield browser.get(path, headers=HTMX)
    if seen is not None and (kind := re.sub(r"\d+", "#", path)) not in seen:
        seen.add(kind)
        yield browser.head(path)
        yield browser.options(path)


def walk_as(role: str, world: World, paths: dict[str, str], walk: Walk) -> None:
    browser, kinds = browser_of(world, role), set() if role in ASKED_BY_ALL_METHODS else None
    before = digests()
    for path, name in paths.items():
        for place, answer in enumerate(answers(browser, path, kinds)):
            if place == 0:
                walk.permissions.note(role, name, path, browser, answer)
            text = text_of(answer)
            walk.broken += [f"{role} {path}: {answer.status_code}"] if answer.status_code > 499 else []
            walk.phones += [f"{role} {path}: {number}" for number in PHONE.findall(text) if role != "nobody"]
            for sign in SIGN.findall(text):
                where, readers = world.signs.of[sign]
                walk.met.add(sign)
                walk.leaks += [f"{role} {path}: {where}"] if role not in readers else []
    walk.written += [f"{role}: {name}" for name, digest in digests().items() if digest != before[name]]


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Walk]:
    """Every address as every role."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        world, walked = World().fill(), Walk()
        paths = dict(sorted(asked(world)))
        for role in WALKED:
            walk_as(role, world, paths, walked)
        walked.addresses, walked.signs = len(paths), len(world.signs.of)
        yield walked
        transaction.set_rollback(True)


@pytest.mark.req("S18", "S33", "S65", "S69")
def test_no_door_shows_a_sign_to_whom_it_is_not_for(walk, record_property):
    record_property("walked", f"{walk.addresses} addresses × {len(WALKED)} roles, {walk.signs} signs")

    assert sorted(set(walk.leaks)) == []
    assert walk.addresses > 300
    assert len(walk.met) > walk.signs / 2, "signs that nobody meets prove nothing"


@pytest.mark.req("S31")
def test_no_door_shows_a_whole_phone_number(walk):
    assert sorted(set(walk.phones)) == []


def test_no_safe_method_writes(walk):
    assert sorted(set(walk.written)) == [], f"but for {', '.join(sorted(BY_THE_WAY))}"


@pytest.mark.req("S72")
def test_no_address_breaks_for_anybody(walk):
    assert walk.broken + walk.permissions.broken == []


@pytest.mark.embedded
def test_the_page_of_permissions_says_what_each_role_is_answered(walk):
    if os.environ.get("WRITE_PERMISSIONS"):
        written_pages.write(permissions.PAGE, walk.permissions.page())

    assert written_pages.path_of(permissions.PAGE).read_text(encoding="utf-8") == walk.permissions.page()
