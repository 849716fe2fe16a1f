"""What stands in a cell of a list or of a file's facts."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from core.listing import Cell, Column, Table


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("13305.00", "13,305"),
        ("68.25", "68.25"),
        ("12.5000", "12.5"),
        ("0.00", "0"),
        ("1000", "1,000"),
        ("-3.10", "-3.1"),
    ],
)
def test_an_amount_is_shown_without_the_zeros_that_only_fill_its_places(kept, shown):
    assert Cell(Column("area", "Area", "area"), SimpleNamespace(area=Decimal(kept))).text == shown


def test_an_amount_that_is_not_known_is_shown_as_the_column_says():
    assert Cell(Column("area", "Area", "area", empty="—"), SimpleNamespace(area=None)).text == "—"


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        (date(2022, 10, 22), None, "自2022年10月22日起"),
        (None, date(2023, 1, 5), "至2023年1月5日"),
        (date(2022, 10, 22), date(2023, 1, 5), "2022年10月22日 – 2023年1月5日"),
        (None, None, "未填报"),
    ],
)
def test_a_span_of_days_may_be_open_at_either_end(since, until, shown):
    cell = Cell(Column("time", "Time", lambda row: (row.since, row.until), "days", empty="未填报"), _row(since, until))

    assert render_to_string(cell.template, {"cell": cell}).strip() == shown


@pytest.mark.parametrize(
    ("column", "is_left_out"),
    [
        (Column("until", "Until", "until", "day"), True),
        (Column("until", "Until", "until", empty="—"), True),
        (Column("until", "Until", "until", "day", labelled=True), False),
        (Column("until", "Until", "until", empty="未填报"), False),
        (Column("until", "Until", "until", "expiry"), False),
        (Column("since", "Since", "since", "day"), False),
    ],
    ids=["day", "text", "labelled", "in words", "says so itself", "filled"],
)
def test_on_a_phone_the_sign_for_nothing_is_left_out_where_no_label_says_of_what(column, is_left_out):
    table = Table("Table", (column,), [_row(date(2022, 10, 22), None)])

    assert ("is-empty" in render_to_string("components/rows.html", {"table": table})) is is_left_out


def _row(since, until):
    return SimpleNamespace(since=since, until=until)
