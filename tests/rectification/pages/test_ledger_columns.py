"""A column of the ledger is declared once (`rectification/listings.py`): page, order, past and workbook follow."""

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from core import clock
from core.figures import Moment
from core.listing import Column, Export, Listing
from rectification.listings import COLUMNS, LEDGER, ON_PAPER
from rectification.models import Item, Standing
from rectification.services import advance
from rectification.services.exporting import LedgerColumn
from rectification.services.past import words_at
from tests.factories import EnterpriseFactory, ItemFactory
from tests.rectification.pages.test_item_page import watcher_of

pytestmark = pytest.mark.django_db
SORTED = [column.by for column in COLUMNS if column.by]
CLASSES = {"path": "number", "by": "", "width": 14, "at": 0, "usual": False}
"""What nobody can leave unsaid of a column of the ledger."""


@pytest.mark.parametrize("left_out", CLASSES)
def test_a_column_that_is_not_classified_is_none(left_out):
    given = {name: value for name, value in CLASSES.items() if name != left_out}

    with pytest.raises(TypeError, match=left_out):
        LedgerColumn("new", "New", **given)


def test_a_column_of_the_workbook_says_where_its_value_is_found():
    with pytest.raises(ValueError, match="new"):
        LedgerColumn("new", "New", **{**CLASSES, "path": ""})


def test_a_column_of_a_list_that_leaves_says_its_width_or_that_it_stays():
    export = Export("core:log-export", "Export", title="", file_name="")

    with pytest.raises(ValueError, match="new"):
        Listing(title="", rows=Item.objects.visible_to, columns=(Column("new", "New"),), export=export)
    for column in (Column("new", "New", width=9), Column("new", "New", on_paper=False)):
        assert Listing(title="", rows=Item.objects.visible_to, columns=(column,), export=export)


def test_each_has_a_name_and_a_place_of_its_own():
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)
    assert [column.at for column in LEDGER.shown] == list(range(1, len(LEDGER.shown) + 1))


def test_none_shows_the_present_where_the_past_is_asked_for():
    """`closed_at` follows from the standing itself."""
    asked = {path for column in COLUMNS for path in (column.path, column.by, *column.needs) if path not in ("", "pk")}
    own = {root for root in (path.split("__")[0] for path in asked) if root in Item.kept.columns}

    assert own & set(Item.kept.among("present")) <= {"closed_at"}
    assert {by.split("__")[0] for by in SORTED} - {"pk"} <= {field.name for field in Standing._meta.fields}


@pytest.mark.parametrize("by", SORTED)
def test_each_order_is_there_both_ways_now_and_in_the_past(visit, by):
    yesterday = clock.today() - timedelta(days=1)
    with clock.at(clock.now() - timedelta(days=1)):
        plant = EnterpriseFactory()
        items = [ItemFactory(enterprise=plant, rectifying=True, due_in=days) for days in (9, 3, 6)]
    browser = visit(items[0].people["coordinator"])

    for asked in ({}, {"as_of": yesterday.isoformat()}):
        up, down = (
            [item.pk for item in browser.get("/ledger/", {"sort": f"{way}{by}", **asked}).context["page"]]
            for way in ("", "-")
        )
        assert sorted(up) == sorted(down) == sorted(item.pk for item in items)


@pytest.mark.req("S18")
def test_who_watches_the_public_part_is_offered_no_names_of_persons_now_or_then(visit):
    with clock.at(clock.now() - timedelta(days=1)):
        item = ItemFactory(rectifying=True)
    browser, yesterday = visit(watcher_of(item.park)), clock.today() - timedelta(days=1)

    for link in ("/ledger/?cols=person", f"/ledger/?cols=person&as_of={yesterday}"):
        answer = browser.get(link)
        assert answer.context["page"].object_list
        assert "person" not in {column.name for column in answer.context["offered_columns"]}


def test_the_workbook_has_the_declared_columns_and_a_new_one_with_them(visit, monkeypatch):
    item = ItemFactory(rectifying=True)
    new = LedgerColumn("new", "新列", path="measures", by="", width=9, at=0, usual=False)
    monkeypatch.setattr("rectification.views.exports.ON_PAPER", [*ON_PAPER, new])

    sheet = load_workbook(io.BytesIO(visit(item.people["coordinator"]).get("/ledger/export/").getvalue())).active

    head, row = list(sheet.values)[1:]
    assert head == (*(str(column.label) for column in ON_PAPER), "新列")
    assert row[-1] == Item.objects.get(pk=item.pk).measures


def test_what_the_history_alone_keeps_is_taken_back_as_the_value_it_was():
    item = ItemFactory(awaiting_sign_off=True, source="INSPECTORATE")
    coordinator = item.people["coordinator"]
    published = advance(item.pk, "publish", actor=coordinator, version=item.version, days=5)
    moment = Moment.now()

    with clock.at(clock.now() + timedelta(days=1)):
        advance(item.pk, "return", actor=coordinator, version=published.version, reason="整改不到位")

    assert words_at(moment, [item.pk])[item.pk]["publicity_until"] == published.publicity_until
    assert type(published.publicity_until) is date
