"""When something breaks: a plain sentence and a number, nothing of what broke (S57)."""

import errno
import re

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import get_resolver, is_valid_path

from core import faults, navigation
from core.views import errors
from tests.architecture.test_scope import address, routes
from tests.core.test_faults import of_postgresql
from tests.factories import UserFactory

SECRET = "SELECT password FROM accounts_user -- /srv/yuanan/settings.py"

pytestmark = pytest.mark.django_db


def broken(*_given, **_named):
    raise RuntimeError(SECRET)


def patterns(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern)
        else:
            yield pattern


@pytest.fixture
def everything_breaks(monkeypatch):
    for pattern in patterns(get_resolver()):
        monkeypatch.setattr(pattern, "callback", broken)


WATCHED = {"core:healthz", "core:readyz", "core:metrics"}
"""What is answered before any view is looked for (`core.middleware.Watching`)."""


@pytest.mark.req("S57")
def test_whatever_breaks_the_answer_tells_a_number_and_nothing_else(everything_breaks):
    client = Client(raise_request_exception=False)
    person = UserFactory()
    client.force_login(person)
    bodies = {True: set(), False: set()}
    for route, name in routes():
        is_asked = name not in WATCHED and navigation.is_open_to(person, name)
        if not is_asked or not is_valid_path(address(route, 1).partition("?")[0]):
            continue
        answer = client.get(address(route, 1))
        assert answer.status_code == 500, name
        text = answer.content.decode()
        text = text.partition("<main")[2] or text
        assert not any(word in text for word in ("SELECT", "/srv", "Traceback", "RuntimeError", str(route)[:-1] or "?"))
        is_program = answer.headers["Content-Type"] == "application/problem+json"
        assert is_program == address(route, 1).startswith("/api/")
        bodies[is_program].add(len(text))
    assert [len(sizes) for sizes in bodies.values()] == [1, 1]


@pytest.mark.req("S57")
def test_the_number_is_the_one_of_the_log(everything_breaks, client, caplog):
    client.raise_request_exception = False

    page, problem = client.get("/ledger/"), client.get("/api/v1/parks/").json()

    assert problem["request_id"] in caplog.text
    assert problem["title"]
    reference = re.search(r"<dt>错误编号</dt><dd>([^<]*)", page.text)[1]
    assert len(reference) == 36
    assert reference in caplog.text


def raised(what):
    """A view in which just this happens."""

    def view(*_given, **_named):
        raise what

    return view


MET = {
    "400": (SuspiciousOperation("secret"), 400),
    "403": (PermissionDenied("secret"), 403),
    "404": (Http404("secret"), 404),
    "409": (of_postgresql("23505"), 409),
    "413": (RequestDataTooBig("secret"), 413),
    "422": (of_postgresql("22003"), 422),
    "500": (RuntimeError("secret"), 500),
    "507": (OSError(errno.ENOSPC, "secret"), 507),
}


@pytest.fixture
def meet(monkeypatch, client):
    """Ask for the ledger where a view ends in this."""
    client.raise_request_exception = False

    def met(what):
        ledger = next(each for each in patterns(get_resolver()) if each.name == "item-list")
        monkeypatch.setattr(ledger, "callback", raised(what))
        return client.get("/ledger/")

    return met


def is_in_the_shell(answer):
    return "<nav" in answer.text and 'role="search"' in answer.text


@pytest.mark.parametrize("name", MET)
def test_who_is_logged_in_keeps_the_menu_and_is_told_where_to_go_on(meet, client, name):
    what, status = MET[name]
    client.force_login(UserFactory())

    answer = meet(what)

    assert answer.status_code == status
    assert is_in_the_shell(answer)
    page = answer.text.partition("<main")[2]
    assert "<h1>" in page
    assert 'href="/"' in page
    assert "secret" not in answer.text


@pytest.mark.parametrize("name", MET)
def test_nobody_else_is_shown_a_menu(meet, name):
    what, status = MET[name]

    answer = meet(what)

    assert answer.status_code == status
    assert not is_in_the_shell(answer)
    assert 'href="/"' in answer.text


def test_a_form_without_its_sign_is_answered_in_the_shell():
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())

    answer = client.post("/notices/read/", HTTP_REFERER="http://testserver/notices/")

    assert answer.status_code == 403
    assert is_in_the_shell(answer)
    assert "http://testserver/notices/" in answer.text


def test_a_piece_of_a_page_brings_no_second_shell(client):
    client.force_login(UserFactory())

    assert not is_in_the_shell(client.get("/nowhere/", HTTP_HX_REQUEST="true"))


@pytest.mark.parametrize("what", [of_postgresql("08006"), RuntimeError("secret")])
def test_where_the_shell_fails_as_well_the_page_stands_alone(meet, client, monkeypatch, what):
    client.force_login(UserFactory())
    monkeypatch.setattr(navigation, "entries_for", broken)

    answer = meet(what)

    assert answer.status_code in (500, 503)
    assert not is_in_the_shell(answer)
    assert "<h1>" in answer.text


def test_while_the_database_is_away_the_shell_does_not_ask_it(rf, django_assert_num_queries):
    request = rf.get("/ledger/")
    request.user = UserFactory()
    facts = {"fault": faults.AWAY}

    with django_assert_num_queries(0):
        answer = errors.answer_with(request, "fault.html", 503, facts)

    assert not is_in_the_shell(answer)
