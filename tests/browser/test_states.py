"""What opens over a page, and what is answered when something is refused or breaks: each for axe, in both languages."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.shortcuts import render
from django.urls import get_resolver
from playwright.sync_api import TimeoutError

from accounts.models import LoginSession
from core.views import errors
from tests.browser.people import until
from tests.browser.scene import Scene
from tests.core.test_errors import patterns
from tests.factories import ItemFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]
ROOT = Path(__file__).parents[2]
LANGUAGES = ["zh-hans", pytest.param("en", marks=pytest.mark.soak)]
"""The same templates say it in English: that is the soak's."""
OVER_THE_PAGE = (
    r'<dialog (?:id|class)="([\w-]+)',
    r'id="([\w-]+)"[^>]*role="(?:menu|tooltip)"',
    r'<details class="([\w-]+(?:menu|word|fold|form))"',
    r'createElement\("dialog"\);\s*\w+\.className = "([\w-]+)"',
    r'className = "([\w-]+)";\s*\w+\.setAttribute\("role", "dialog"\)',
)
"""How templates and scripts write what opens over a page: dialogs and drawers, menus, panels."""
FORMS = ("/ledger/register/", "/enterprises/add/", "/ledger/paste/", "/accounts/password/")


def raises(exception):
    def view(request):
        raise exception

    return view


BREAKS = {
    400: raises(SuspiciousOperation()),
    403: raises(PermissionDenied()),
    404: raises(Http404()),
    405: lambda request: errors.only_forms(request, allowed="POST"),
    409: lambda request: render(request, "core/still_running.html", {"back": "/"}, status=409),
    410: errors.file_missing,
    413: raises(RequestDataTooBig()),
    429: lambda request: errors.answer_with(request, "429.html", HTTPStatus.TOO_MANY_REQUESTS),
    500: raises(RuntimeError()),
}


def over_the_page():
    """What the code can open over a page, by its id or class."""
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "js").glob("*.js")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    return {name for text in texts for written in OVER_THE_PAGE for name in re.findall(written, text)}


def at(address, press, *, button="left"):
    """Opened by a press on a page."""

    def opened(visitor, item):
        visitor.go(address.format(item=item.pk)).page.locator(press).first.click(button=button)

    return opened


def hovering(address, place):
    """Shown under the pointer."""

    def opened(visitor, item):
        visitor.go(address).page.locator(place.format(item=item.pk)).hover(position={"x": 4, "y": 8})

    return opened


def by_keys(address, *keys, focus=""):
    """Opened by keys on a page."""

    def opened(visitor, item):
        page = visitor.go(address.format(item=item.pk)).page
        if focus:
            page.locator(focus.format(item=item.pk)).first.click()
        for key in keys:
            page.keyboard.press(key)

    return opened


def logged_out(visitor, item):
    """Who is logged out while writing is asked on the spot."""
    visitor.go(f"/ledger/{item.pk}/assign/")
    LoginSession.objects.all().delete()
    visitor.page.context.clear_cookies(name="session")
    visitor.page.locator("main form[data-draft] button[type=submit]").first.click()


OPENED = {
    "keys": by_keys("/ledger/", "?"),
    "drawer": at("/ledger/{item}/", "a[data-step]"),
    "viewer": at("/ledger/{item}/", "[data-photo] a:has(img)"),
    "head-panel": at("/ledger/", "[data-head]"),
    "cell-menu": at("/ledger/", "td[data-pick]", button="right"),
    "cell-whole": hovering("/ledger/", "tr[data-item='{item}'] td[data-column=title]"),
    "cell-panel": by_keys("/ledger/", "F2", focus="tr[data-item='{item}'] td[data-edit=deadline]"),
    "login-here": logged_out,
    "user-menu": at("/", ".user-menu > summary"),
    "nav-word": at("/", ".nav-word > summary"),
    "more-menu": at("/ledger/", ".more-menu > summary"),
    "tool-fold": at("/ledger/", ".tool-fold > summary"),
    "board-form": at("/dashboards/county/", ".board-form > summary"),
}
TO_ITS_END = "() => document.querySelector('#drawer[open]')?.scrollTo(0, 100000)"
"""What lies under a bar that stays is pushed out from under it, as by whoever presses there."""
REFUSED = "() => document.querySelector('main :is(.error-summary, .has-error, .alert-danger)')"
SHOWN = (
    "() => [...document.querySelectorAll('#{0}, .{0}')].some((each) => each.checkVisibility() && each.open !== false)"
)


@pytest.fixture
def item():
    scene = Scene()
    found = ItemFactory(enterprise=scene.plant, under_review=True)
    found.pending = ItemFactory(enterprise=scene.plant, title="储罐区可燃气体报警器失效" * 8)
    return found


def open_it(visitor, thing, name, opened):
    """Once more where nothing opens: a press can get lost on a busy machine while photos still find their size."""
    opened(visitor, thing)
    try:
        until(visitor.page, SHOWN.format(name))
    except TimeoutError:
        opened(visitor, thing)
        until(visitor.page, SHOWN.format(name))


def test_each_thing_that_opens_over_a_page_is_opened_here():
    assert over_the_page() == set(OPENED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_opens_over_a_page_is_accessible(visit, item, language):
    visitor, faults = visit("coordinator", language=language).log_in(), []
    for name, opened in sorted(OPENED.items(), key=lambda pair: pair[0] == "login-here"):
        open_it(visitor, item if name == "viewer" else item.pending, name, opened)
        visitor.page.evaluate(TO_ITS_END)
        faults += [f"{name}: {found}" for found in visitor.violations()]

    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_answered_when_something_breaks_is_accessible(visit, item, language, monkeypatch):
    [search] = [pattern for pattern in patterns(get_resolver()) if pattern.lookup_str.endswith("searching.search")]
    monkeypatch.setattr(search, "callback", lambda request: BREAKS[int(request.GET["q"])](request))
    visitor, faults = visit("coordinator", language=language).log_in(), []
    for status in BREAKS:
        answer = visitor.page.goto(f"/search/?q={status}")
        faults += [] if answer.status == status else [f"{status}: {answer.status}"]
        faults += [f"{status}: {found}" for found in visitor.violations()]

    assert faults == []


def refused_at(visitor, path):
    """What is wrong with the page of a form that was sent as it stood."""
    visitor.go(path).page.locator("main form[method=post] button[type=submit]").last.click()
    try:
        until(visitor.page, REFUSED, timeout=5_000)
    except TimeoutError:
        return [f"{path}: not refused"]
    return [f"{path}: {found}" for found in visitor.violations()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_is_refused_is_accessible(visit, item, language):
    visitor, faults = visit("coordinator", language=language).log_in(), []
    for path in FORMS:
        faults += refused_at(visitor, path)
    visitor.go(f"/ledger/{item.pending.pk}/").click("a[data-step=void]").send()
    until(visitor.page, "() => document.querySelector('#drawer[open] .error-summary')")
    visitor.page.evaluate(TO_ITS_END)
    faults += [f"drawer: {found}" for found in visitor.violations()]

    assert faults == []
