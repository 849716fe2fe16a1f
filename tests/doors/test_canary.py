"""No door tells anybody what is not theirs, and none that is only looked through writes: one walk, several facts."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings

from core import panels, written_pages
from core.panels import Tab
from tests.doors import permissions
from tests.doors.addresses import ASKED, HTMX, addresses, text_of
from tests.doors.digests import BY_THE_WAY, digests
from tests.doors.multiplied import multiply
from tests.doors.permissions import Permissions
from tests.doors.world import ROLES, World, things
from tests.sharing import halved, share_of

SIGN = re.compile(r"Zq\d{4}xK")
METRICS = "/metrics"
PHONE = re.compile(r"(?<![\da-z])1[3-9]\d{9}(?![\da-z])")
"""Not within a hash or the id of a request."""
WITH_COLUMNS = re.compile(r"^/ledger/(\d+/)?$")
FRAGMENTS = re.compile(r"^/(ledger|supervision|search|parks|enterprises|notices)/$|^/ledger/\d+/decide-void/$")
NEIGHBOUR = "enterprise2"
OTHERS = tuple(role for role in ROLES if role not in ("coordinator", NEIGHBOUR))
WALKED = share_of(ROLES, embedded=("coordinator", NEIGHBOUR, *OTHERS[::2]), services=OTHERS[1::2])
"""In the gate each person walks on one database; the coordinator meets each address on PostgreSQL with odd values."""
ASKED_BY_ALL_METHODS = ROLES if os.environ.get("SOAK") == "yes" else (NEIGHBOUR,)
"""Whom HEAD and OPTIONS are asked as: in the gate who may see least of it, in the soak all."""
LISTS = ("-list", ":search", ":map", ":calendar", ":figures", ":county")
"""How the names of addresses end that open many rows, or counts of them."""
LISTS_OF_THE_API = re.compile(r"^/api/v1/[\w-]+/$")
VARYING = re.compile(r'\b[A-Za-z0-9]{64}\b|name="(once|key)" value="[^"]*"|\d{8}T\d{6}Z|\d\d:\d\d(:\d\d)?')
"""What two answers to the same question may differ in."""
OF_ONES_OWN = re.compile(r"^/(accounts/settings/(logins|second-factor)|calendar/feeds|metrics)")
"""What changes by being looked at, or tells of the machine alone."""
pytestmark = [pytest.mark.django_db, pytest.mark.req("S15", "S51")]


@dataclass
class Walk:
    """What was met on the way."""

    addresses: int = 0
    names: set[str] = field(default_factory=set)
    signs: int = 0
    met: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    grown: set[str] = field(default_factory=set)
    changed: set[tuple[str, str]] = field(default_factory=set)
    permissions: Permissions = field(default_factory=Permissions)


def asked_of(role: str, paths: dict[str, str]) -> dict[str, str]:
    """The addresses that somebody walks: in the gate the others than the two meet every second name, each its own."""
    if role not in OTHERS:
        return paths
    names = set(halved(sorted(set(paths.values())), role))
    return {path: name for path, name in paths.items() if name in names}


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


def asked_besides(role: str, world: World, paths: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What only this person asks: the own calendar; a neighbour also all lists for the other's things and words."""
    if token := world.feeds.get(role):
        yield f"/calendar/feed/{token}.ics", "notices:feed"
    if role == NEIGHBOUR:
        plant = world.plant
        narrowed = f"enterprise={plant.pk}&park={world.far.park_id}&lead_organization={plant.organization_id}"
        for path in [path for path, name in paths.items() if name.endswith(LISTS) and "?" not in path]:
            yield f"{path}?{narrowed}", paths[path]
            yield f"{path}?q=Zq&search=Zq", paths[path]


def answers(browser: Client, path: str, seen: set[str] | None) -> Iterator[Any]:
    """To GET, as a fragment too where pages ask for fragments; once for each kind of address to HEAD and OPTIONS."""
    yield browser.get(path)
    if FRAGMENTS.match(path):
        yield browser.get(path, headers=HTMX)
    if seen is not None and (kind := re.sub(r"\d+", "#", path)) not in seen:
        seen.add(kind)
        yield browser.head(path)
        yield browser.options(path)


def phones_in(path: str, text: str) -> list[str]:
    """Numbers that look like a mobile phone; gauges are numbers alone, as of free bytes."""
    return [] if path == METRICS else PHONE.findall(text)


