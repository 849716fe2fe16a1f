"""Every page that the demonstration county leads somebody to, looked at on a desktop and a phone, as five roles."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.people import Visitor
from tests.browser.soak.comparing import Snapshot
from tests.browser.soak.county import ROLES, is_as_said, names_of_others, said_to, walk_of
from tests.doors.addresses import plain, routes, text_of
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded, pytest.mark.soak]
WIDTHS = {"desktop": DESKTOP, "phone": PHONE}
SMALL_PHONE = {"width": 360, "height": 800}
UNTRANSLATED = re.compile(r"\b[a-z]{3,} (?:[a-z]{2,} )+[a-z]{2,}\b|\b(?:None|True|False)\b|%\(\w+\)|\{[{%]|<\w+ object")
"""Three English words in a row, or what only a program says."""
SMALL = """(least) => [...document.querySelectorAll("main .btn, main select, main textarea, main summary, " +
    "main label:has(> input[type='radio'])")]
    .filter((e) => e.checkVisibility() && !e.classList.contains("visually-hidden"))
    .filter((e) => e.getBoundingClientRect().height < least)
    .map((e) => e.outerHTML.slice(0, 90))"""
TORN = """() => [...document.querySelectorAll("main td")].filter((cell) => cell.checkVisibility()).flatMap((cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), torn = [];
    while (texts.nextNode()) {
        for (const day of texts.currentNode.data.matchAll(/\\d{4}-\\d{2}-\\d{2}/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, day.index);
            range.setEnd(texts.currentNode, day.index + day[0].length);
            if (range.getClientRects().length > 1) torn.push(day[0]);
        }
    }
    return torn;
})"""
"""Days of a table that begin on one line and end on the next."""
SQUEEZED = """() => [...document.querySelectorAll("main :is(td, th, dd, dt, li, p)")]
    .filter((e) => e.checkVisibility() && !e.classList.contains("visually-hidden"))
    .filter((e) => e.clientWidth < 40 && e.innerText.trim().length > 5 && e.clientHeight > 90)
    .map((e) => e.innerText.slice(0, 40))"""
"""Text that stands one sign below the other."""
SAID = """() => [...document.querySelectorAll("main [lang]")].reduce(
    (text, quoted) => text.replace(quoted.innerText, ""), document.body.innerText)"""
"""The words of a page but for what it quotes in another language and says so."""
UNFOLD = "() => document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })"
KEPT: dict[str, Snapshot] = {}


@pytest.fixture(scope="module")
def media_of_the_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("county")


@pytest.fixture
def county(transactional_db: None, settings: Any, monkeypatch: Any, media_of_the_county: Path) -> Iterator[None]:
    """The small demonstration county, seeded once and put back for each role."""
    settings.MEDIA_ROOT, settings.DEMO = media_of_the_county, True
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    before = Snapshot()
    if KEPT:
        KEPT["county"].put_back()
    else:
        call_command("seed_demo", verbosity=0)
        KEPT["county"] = Snapshot()
    yield
    before.put_back()


def faults_at(visitor: Visitor, width: str) -> Iterator[str]:
    """What is wrong with the page as it stands, in this window."""
    visitor.page.set_viewport_size(WIDTHS[width])
    yield from misfits(visitor, width)
    yield from visitor.violations()


def misfits(visitor: Visitor, width: str) -> Iterator[str]:
    """What doesn't fit, is too small for a finger or torn apart."""
    if visitor.overflow() > 0:
        yield f"wider than the window by {visitor.overflow()}"
    yield from (f"{words} is cut off" for words in visitor.cut_off())
    yield from (f"too small: {html}" for html in visitor.page.evaluate(SMALL, 44 if width == "phone" else 24))
    yield from (f"torn apart: {day}" for day in visitor.page.evaluate(TORN))
    yield from (f"squeezed: {words}" for words in visitor.page.evaluate(SQUEEZED))


def faults_of_large_letters(visitor: Visitor, address: str) -> Iterator[str]:
    """Opened on a small phone, nothing has to be scrolled sideways (WCAG 1.4.4 and 1.4.10)."""
    visitor.page.set_viewport_size(SMALL_PHONE)
    visitor.go(address)
    visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
    if visitor.overflow() > 0:
        yield f"wider than the window by {visitor.overflow()}"


def faults_of(visitor: Visitor, kind: str, address: str) -> Iterator[str]:
    """The page is loaded once and looked at in both windows, then with letters of twice the size on a small phone."""
    visitor.faults.clear()
    visitor.page.set_viewport_size(DESKTOP)
    visitor.go(address)
    yield from (f"{kind} {address}: {said}" for said in UNTRANSLATED.findall(visitor.page.evaluate(SAID)))
    for width in WIDTHS:
        yield from (f"{kind} {address}, {width}: {fault}" for fault in faults_at(visitor, width))
    visitor.page.evaluate(UNFOLD)
    yield from (f"{kind} {address}, unfolded: {fault}" for fault in misfits(visitor, "phone"))
    yield from (
        f"{kind} {address}, letters twice as large: {fault}" for fault in faults_of_large_letters(visitor, address)
    )
    yield from (f"{kind} {address}: {fault}" for fault in visitor.faults)


@pytest.mark.parametrize("role", ROLES)
def test_each_page_that_a_role_is_led_to_fits_is_accessible_and_translated(county, visit, role):
    walk = walk_of(role)
    visitor = visit(role).log_in()

    faults = [fault for kind, address in walk.pages.items() for fault in faults_of(visitor, kind, address)]

    assert walk.refused == {}
    assert not faults, "\n".join(faults)
    assert len(walk.pages) > 80


def test_what_nobody_leads_a_role_to_is_refused_as_the_page_of_permissions_says(county):
    walks = {role: walk_of(role) for role in ROLES}
    everywhere = {kind: address for walk in walks.values() for kind, address in walk.met.items()}

    faults = []
    for role, walk in walks.items():
        said = said_to(role)
        for kind in everywhere.keys() - walk.met.keys():
            code, name = walk.client.get(everywhere[kind]).status_code, kind.split()[0]
            wanted = said.get(name, "refused")
            faults += [] if is_as_said(code, wanted) else [f"{role} {everywhere[kind]}: {code}, not {wanted}"]

    assert not faults, "\n".join(faults)


def test_an_enterprise_meets_the_name_of_no_other_one_behind_any_door(county):
    walk, user = walk_of("enterprise"), User.objects.get(username="enterprise")
    others = names_of_others(user)
    lists = [plain(route) for route, name, _pattern in routes() if name.startswith("api:") and name.endswith("-list")]

    leaks = []
    for address in [*walk.met.values(), *lists, "/search/?q=%E6%BE%9C%E5%AE%81", "/search/?q=%E9%A1%B9%E7%9B%AE"]:
        text = text_of(walk.client.get(address))
        leaks += [f"{address}: {name}" for name in others if name in text]

    assert not leaks, "\n".join(leaks)
    assert len(others) > 20
