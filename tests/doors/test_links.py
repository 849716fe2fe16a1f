"""A link that a list doesn't understand in full is refused and said, never answered with another list (S20, S72)."""

import pytest
from django.test import Client
from django.urls import reverse

from rectification.querysets import DIMENSIONS

pytestmark = [pytest.mark.django_db, pytest.mark.req("S20", "S72")]
NOT_UNDERSTOOD = {"batch": "1e30", "park": "9" * 20, "as_of": "0001-01-01", "state": "XX", "nonsense": "1"}
LEDGER = ("rectification:item-list", "rectification:item-export", "rectification:item-summary")
FILTERED = {
    "accounts:user-list": ("secadmin", {"state": "XX"}),
    "accounts:organization-list": ("secadmin", {"kind": "XX"}),
    "core:log-list": ("auditadmin", {"since": "0001-01-01x"}),
    "core:log-export": ("auditadmin", {"since": "0001-01-01x"}),
    "enterprises:enterprise-list": ("coordinator", {"park": "1e30"}),
    "enterprises:enterprise-export": ("coordinator", {"park": "1e30"}),
    "enterprises:project-list": ("coordinator", {"park": "1e30"}),
    "parks:park-list": ("coordinator", {"risk_grade": "XX"}),
    "supervision:proposal-list": ("coordinator", {"unit": "XX"}),
    "supervision:letter-list": ("coordinator", {"kind": "XX"}),
    "reports:report-list": ("coordinator", {"state": "XX"}),
}


@pytest.fixture
def world(kept_world):
    return kept_world


def ask(world, role, name, query):
    browser = Client()
    browser.force_login(world.users[role])
    return browser.get(reverse(name), query)


@pytest.mark.parametrize("page", LEDGER)
def test_the_ledger_refuses_what_it_does_not_understand(world, page):
    for name, value in NOT_UNDERSTOOD.items():
        answer = ask(world, "coordinator", page, {name: value})

        assert answer.status_code == 400, name
        assert b"2026-" not in answer.content or page == "rectification:item-list", name
    assert ask(world, "coordinator", page, {"state": "CLOSED"}).status_code == 200


@pytest.mark.parametrize("dimension", sorted(DIMENSIONS))
def test_none_is_asked_of_every_dimension_and_breaks_none(world, dimension):
    for page in LEDGER:
        assert ask(world, "coordinator", page, {dimension: "none"}).status_code in (200, 400), page


@pytest.mark.parametrize("page", FILTERED)
def test_every_list_refuses_what_it_does_not_understand(world, page):
    role, query = FILTERED[page]

    assert ask(world, role, page, query).status_code == 400
    assert ask(world, role, page, {"invented": "1"}).status_code == 400
    assert ask(world, role, page, {}).status_code == 200


def test_the_fragment_of_a_list_says_so_too(world):
    browser = Client()
    browser.force_login(world.users["coordinator"])

    answer = browser.get("/ledger/?state=XX", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["X-Fault"]) == (400, "link")
