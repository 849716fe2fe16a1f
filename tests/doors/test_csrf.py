"""No door acts for a page that somebody else has written: every unsafe request without the token is refused (S51)."""

import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import LogEntry
from core.services import idempotency
from tests.doors.addresses import HTMX
from tests.doors.digests import digests
from tests.doors.test_fuzz import one_of_each
from tests.doors.world import ROLES, World

REFUSED = frozenset({403, 404, 405})
FOR_NO_SESSION = reverse("api:token")
"""Reads name and password, or a token, of what was sent; whoever is logged in there is nothing to it."""
NO_SESSION = frozenset({400, 401, 415})
NOT_READ = frozenset({415})
"""The API reads JSON, for files forms, and refuses the other one unread, whether the token is there or not."""
ALL_METHODS_AS = "coordinator"
PEOPLE = [role for role in ROLES if role != "nobody"] if os.environ.get("SOAK") == "yes" else [ALL_METHODS_AS]
"""The token is asked for before anybody looks who is there; in the soak all are asked."""
pytestmark = [pytest.mark.django_db, pytest.mark.embedded, pytest.mark.req("S51")]


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return World().fill()


def browser_of(world: World, role: str) -> Client:
    """A browser that is asked for the token, as those of people are."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(world.users[role])
    return browser


def answers(browser: Client, path: str, *, all_methods: bool) -> Iterator[tuple[str, Any]]:
    """What is answered without the token to a form, and to the other unsafe methods, to fragments and to JSON."""
    form = {idempotency.FIELD: uuid.uuid4().hex, "version": "1", "reason": "x"}
    yield "POST", browser.post(path, form)
    if not all_methods:
        return
    yield "POST of htmx", browser.post(path, form, headers=HTMX)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        yield f"{method} of JSON", browser.generic(method, path, '{"version": 1}', "application/json")


def allowed(path: str) -> frozenset[int]:
    if path == FOR_NO_SESSION:
        return REFUSED | NO_SESSION
    return REFUSED | NOT_READ if path.startswith("/api/") else REFUSED


def names_the_token(answer: Any) -> bool:
    """Whether the missing token is what it was refused for."""
    pages = {template.name for template in answer.templates}
    return answer.status_code == 403 and ("403_csrf.html" in pages or "CSRF" in answer.text)


def test_no_unsafe_request_is_taken_without_the_token(world):
    paths, taken, refused = one_of_each(world), [], 0
    browsers = {role: browser_of(world, role) for role in PEOPLE}
    before, logged = digests(), LogEntry.objects.count()
    for role, browser in browsers.items():
        for path in paths:
            for method, answer in answers(browser, path, all_methods=role == ALL_METHODS_AS):
                refused += names_the_token(answer)
                taken += [] if answer.status_code in allowed(path) else [f"{role} {method} {path} {answer.status_code}"]

    assert taken == []
    assert refused > 200 * len(PEOPLE), "refused for another reason, it proves nothing"
    assert {name for name, digest in digests().items() if digest != before[name]} <= {"core.LogEntry"}
    told = LogEntry.objects.order_by("pk").values_list("act", flat=True)[logged:]
    assert set(told) == {"access.refused"}


def test_the_token_of_a_page_is_taken_from_our_own_pages_alone(world):
    browser = browser_of(world, "coordinator")
    browser.get(reverse("notices:notice-list"))
    form = {"csrfmiddlewaretoken": browser.cookies["csrf"].value, "language": "en"}

    foreign = browser.post(reverse("set_language"), form, headers={"Origin": "https://evil.example"})
    ours = browser.post(reverse("set_language"), form, headers={"Origin": "http://testserver"})

    assert (foreign.status_code, ours.status_code) == (403, 302)
