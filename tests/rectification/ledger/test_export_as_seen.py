"""The workbook of a view: the columns that the page shows in their order, and its groups."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from core import clock
from tests.factories import EnterpriseFactory, ItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return ItemFactory(title="围堰破损", rectifying=True, overdue=True)


def lines(browser, query=""):
    book = load_workbook(io.BytesIO(browser.get(f"/ledger/export/view/{query}").getvalue()))
    return [list(row) for row in book.active.values][1:]


def test_it_has_the_columns_of_the_page_in_their_order(visit, item):
    browser = visit(item.people["coordinator"])
    browser.post("/ledger/columns/", {"column": ["state", "place", "title", "source"]})

    head, row = lines(browser)

    assert head == ["状态", "企业/园区", "问题", "问题来源"]
    assert row[:3] == ["整改中", item.enterprise.name, "围堰破损"]


def test_its_groups_have_their_heads(visit, item):
    ItemFactory(title="法兰泄漏", enterprise=EnterpriseFactory(park=item.park))

    rows = lines(visit(item.people["coordinator"]), "?group=state&cols=title&cols=state")

    first, last = "待交办  1 条 · 占 50.0%", "整改中  1 条 · 占 50.0%  逾期 1"
    assert [row[0] for row in rows] == ["问题", first, "法兰泄漏", last, "围堰破损"]


def test_the_past_leaves_in_its_groups_too(visit, item):
    day = clock.today() - timedelta(days=1)

    answer = visit(item.people["coordinator"]).get(f"/ledger/export/view/?group=state&as_of={day}")

    assert answer.status_code == 200
