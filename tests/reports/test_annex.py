"""The annex of a report: the ledger of the month, fit for paper."""

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from documents.states import FileKind
from inspections.models import Finding
from rectification.models import Item, Standing
from reports.services import building, files
from reports.services.writing import document_of
from tests.factories import ItemFactory
from tests.reports.conftest import OCTOBER, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(report):
    return openpyxl.load_workbook(io.BytesIO(files.render(report, FileKind.XLSX))).active


def test_it_is_called_what_the_report_calls_it(report, sheet):
    (named,) = document_of(report).attachments

    assert sheet["A1"].value == "示范县化工园区2026年10月整改台账"
    assert named == f"{sheet['A1'].value}（电子表格）"


def test_on_paper_all_columns_stand_on_two_pages_with_heads_numbers_and_lines(sheet):
    paper = sheet.page_setup

    assert (paper.paperSize, paper.orientation, paper.fitToWidth, paper.fitToHeight) == (8, "landscape", 2, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$2:$2", "$A:$A")
    assert sheet.print_options.gridLines


def test_a_column_in_which_nothing_stands_is_folded_away(sheet):
    heads = {cell.column_letter: cell.value for cell in sheet[2]}
    shapes = [shape for shape in sheet.column_dimensions.values() if shape.hidden]
    folded = {heads[get_column_letter(place)] for shape in shapes for place in range(shape.min, shape.max + 1)}
    empty = {head for letter, head in heads.items() if not any(cell.value for cell in sheet[letter][2:])}

    assert folded == empty
    assert "建设项目" in folded


def test_a_long_text_is_seen_whole(items, report):
    Finding.objects.filter(item=items["late"]).update(description="储罐区可燃气体报警器失效。" * 10)
    sheet = openpyxl.load_workbook(io.BytesIO(files.render(report, FileKind.XLSX))).active
    heights = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows(min_row=3)}

    assert heights[items["late"].number] == 6 * 17
    assert heights[items["new"].number] < 6 * 17


def test_it_lists_what_was_open_or_came_in_the_month(sheet, items):
    numbers = {row[0] for row in sheet.iter_rows(min_row=3, values_only=True)}

    assert numbers == {item.number for item in items.values()}


def test_a_unit_that_was_only_proposed_does_not_stand_in_the_annex(items, plant):
    with on("10-09"):
        waiting = ItemFactory(enterprise=plant)
        Item.objects.filter(pk=waiting.pk).update(lead_organization=plant.organization)
        Standing.objects.filter(item=waiting).update(lead_organization=plant.organization)
    with on("11-01"):
        report = building.build(OCTOBER, plant.county)

    sheet = openpyxl.load_workbook(io.BytesIO(files.render(report, FileKind.XLSX))).active
    heads = [cell.value for cell in sheet[2]]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert rows[waiting.number][heads.index("责任单位")] == "尚未交办"
