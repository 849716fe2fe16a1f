"""Who reads which rows of the collections that lists are read as: those of the page, whoever asks (C5, S15)."""

import pytest
from django.test import Client
from django.urls import reverse

from config.api_urls import REGISTERS, router
from core.fields import scoped
from tests.core.listed import LISTS
from tests.doors.world import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.req("S15")]
PAGES = {
    name: page for name, (listing, page) in REGISTERS.items() if page in LISTS and LISTS[page][1].listing is listing
}
"""Those that are pages; the others stand in the files of parks, enterprises and hazard sources."""
ALONE = sorted(REGISTERS.keys() - PAGES.keys())
OPEN_TO_ALL = frozenset({"coordinator", "emergency", "ecology"})
"""Who has a right to each page that is a collection."""
PEOPLE = [role for role in ROLES if role != "nobody"]


def browser_of(world, role):
    browser = Client()
    browser.force_login(world.users[role])
    return browser


def read(client, name, **query):
    return client.get(f"/api/v1/{name}/", query)


def keys(answer):
    return [row["id"] for row in answer.json()["results"]]


@pytest.mark.parametrize("role", PEOPLE)
def test_everybody_reads_exactly_the_rows_of_the_page_in_its_order(kept_world, role):
    browser = browser_of(kept_world, role)

    for name, page in PAGES.items():
        shown, told = browser.get(reverse(page)), read(browser, name, limit=200)
        if shown.status_code != 200:
            assert told.json()["count"] == 0, name
            continue
        rows = shown.context["page"].paginator.object_list
        assert keys(told) == [row.pk for row in rows[:200]], name
        assert told.json()["count"] == len(rows), name


@pytest.mark.parametrize("role", PEOPLE)
def test_what_stands_in_a_file_is_read_by_whoever_reads_the_file(kept_world, role):
    browser = browser_of(kept_world, role)

    for name in ALONE:
        listing, page = REGISTERS[name]
        told = read(browser, name, limit=200)
        if browser.get(reverse(page)).status_code != 200:
            assert told.json()["count"] == 0, name
            continue
        known = scoped(listing.filters._meta.model).visible_to(kept_world.users[role])
        assert sorted(keys(told)) == sorted(row.pk for row in known), name
        assert told.json()["count"] == len(keys(told)), name


def test_an_enterprise_reads_its_own_and_no_other(kept_world):
    own, neighbour = (
        {name: keys(read(browser_of(kept_world, role), name)) for name in ("key-people", "drills", "plans", "closures")}
        for role in ("enterprise", "enterprise2")
    )

    assert all(own.values())
    assert not any(neighbour.values())


def test_a_filter_of_the_page_is_one_of_the_collection(kept_world):
    browser = browser_of(kept_world, "coordinator")

    assert keys(read(browser, "drills", enterprise=kept_world.plant.pk))
    assert keys(read(browser, "drills", enterprise=kept_world.far.pk)) == []
    assert read(browser, "plans", state="unheard_of").status_code == 400


@pytest.mark.parametrize("role", PEOPLE)
def test_each_collection_is_there_and_empty_for_whom_its_page_is_not_open(kept_world, role):
    """One rule for all of them, contracted or read from a list (C5, S14)."""
    browser = browser_of(kept_world, role)
    answers = {name: (view, read(browser, name)) for name, view, _base in router.registry}

    assert {answer.status_code for _view, answer in answers.values()} == {200}
    closed = {
        name: answer.json()["count"]
        for name, (view, answer) in answers.items()
        if view.page and browser.get(reverse(view.page)).status_code != 200
    }
    assert closed == dict.fromkeys(closed, 0)
    assert bool(closed) == (role not in OPEN_TO_ALL)


def test_nobody_reads_nothing(client):
    for name in REGISTERS:
        assert read(client, name).status_code == 401, name
