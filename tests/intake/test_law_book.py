"""The catalogue of the law goes out as a workbook and comes back changed: all of it as one change, or nothing."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.states import Role
from law.models import Amendment, Basis
from law.states import Change
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
GIVEN = {"source": "昌县政发〔2026〕9号", "read_at": "县政府公报", "read_on": "2026-09-01"}
BASES = "依据"


@pytest.fixture
def keeper(client):
    client.force_login(UserFactory(role=Role.COORDINATOR))
    return client


@pytest.fixture
def book(keeper):
    answer = keeper.get(reverse("law:book-download"))
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def heads(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def change(book, code, sheet=BASES, **cells):
    """Change cells of the row of a number; without one in a new row."""
    at = book[sheet]
    row = next((cell.row for cell in at["A"] if cell.value == code), at.max_row + 1)
    for head, value in cells.items():
        at.cell(row, heads(at)[head], value)
    return row


def send(client, book):
    packed = io.BytesIO()
    book.save(packed)
    file = SimpleUploadedFile("依据库.xlsx", packed.getvalue())
    return client.post(reverse("intake:law-book"), GIVEN | {"file": file})


NEW = {"目录": "问题类别", "对象编号": "A03", "情形": "甲", "法律法规标准": "LAW.ECO_CODE", "条款": "107"}
NEW |= {"施行日期": date(2027, 1, 1), "核实情况": "已核实原文"}


def test_an_unchanged_workbook_changes_nothing(keeper, book):
    page = send(keeper, book)

    assert page.status_code == 422
    assert "没有需要变更的条目" in page.content.decode()
    assert not Amendment.objects.exists()


def test_rows_come_in_as_one_change(keeper, book):
    change(book, "LB008", 有效期至=date(2026, 12, 31))
    change(book, "LB010", 条款="106", 施行日期=date(2027, 1, 1))
    change(book, "", **NEW)

    page = send(keeper, book)

    lines = Amendment.objects.get().lines.all()
    assert [(line.code, line.change) for line in lines] == [
        ("LB008", Change.END),
        ("LB010", Change.CORRECT),
        ("", Change.NEW),
    ]
    assert page.url == Amendment.objects.get().get_absolute_url()
    assert "其余864条与库中一致" in keeper.get(page.url).content.decode()


def test_a_basis_may_rest_on_an_instrument_of_the_same_workbook(keeper, book):
    said = {
        "编号": "OWN.0001",
        "类型": "规范性文件",
        "名称": "园区办法",
        "简称": "园区办法",
        "施行日期": date(2027, 1, 1),
    }
    change(book, "OWN.0001", sheet="法律法规标准", **said, 核实情况="已核实原文")
    change(book, "", **NEW | {"法律法规标准": "OWN.0001", "条款": "3"})

    send(keeper, book)

    assert Amendment.objects.get().lines.count() == 2


FAULTS = {
    "article": ({"条款": "第三条"}, "条款"),
    "choice": ({"目录": "无此目录"}, "目录"),
    "instrument": ({"法律法规标准": "LAW.NONE"}, "法律法规标准"),
    "day": ({"施行日期": "明天"}, "施行日期"),
    "number": ({"编号": "LB999"}, "编号"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_at_its_cell_and_nothing_comes_in(keeper, book, name):
    cells, head = FAULTS[name]
    change(book, "LB008", 有效期至=date(2026, 12, 31))
    row = change(book, "", **NEW | cells)

    page = send(keeper, book)

    told = " ".join(page.content.decode().split())
    assert page.status_code == 422
    assert f"工作表“{BASES}”第{row}行 “{head}”" in told
    assert not Amendment.objects.exists()


def test_a_row_that_has_ended_is_not_taken_up_again(keeper, book):
    change(book, "LB007", 有效期至="")

    assert "不再恢复" in send(keeper, book).content.decode()


def test_a_sheet_without_its_columns_is_told(keeper, book):
    book[BASES].delete_cols(heads(book[BASES])["条款"])

    assert "缺少" in send(keeper, book).content.decode()


def test_a_file_that_is_no_workbook_is_told(keeper):
    file = SimpleUploadedFile("依据库.xlsx", b"<html></html>")

    page = keeper.post(reverse("intake:law-book"), GIVEN | {"file": file})

    assert page.status_code == 422
    assert page.context["form"].errors["file"]


def test_the_workbook_of_a_day_has_what_was_in_force_then(keeper):
    answer = keeper.get(reverse("law:book-download"), {"on": "2026-08-14"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))[BASES]

    assert {cell.value for cell in sheet["A"]} - {"编号"} == {
        basis.pk for basis in Basis.objects.in_force(date(2026, 8, 14))
    }


def test_nobody_else_brings_a_workbook(client):
    client.force_login(UserFactory(role=Role.DEPARTMENT))

    assert client.get(reverse("intake:law-book")).status_code == 404
