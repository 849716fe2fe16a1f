"""No door tells anybody what is not theirs: every URL is walked as every role, and no sign of another class is met."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.doors.addresses import ASKED, HTMX, addresses, text_of
from tests.doors.world import ROLES, World, things

SIGN = re.compile(r"Zq\d{4}xK")
WITH_COLUMNS = re.compile(r"^/ledger/(\d+/)?$")
FRAGMENTS = re.compile(r"^/(ledger|supervision|search|parks|enterprises|notices)/$|^/ledger/\d+/decide-void/$")
MINE = ("core", "accounts", "parks", "enterprises", "inspections", "rectification", "reports", "dashboards")
LISTS = ("/ledger/", "/search/", "/api/v1/rectifications/", "/api/v1/findings/", "/supervision/letters/")


@pytest.fixture
def world(settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path
    return World()


def browser_of(world: World, role: str) -> Client:
    browser = Client(raise_request_exception=False)
    if role != "nobody":
        browser.force_login(world.users[role])
    return browser


def asked(world: World) -> Iterator[str]:
    """Each address plain, as a fragment where pages ask for fragments, and lists with all columns and as they stood."""
    for _name, path in addresses(things(world)):
        yield path
        yield path + ASKED if WITH_COLUMNS.match(path) else path
    yield from (f"/ledger/{query}" for query in ("?as_of=2026-01-01", "?state=VOID", "?sort=-deadline"))


def met(browser: Client, path: str) -> set[str]:
    """The signs in an answer and, where pages ask for fragments, in the fragment."""
    signs = set(SIGN.findall(text_of(browser.get(path))))
    if FRAGMENTS.match(path):
        signs |= set(SIGN.findall(text_of(browser.get(path, headers=HTMX))))
    return signs


@pytest.mark.req("S15", "S18", "S33", "S65", "S69")
def test_no_door_shows_a_sign_to_whom_it_is_not_for(world, record_property):
    world.fill()
    paths, leaks, seen = sorted(set(asked(world))), [], set()

    for role in ROLES:
        browser = browser_of(world, role)
        for path in paths:
            for sign in met(browser, path):
                where, readers = world.signs.of[sign]
                seen.add(sign)
                if role not in readers:
                    leaks.append(f"{role} {path}: {where}")

    record_property("walked", f"{len(paths)} addresses × {len(ROLES)} roles, {len(world.signs.of)} signs")
    assert leaks == []
    assert len(seen) > len(world.signs.of) / 2
