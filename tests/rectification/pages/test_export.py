"""The workbook holds what the list shows, as text that stays text."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.states import Role
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory
from tests.rectification.pages.test_item_page import watcher_of

pytestmark = pytest.mark.django_db
HEAD = 2


def sheet_of(answer):
    return load_workbook(io.BytesIO(answer.getvalue())).active


def column(sheet, heading):
    place = next(cell.column for cell in sheet[HEAD] if cell.value == heading)
    return [row[place - 1].value for row in sheet.iter_rows(min_row=HEAD + 1)]


def test_the_workbook_holds_the_rows_of_the_list_in_its_order(visit):
    plant = EnterpriseFactory()
    items = [ItemFactory(enterprise=plant, rectifying=True, due_in=days) for days in (9, 3, 6)]
    ItemFactory(enterprise=plant, assigned=True)
    browser = visit(items[0].people["coordinator"])

    sheet = sheet_of(browser.get("/ledger/export/?state=RECTIFYING"))

    page = browser.get("/ledger/?state=RECTIFYING").context["page"].object_list
    assert column(sheet, "编号") == [item.number for item in page]
    assert column(sheet, "责任人") == ["李某"] * 3


def test_the_head_says_filter_moment_and_who_took_it(visit):
    item = ItemFactory(rectifying=True)

    head = sheet_of(visit(item.people["coordinator"]).get("/ledger/export/?state=RECTIFYING"))["A1"].value

    assert "状态：整改中" in head
    assert item.people["coordinator"].name in head


@pytest.mark.req("S45")
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("http://x")'])
def test_a_text_that_looks_like_a_formula_stays_a_text(visit, text):
    item = ItemFactory(title=text, description=text)

    sheet = sheet_of(visit(item.people["coordinator"]).get("/ledger/export/"))

    cell = next(row for row in sheet.iter_rows(min_row=HEAD + 1))[1]
    assert (cell.value.strip(), cell.data_type) == (text.strip(), "s")
    assert cell.quotePrefix


def test_the_number_of_queries_does_not_grow_with_the_rows(visit):
    plant = EnterpriseFactory()
    browser = visit(ItemFactory(enterprise=plant).people["coordinator"])
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get("/ledger/export/").getvalue()
        counts.append(len(asked))
        for _number in range(5):
            ItemFactory(enterprise=plant)

    assert counts[0] == counts[1]


@pytest.mark.req("S15")
def test_a_stranger_gets_a_workbook_without_a_row(visit):
    ItemFactory(rectifying=True)
    stranger = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    sheet = sheet_of(visit(stranger).get("/ledger/export/"))

    assert sheet.max_row == HEAD


@pytest.mark.req("S18")
def test_who_watches_the_public_part_gets_no_names_of_persons(visit):
    item = ItemFactory(rectifying=True)

    sheet = sheet_of(visit(watcher_of(item.park)).get("/ledger/export/"))

    assert sheet.max_row == HEAD + 1
    assert {"责任人", "整改要求"}.isdisjoint(cell.value for cell in sheet[HEAD])
