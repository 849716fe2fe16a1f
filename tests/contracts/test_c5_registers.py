"""The lists of the house as collections of the API: the same rows, columns, order and right as the page (C5)."""

import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from accounts.states import Role
from config.api_urls import REGISTERS
from tests.core.listed import made_for
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parents[1] / "query_counts.json").read_text(encoding="utf-8"))
WITH_BOOK = sorted(name for name, (listing, _page) in REGISTERS.items() if listing.export)


def read(client, name, **query):
    return client.get(f"/api/v1/{name}/", query)


def keys(answer):
    return [row["id"] for row in answer.json()["results"]]


def model_of(name):
    return REGISTERS[name][0].filters._meta.model


@pytest.fixture
def office(client):
    """The browser of a coordinator."""
    client.person = UserFactory(role=Role.COORDINATOR)
    client.force_login(client.person)
    return client


def fill(office, name, number=3):
    return [made_for(office.person, model_of(name)) for _each in range(number)]


@pytest.mark.parametrize("name", WITH_BOOK)
def test_a_row_says_what_the_workbook_says(office, name):
    fill(office, name, 2)
    listing = REGISTERS[name][0]
    answer = office.get(reverse(listing.export.url_name))
    _head, _labels, *lines = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active.values

    rows = read(office, name).json()["results"]

    assert len(rows) == len(lines) == 2
    for row, line in zip(rows, lines, strict=True):
        for column, cell in zip(listing.leaving, line, strict=True):
            if column.on_page or not listing.shows_persons:
                assert said(row, column.name) == in_words(cell), (name, column.name)


def said(row, name):
    """What a row says in words: the name of a code or reference, yes or no, a day, a number."""
    value = row.get(f"{name}_name", row[name])
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str) and (moment := parse_datetime(value)):
        return moment.date().isoformat()
    return in_words(value)


def in_words(cell):
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    try:
        return str(Decimal(str(cell)).normalize())
    except ArithmeticError:
        return "" if cell is None else str(cell)


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_each_asks_as_often_for_many_rows_as_for_few(office, name):
    fill(office, name, 3)
    read(office, name)
    few = questions(office, name)
    fill(office, name, 9)

    assert questions(office, name) == few == PINNED[f"register {name}/"]


def questions(office, name):
    with CaptureQueriesContext(connection) as asked:
        answer = read(office, name)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.req("S20")
@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_what_a_list_does_not_know_is_refused_in_words(office, name):
    for query in ({"unheard_of": "1"}, {"ordering": "unheard_of"}):
        answer = read(office, name, **query)

        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == list(query)


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_each_order_of_the_list_is_there_both_ways_and_pages_go_on(office, name):
    fill(office, name, 3)

    for word in REGISTERS[name][0].sorts:
        up, down = (read(office, name, ordering=order, limit=200) for order in (word, f"-{word}"))
        assert up.json()["count"] > 200 or sorted(keys(up)) == sorted(keys(down)), word
    assert keys(read(office, name, limit=2)) + keys(read(office, name, limit=2, offset=2)) == keys(
        read(office, name, limit=4)
    )


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_one_row_is_read_as_in_the_list_and_nothing_is_written(office, name):
    fill(office, name, 1)
    row = read(office, name, limit=1).json()["results"][0]

    assert office.get(f"/api/v1/{name}/{row['id']}/").json() == row
    for act in (office.post, office.put, office.patch, office.delete):
        assert act(f"/api/v1/{name}/{row['id']}/", content_type="application/json").status_code == 405


def test_a_phone_is_told_as_papers_show_it(office):
    row = fill(office, "key-people", 1)[0]
    type(row).objects.filter(pk=row.pk).update(phone="13912345678")

    told = office.get(f"/api/v1/key-people/{row.pk}/")

    assert "13912345678" not in told.content.decode()
    assert told.json()["phone"].startswith("139")


def test_a_searched_list_is_searched_and_another_says_that_it_is_not(office):
    plan = fill(office, "plans", 2)[0]

    assert keys(read(office, "plans", search=plan.title)) == [plan.pk]
    assert read(office, "drills", search="泄漏").status_code == 400
