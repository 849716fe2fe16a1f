"""When something breaks: a plain sentence and a number, nothing of what broke (S57)."""

import pytest
from django.test import Client
from django.urls import get_resolver, is_valid_path

from tests.architecture.test_scope import address, routes
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
    client.force_login(UserFactory())
    bodies = {True: set(), False: set()}
    for route, name in routes():
        if name in WATCHED or not is_valid_path(address(route, 1).partition("?")[0]):
            continue
        answer = client.get(address(route, 1))
        assert answer.status_code == 500, name
        text = answer.content.decode()
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
    reference = page.content.decode().split("错误编号: ")[1].split("<")[0]
    assert len(reference) == 36
    assert reference in caplog.text
