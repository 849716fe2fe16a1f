"""Every list that leaves as a workbook can be printed: all columns, no text cut, the heading over each page."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.models import LogEntry
from core.services import log_reading, workbooks
from tests.core.listed import ADDRESSES, EXPORTS, OpenedList
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
MOST_ACROSS = 345
"""Signs that one sheet holds side by side and that are still read."""


@pytest.fixture(params=sorted(EXPORTS))
def sheet(request, client):
    ItemFactory(enterprise=EnterpriseFactory(name="示范县启岚医药化工有限公司"), rectifying=True)
    LogEntry.objects.create(at=clock.now(), act="session.login", actor_name="李某", reason="按要求办理。" * 9)
    opened = OpenedList(client, ADDRESSES[EXPORTS[request.param]])
    opened.fill(1)
    answer = client.get(reverse(request.param))
    made = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    made.across = sum(column.width for column in opened.listing.leaving)
    return made


def test_it_is_set_for_paper(sheet):
    paper = sheet.page_setup

    assert sheet.across / (paper.fitToWidth or 1) <= MOST_ACROSS
    assert paper.fitToHeight == 0
    assert (paper.paperSize, paper.orientation) == (8, "landscape")
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.print_options.gridLines
    assert sheet.print_area.split("!")[1].startswith("$A$2:")
    assert sheet["A1"].value == sheet.oddHeader.center.text


def width_of(sheet, column):
    """Columns side by side that are equally wide are kept as one in the file."""
    return next(each.width for each in sheet.column_dimensions.values() if each.min <= column <= each.max)


def test_no_text_is_cut(sheet):
    rows = list(sheet.iter_rows(min_row=3))

    assert rows
    for row in rows:
        for cell in row:
            width = width_of(sheet, cell.column)
            lines = -(-sum(2 if ord(sign) > 255 else 1 for sign in str(cell.value or "")) // (width - 1))
            assert sheet.row_dimensions[cell.row].height > min(17 * lines, 408) - 1 or not isinstance(cell.value, str)


def test_it_says_what_it_is_and_nothing_of_who_may_see_what(sheet):
    assert "可见" not in sheet["A1"].value


def test_the_log_says_the_role_in_words():
    person = UserFactory(role=Role.INSPECTOR)
    told = {"actor": person, "actor_name": person.name, "actor_role": person.role}
    entry = LogEntry.objects.create(at=clock.now(), act="session.login", **told)

    assert log_reading.role(entry) == str(Role.INSPECTOR.label)


@pytest.mark.parametrize(
    ("heading", "name"),
    [("企业名单 · 园区：甲 · 2026-11-22", "企业名单"), ("问题/整改台账", "问题"), ("", "清单"), ("长" * 40, "长" * 31)],
)
def test_a_sheet_is_called_after_its_list(heading, name):
    assert workbooks.sheet_name(heading) == name


def test_a_workbook_says_by_the_clock_of_the_house_when_it_was_made():
    moment = datetime(2025, 12, 31, 20, 0, tzinfo=UTC)

    with clock.at(moment), workbooks.workbook_of([["甲"]], heading="清单", columns=["单位"]) as made:
        properties = openpyxl.load_workbook(made).properties

    assert properties.created == moment.replace(tzinfo=None)
