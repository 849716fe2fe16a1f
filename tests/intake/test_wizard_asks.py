"""The wizard asks where a thing is first known, and its buttons do what they say (C12, C14)."""

import pytest
import xlwt
from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.states import Level
from intake.models import ImportBatch
from rectification.models import Item
from rectification.states import Origin, State
from tests.factories import OrganizationFactory
from tests.intake.sheets import save
from tests.intake.test_wizard import bring, coordinator, run_import

__all__ = ["coordinator"]
pytestmark = pytest.mark.django_db
HEADING = ("序号", "存在问题", "隐患级别", "责任单位", "整改期限", "整改情况")
RED = (1, "液氯储罐区可燃气体报警器失效", "红", "县应急局", "2021年6月", "已完成")
STRANGE = (2, "硝化车间事故池阀门无标识", "一般", "水务局", "2099年6月", None)


def columns_of(client, address):
    form = client.get(address).context["form"]
    given = {"source": "COUNTY_CHECK", "park": ""}
    return form, given | {f"column-{place}": column.field or "" for place, column in enumerate(form.columns)}


def test_words_and_units_are_settled_with_the_columns(client, coordinator, tmp_path):
    address = bring(client, save(tmp_path / "list.xlsx", [HEADING, RED, STRANGE]))
    form, given = columns_of(client, address)

    answer = client.post(address, given)

    assert [question.key for question in form.questions] == ["level:红", "done:done"]
    assert set(answer.context["form"].errors) == {"answer-0", "unit-0"}
    assert not Item.objects.exists()


def test_one_click_takes_all_proposals(client, coordinator, tmp_path):
    OrganizationFactory(name="县水务局")
    address = bring(client, save(tmp_path / "list.xlsx", [HEADING, RED, STRANGE]))
    _form, given = columns_of(client, address)

    check = client.post(address, {**given, "accept": "yes"})["Location"]
    page = client.get(check)
    run_import(client, check)

    assert "导入 2 条" in page.text
    items = {item.title: item for item in Item.objects.all()}
    assert items[RED[1]].level == Level.MAJOR
    assert (items[RED[1]].state, items[RED[1]].origin) == (State.UNDER_REVIEW, Origin.LIST)
    assert items[STRANGE[1]].lead_organization.name == "县水务局"


def test_rows_may_be_left_out_knowingly_and_the_button_says_so(client, coordinator, tmp_path):
    address = bring(client, save(tmp_path / "list.xlsx", [HEADING, RED, STRANGE]))
    _form, given = columns_of(client, address)

    check = client.post(address, {**given, "answer-0": "leave", "answer-1": "history", "unit-0": "new"})["Location"]
    page = client.get(check)
    run_import(client, check)

    assert "导入 1 行；1 行有误，不导入" in page.text
    assert [item.title for item in Item.objects.all()] == [STRANGE[1]]


def test_a_button_whose_numbers_have_changed_does_nothing(client, coordinator, tmp_path):
    address = bring(client, save(tmp_path / "list.xlsx", [HEADING, RED]))
    _form, given = columns_of(client, address)
    check = client.post(address, {**given, "accept": "yes"})["Location"]

    answer = client.post(check, {"promise": "9/9"}, follow=True)

    assert "数量已变化" in answer.text
    assert not Item.objects.exists()


def test_a_block_pasted_from_a_spreadsheet_is_a_list(client, coordinator):
    rows = [("序号", "存在问题", "责任单位", "整改期限"), ("1", '"罐区\n积水"', "县应急局", "2026年6月30日")]
    pasted = "\r\n".join("\t".join(row) for row in rows)

    address = client.post("/imports/", {"pasted": pasted})["Location"]
    _form, given = columns_of(client, address)
    run_import(client, client.post(address, given)["Location"])

    assert Item.objects.get().finding.description == "罐区\n积水"
    assert ImportBatch.objects.get().file.name.endswith(".csv")


def test_an_old_workbook_is_read_with_its_hidden_column(client, coordinator, tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for row, values in enumerate(
        [("存在问题", "责任单位", "整改期限", "整改时限"), ("罐区积水", "县应急局", "2026年6月", "2026年9月")]
    ):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    sheet.col(2).hidden = True
    book.save(str(tmp_path / "list.xls"))

    file = SimpleUploadedFile("list.xls", (tmp_path / "list.xls").read_bytes())
    address = client.post("/imports/", {"file": file})["Location"]
    _form, given = columns_of(client, address)
    run_import(client, client.post(address, given)["Location"])

    assert str(Item.objects.get().deadline) == "2026-09-30"
    assert Item.objects.get().origin == Origin.LIST
