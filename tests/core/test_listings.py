"""What holds for every list: found by its address, so that a list added later is asked the same."""

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.states import Role
from core.listing import NO_ROWS, Listing
from tests.core.listed import ADDRESSES, LISTS, OpenedList
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NEED_A_LABEL = {"day", "moment", "expiry"}
"""Cells that say nothing without the name of their column."""


@pytest.fixture(params=sorted(ADDRESSES))
def opened(request, client):
    return OpenedList(client, ADDRESSES[request.param])


@pytest.fixture
def filled(opened):
    """A list of rows, with three of them; what is computed has nothing to be filled with."""
    if not opened.is_of_rows:
        pytest.skip("It lists no rows of a table.")
    if opened.is_a_catalogue:
        opened.empty_catalogues()
    opened.made = opened.fill(3)
    return opened


def queries(opened):
    opened.get()
    with CaptureQueriesContext(connection) as asked:
        assert opened.get().status_code == 200
    return len(asked)


def test_it_shows_its_rows_to_somebody_who_may_see_them(filled):
    answer = filled.get()

    assert {row.pk for row in filled.made} <= set(filled.keys())
    assert str(filled.listing.title) in answer.text


@pytest.mark.req("S15")
def test_it_hides_the_rows_of_others(filled):
    if filled.is_a_catalogue:
        pytest.skip("It is everybody's.")
    stranger = Client()
    stranger.force_login(UserFactory(role=Role.ENTERPRISE))

    answer = stranger.get(filled.path)

    shown = answer.context["page"].object_list if answer.status_code == 200 else []
    assert not {row.pk for row in filled.made} & {row.pk for row in shown}


@pytest.mark.req("S20")
def test_a_filter_that_it_does_not_know_is_refused_in_words(opened):
    answer = opened.get(unheard_of="1")

    assert answer.status_code == 400
    assert "unheard_of" in answer.text
    assert not answer.context["page"].object_list


def test_each_order_is_there_both_ways(filled):
    for name, path in filled.listing.sorts.items():
        values = dict(filled.rows.values_list("pk", path))
        up, down = filled.keys(sort=name), filled.keys(sort=f"-{name}")
        said = [values[key] for key in up if values[key] is not None]

        assert set(up) == set(down)
        assert said == [values[key] for key in reversed(down) if values[key] is not None], name


def test_an_order_that_it_does_not_know_is_the_usual_one(filled):
    assert filled.keys(sort="unheard_of") == filled.keys()


def test_a_search_finds_what_it_shows_and_nothing_else(filled):
    if not filled.listing.is_searched:
        assert filled.get(q="甲").status_code == 400 or filled.listing.filters is None
        return
    page = filled.get().text.partition("<tbody")[2] or filled.get().text.partition("<main")[2]
    said = dict.fromkeys(word for word in re.split(r"[\s<>《》]+", page) if word.isalnum())

    assert any(filled.keys(q=word) for word in said)
    assert filled.keys(q="没有这样的词") == []


def test_the_second_page_goes_on_where_the_first_ends_and_asks_no_more_questions(filled):
    few = queries(filled)
    filled.fill(filled.listing.page_size)

    assert queries(filled) == few
    assert filled.keys(page="2")
    assert not set(filled.keys()) & set(filled.keys(page="2"))


def test_what_says_nothing_by_itself_has_its_name_before_it_on_a_phone(opened):
    for column in opened.listing.shown[1:]:
        assert column.labelled or column.cell not in NEED_A_LABEL, column.name


def test_its_workbook_has_exactly_its_rows(filled):
    if not filled.listing.export:
        return
    shown = filled.get().context["page"].paginator.count
    answer = filled.client.get(reverse(filled.listing.export.url_name))

    head, *rows = list(openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active.values)[1:]
    assert head == tuple(str(column.label) for column in filled.listing.leaving)
    assert len(rows) == shown
    assert len({column.name for column in filled.listing.columns}) == len(filled.listing.columns)


def test_all_counts_begin_alike_but_for_what_waits_for_the_reader():
    listings = [view.listing for _route, view in LISTS.values() if isinstance(view.listing, Listing)]
    with translation.override("zh-hans"):
        said = {str(listing.count % {"n": 12}) for listing in listings if listing.count}

    assert {words for words in said if not words.startswith("共 12 ")} == {"12 条建议待您处理"}


def test_an_empty_list_says_what_will_stand_there(opened):
    if not opened.is_of_rows:
        pytest.skip("What is computed is never empty.")

    assert opened.listing.empty or opened.listing.nothing != NO_ROWS, opened.path
