"""A link that a list doesn't understand in full is refused and said, never answered with another list (S20, S72)."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from core.filters import ListField
from rectification.querysets import DIMENSIONS
from tests.core.listed import LISTS
from tests.doors.addresses import plain

pytestmark = [pytest.mark.django_db, pytest.mark.req("S20", "S72")]
NOT_UNDERSTOOD = {"batch": "1e30", "park": "9" * 20, "as_of": "0001-01-01", "state": "XX", "nonsense": "1"}
LEDGER = ("rectification:item-list", "rectification:item-export", "rectification:item-summary")
FILTERED = {name: view.listing for name, (_route, view) in LISTS.items() if not {"#", "<"} & set(plain(_route))}
"""Every list that has one address, as page and as workbook."""
NONSENSE = "1e30x"


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


def misunderstood(listing):
    """A link for each filter that doesn't take every text, with what it can't understand."""
    for name, asked in getattr(getattr(listing, "filters", None), "base_filters", {}).items():
        try:
            asked.field.clean([NONSENSE] if isinstance(asked.field, ListField) else NONSENSE)
        except ValidationError:
            yield {name: NONSENSE}


@pytest.mark.parametrize("page", sorted(FILTERED))
def test_every_list_refuses_what_it_does_not_understand(world, page):
    who = next(role for role in world.users if ask(world, role, page, {}).status_code == 200)

    for query in ({"invented": "1"}, *misunderstood(FILTERED[page])):
        assert ask(world, who, page, query).status_code == 400, query


def test_most_filters_take_no_nonsense():
    assert sum(1 for listing in FILTERED.values() for _query in misunderstood(listing)) > 20


def test_the_fragment_of_a_list_says_so_too(world):
    browser = Client()
    browser.force_login(world.users["coordinator"])

    answer = browser.get("/ledger/?state=XX", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["X-Fault"]) == (400, "link")