def walk_as(role: str, world: World, paths: dict[str, str], walk: Walk) -> None:
    browser, kinds = browser_of(world, role), set() if role in ASKED_BY_ALL_METHODS else None
    before = digests()
    for path, name in (*asked_of(role, paths).items(), *asked_besides(role, world, paths)):
        for place, answer in enumerate(answers(browser, path, kinds)):
            if place == 0 and path in paths:
                walk.permissions.note(role, name, path, browser, answer)
            text = text_of(answer)
            if place == 0 and answer.status_code == 200 and is_compared(role, path):
                walk.said[role, path] = compared(text)
            walk.broken += [f"{role} {path}: {answer.status_code}"] if answer.status_code > 499 else []
            walk.phones += [f"{role} {path}: {number}" for number in phones_in(path, text) if role != "nobody"]
            for sign in SIGN.findall(text):
                where, readers = world.signs.of[sign]
                walk.met.add(sign)
                walk.leaks += [f"{role} {path}: {where}"] if role not in readers else []
    walk.written += [f"{role}: {name}" for name, digest in digests().items() if digest != before[name]]


def is_compared(role: str, path: str) -> bool:
    """All that the neighbour is shown; of what the coordinator is shown enough to see that there is more to show."""
    if OF_ONES_OWN.match(path):
        return False
    return role == NEIGHBOUR or (role == "coordinator" and bool(LISTS_OF_THE_API.match(path)))


def compared(text: str) -> str:
    """What an answer says but for its headers, and for what is made anew for each answer."""
    return VARYING.sub("", text.rpartition("\n")[0])


def look_again(world: World, walk: Walk) -> None:
    """An enterprise gets more of everything: what is another answer now, to its neighbour and to the coordinator."""
    browsers = {role: browser_of(world, role) for role, _path in walk.said}
    with transaction.atomic():
        walk.grown = multiply(world.plant)
        for (role, path), said in walk.said.items():
            if compared(text_of(browsers[role].get(path))) != said:
                walk.changed.add((role, path))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Walk]:
    """Every address as every role."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        world, walked = World().fill(), Walk()
        paths = dict(sorted(asked(world)))
        for role in WALKED:
            walk_as(role, world, paths, walked)
        if connection.vendor == "sqlite":
            look_again(world, walked)
        walked.addresses, walked.names, walked.signs = len(paths), set(paths.values()), len(world.signs.of)
        yield walked
        transaction.set_rollback(True)


@pytest.mark.req("S18", "S33", "S65", "S69")
def test_no_door_shows_a_sign_to_whom_it_is_not_for(walk, record_property):
    record_property("walked", f"{walk.addresses} addresses × {len(WALKED)} roles, {walk.signs} signs")

    assert sorted(set(walk.leaks)) == []
    assert walk.addresses > 300
    assert len(walk.met) > walk.signs / 2, "signs that nobody meets prove nothing"


@pytest.mark.embedded
@pytest.mark.req("S15")
def test_whatever_another_enterprise_has_an_enterprise_is_shown_counted_and_drawn_the_same(walk):
    assert sorted(path for role, path in walk.changed if role == NEIGHBOUR) == []
    assert len(walk.grown) > 20
    assert sum(role == NEIGHBOUR for role, _path in walk.said) > 100
    assert sum(role == "coordinator" for role, _path in walk.changed) > 5, "others see more of it"


@pytest.mark.req("S31")
def test_no_door_shows_a_whole_phone_number(walk):
    assert sorted(set(walk.phones)) == []


def test_no_safe_method_writes(walk):
    assert sorted(set(walk.written)) == [], f"but for {', '.join(sorted(BY_THE_WAY))}"


@pytest.mark.req("S72")
def test_no_address_breaks_for_anybody(walk):
    assert walk.broken + walk.permissions.broken == []


def test_the_page_of_permissions_says_what_each_role_is_answered(walk):
    if os.environ.get("WRITE_PERMISSIONS"):
        written_pages.write(permissions.PAGE, walk.permissions.page())

    written = permissions.cells_of(written_pages.path_of(permissions.PAGE).read_text(encoding="utf-8"))
    walked = permissions.cells_of(walk.permissions.page())
    assert {cell: written.get(cell) for cell in walked} == walked
    assert {name for name, _role in written} == walk.names
