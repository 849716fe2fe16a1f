"""Text that somebody has written runs nowhere: thirty payloads in every text field, on every page (security S48)."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import models

from accounts.states import Role
from core import clock
from enterprises.models import Permit
from notices.models import Notice
from parks.models import Infrastructure
from projects.models import Project
from rectification.services import advance
from tests.architecture.test_scope import address, routes
from tests.browser.scene import Scene
from tests.factories import ItemFactory
from tests.house import APPS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]
NO_PAGES = {"accounts:logout", "set_language", "core:metrics"}
PAGES = {"coordinator": 40, "sysadmin": 20, "enterprise": 20}
"""Who walks, and how many pages there are for each at the least."""
WALKERS = [pytest.param(name, marks=() if name != "enterprise" else (pytest.mark.soak,)) for name in PAGES]
"""What an enterprise is shown the coordinator is shown too, from the same templates: its walk is the soak's."""
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<svg onload=alert(3)>",
    "<svg><script>alert(4)</script>",
    "<iframe srcdoc='<script>alert(5)</script>'>",
    "<body onload=alert(6)>",
    "<a href=javascript:alert(7)>x</a>",
    "<details open ontoggle=alert(8)>",
    "<input autofocus onfocus=alert(9)>",
    "<video><source onerror=alert(10)>",
    "<math href=javascript:alert(11)>x",
    "<object data=javascript:alert(12)>",
    "<style>@import'//evil.example'</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>x",
    "<div hx-get=/x hx-trigger=load>",
    "<div hx-on:load=alert(19)>",
    "<div hx-vals='js:{a:alert(20)}' hx-post=/x hx-trigger=load>",
    "<div data-hx-get=/x data-hx-trigger=load>",
    '" onmouseover=alert(22) x="',
    "' onfocus=alert(23) autofocus x='",
    '"><script>alert(24)</script>',
    "</title><script>alert(25)</script>",
    "</textarea><script>alert(26)</script>",
    "</script><script>alert(27)</script>",
    "{{constructor.constructor('alert(28)')()}}",
    "${alert(29)}<!--",
    "javascript:alert(30)",
)
LEFT_ALONE = {"username", "password", "path", "code", "language", "subject", "url", "link", "rule", "file", "key"}
"""Columns that say where or what something is, not what somebody has written."""
FROZEN = {"HistoryEntry", "FileChange", "LogEntry", "LoginSession", "LoginTries", "Attachment"}


@pytest.fixture
def scene():
    """Something of everything, taken through some steps, so that all pages have something to show."""
    made = Scene()
    made.add("sysadmin", Role.SYSADMIN, made.office)
    made.item = ItemFactory(enterprise=made.plant, under_review=True, major=True, title=PAYLOADS[0])
    reason = "".join(PAYLOADS)
    coordinator = made.users["coordinator"]
    advance(made.item.pk, "supervise", actor=coordinator, version=made.item.version, level="CHASED", reason=reason)
    made.files = {
        "permit": Permit.objects.create(enterprise=made.plant, kind_id="PM21", valid_until=clock.today()),
        "project": Project.objects.create(enterprise=made.plant, name="x", state="BUILDING"),
        "infrastructure": Infrastructure.objects.create(
            park=made.plant.park, kind_id="INF01", name="x", status="BUILDING"
        ),
    }
    for number in range(len(PAYLOADS)):
        day = clock.today() - timedelta(days=number)
        Notice.objects.create(recipient=coordinator, title="x", rule="x", subject="x", day=day, created_at=clock.now())
    poison_everything()
    return made


def poison_everything():
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            fields = [field for field in model._meta.concrete_fields if is_written(field)]
            if fields and model.__name__ not in FROZEN:
                poison(model, fields)


def is_written(field):
    free = isinstance(field, models.CharField | models.TextField) and not field.choices and not field.primary_key
    plain = type(field) in (models.CharField, models.TextField)
    return free and plain and not field.unique and field.name not in LEFT_ALONE


def poison(model, fields):
    """Each row gets other payloads, in each field as many as it holds, beginning with another one."""
    for place, row in enumerate(model.objects.order_by("pk")[:40]):
        values = {field.name: filled(place * 7 + number, field.max_length) for number, field in enumerate(fields)}
        model.objects.filter(pk=row.pk).update(**{name: value for name, value in values.items() if value})


def filled(first, length):
    """Payloads from the first one on, whole ones only, up to the length of the field, behind a mark."""
    text = "§"
    for number in range(len(PAYLOADS)):
        payload = PAYLOADS[(first + number) % len(PAYLOADS)]
        if length is None or len(text) + len(payload) <= length:
            text += payload
    return text if len(text) > 1 else ""


def addresses(scene):
    """Every address of the resolver, with ids of things that are there."""
    ids = {"item": scene.item.pk, "enterprise": scene.plant.pk, "park": scene.plant.park_id}
    ids |= {"user": scene.users["inspector"].pk, "rectification": scene.item.pk, "finding": scene.item.finding_id}
    ids |= {"department": scene.office.pk, **{name: file.pk for name, file in scene.files.items()}}
    for route, name in routes():
        if name not in NO_PAGES:
            yield address(route, ids.get(name.split(":")[-1].split("-")[0], scene.item.pk))


def is_shown(visitor, path):
    """Whether there is a page at the address, and it has been opened; what comes as a file is none."""
    heads = visitor.page.request.get(path, max_redirects=0)
    is_page = heads.headers.get("content-type", "").startswith("text/html")
    if heads.status != 200 or not is_page or "content-disposition" in heads.headers:
        return False
    visitor.page.goto(path, wait_until="load")
    return True


@pytest.mark.req("S34", "S48")
@pytest.mark.parametrize("username", WALKERS)
def test_on_no_page_anything_runs_that_was_written_or_another_host_is_asked(visit, scene, live_server, username):
    visitor, dialogs, asked = visit(username), [], []
    visitor.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    visitor.page.context.on("request", lambda request: asked.append(urlsplit(request.url)))
    visitor.log_in()

    shown = [stir(visitor.page) for path in addresses(scene) if is_shown(visitor, path)]

    assert (dialogs, visitor.faults) == ([], [])
    home = urlsplit(live_server.url).netloc
    assert {url for url in asked if url.scheme not in ("data", "blob") and url.netloc != home} == set()
    assert [url for url in asked if url.path == "/x"] == []
    assert len(shown) >= PAGES[username]
    assert len(asked) > 2 * len(shown), "style sheets and scripts are asked for as well"
    assert sum(shown) > 10, "pages that show what was written"


def stir(page):
    """Move over everything, look whether a payload became an element; whether the page shows any of them."""
    page.evaluate("document.querySelectorAll('main *').forEach((e) => e.dispatchEvent(new Event('mouseover')))")
    made = page.evaluate(
        "document.querySelectorAll(`main :is(script:not([src^='/static/js/']), iframe, object, math, base, meta, video,"
        " [onerror], [onload], [onmouseover], [onfocus], [ontoggle], [hx-vals], [hx-get='/x'],"
        " [href^='javascript:'])`).length"
    )
    assert made == 0, page.url
    return "§" in page.content()
