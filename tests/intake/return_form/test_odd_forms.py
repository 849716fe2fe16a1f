"""Forms as superiors make them: cells over several items, ticks, days, formulas, no column for the progress at all."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl.drawing.image import Image as Picture
from openpyxl.styles import PatternFill
from PIL import Image

from core import clock
from inspections.models import FindingSource
from intake.imports import return_form as form_back
from intake.models import ImportedRow
from intake.reading.sheet_xml import with_cells
from tests.factories import ItemFactory
from tests.intake.return_form.forms import brought_in, cells, differing, formats, moved, skeleton

pytestmark = pytest.mark.django_db
SHEET = "交办清单"
CALC = Path(shutil.which("soffice") or "/").resolve().parent / "libsclo.so"


def rewritten(form, change):
    book = openpyxl.load_workbook(form)
    change(book[SHEET])
    book.save(form)
    return form


def closed(batch, *rows, **wanted):
    """Let these rows of the list be about items that went the whole way to their sign-off."""
    for row in rows:
        item = ItemFactory(closed=True, **wanted)
        source = ImportedRow.objects.get(batch=batch, row=row).source
        FindingSource.objects.filter(pk=source.pk).update(finding=item.finding)


def written(batch, **how):
    return cells(form_back.prepare(batch, **how).content)


def day(found):
    return f"{found.year}年{found.month}月{found.day}日"


def test_what_was_signed_off_is_told_with_its_days_and_its_word(form, coordinator):
    batch = brought_in(form, coordinator)
    closed(batch, 4)
    after, today = written(batch), clock.today()

    assert after[SHEET, 4, 5].startswith(f"已完成整改（{day(today)}复查通过，{day(today)}销号）。")
    assert after[SHEET, 4, 6] == "是"
    assert after[SHEET, 3, 5] == "正在采购"


def test_a_cell_over_several_items_speaks_for_each_and_is_done_when_all_are(form, coordinator):
    rewritten(form, lambda sheet: (sheet.merge_cells("E4:E5"), sheet.merge_cells("F4:F5")))
    batch = brought_in(form, coordinator)
    closed(batch, 4)
    half = written(batch)
    closed(batch, 5)
    whole = written(batch)

    first, second = half[SHEET, 4, 5].split("\n")
    assert first.startswith("2：已完成整改")
    assert second.startswith("3：已登记，待交办")
    assert (half[SHEET, 4, 6], whole[SHEET, 4, 6]) == ("否", "已整改")


def test_a_further_table_is_filled_in_where_its_own_progress_stands(form, coordinator):
    def add_table(sheet):
        sheet.append(("序号", "整改进展", "存在问题", "责任单位", "整改时限"))
        sheet.append((9, "正在清理", "原料库房堵塞消防通道", "县应急局", "2026年6月"))

    batch = brought_in(rewritten(form, add_table), coordinator)
    row = ImportedRow.objects.filter(batch=batch).latest("row").row
    closed(batch, row)
    after = written(batch)

    assert after[SHEET, row, 2].startswith("已完成整改")
    assert after[SHEET, row, 5] == "2026年6月"


def test_the_day_of_completion_takes_the_shape_of_the_list(form, coordinator):
    rewritten(form, lambda sheet: sheet.__setitem__("G2", "销号时间"))
    batch = brought_in(form, coordinator)
    closed(batch, 4)

    assert written(batch)[SHEET, 4, 7] == day(clock.today())


def test_ticks_stay_ticks(form, coordinator):
    def tick(sheet):
        for row, value in ((3, None), (4, None), (5, "√")):
            sheet[f"F{row}"] = value

    batch = brought_in(rewritten(form, tick), coordinator)
    closed(batch, 4)
    moved(batch, coordinator, most=1)
    after = written(batch)

    assert after[SHEET, 4, 6] == "√"
    assert (SHEET, 3, 6) not in after


def test_a_formula_gives_way_with_its_place_in_the_order_of_computation(form, coordinator):
    with_chain(rewritten(form, lambda sheet: sheet.__setitem__("E4", "=A4&B4")))
    batch = brought_in(form, coordinator)
    closed(batch, 4)
    after = zipfile.ZipFile(io.BytesIO(form_back.prepare(batch).content))

    assert "xl/calcChain.xml" not in after.namelist()
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert b"calcChain" not in after.read(name)
    assert b"<f>1+1</f>" in after.read("xl/worksheets/sheet1.xml")


def with_chain(path):
    """Add the order of computation that Excel writes, and openpyxl does not."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    added = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'),
        "xl/_rels/workbook.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdC" Type="{link}" Target="calcChain.xml"/></Relationships>',
        ),
    }
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for name, (old, new) in added.items():
        parts[name] = parts[name].decode().replace(old, new).encode()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{main}"><c r="E4" i="1"/><c r="G3"/></calcChain>'.encode()
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def without_progress(sheet):
    sheet.unmerge_cells("A1:G1")
    sheet.delete_cols(5, 2)
    sheet["E2"].fill = PatternFill("solid", fgColor="00FF00")


def test_a_column_is_added_at_the_right_end_only_when_asked_for(form, coordinator):
    batch = brought_in(rewritten(form, without_progress), coordinator)
    with pytest.raises(form_back.NoProgressColumnError):
        form_back.prepare(batch)
    content = form_back.prepare(batch, append=True).content
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]

    assert [sheet.cell(2, place).value for place in (5, 6)] == ["备注", "整改进展情况"]
    assert sheet["F2"].fill.fgColor.rgb == sheet["E2"].fill.fgColor.rgb == "0000FF00"
    assert sheet["F3"].value == "已登记，待交办，整改期限2026年12月31日。"
    assert differing(cells(form.read_bytes()), cells(content)) == {(SHEET, row, 6) for row in (2, 3, 4, 5)}
    assert formats(form.read_bytes()) == formats(content)


def test_the_page_offers_the_further_column_and_hands_it_out(form, coordinator):
    batch = brought_in(rewritten(form, without_progress), coordinator)
    client = Client()
    client.force_login(coordinator)

    assert 'name="append"' in client.get(f"/imports/{batch.pk}/").content.decode()
    content = client.post(f"/imports/{batch.pk}/back/", {"append": "yes"}).content
    assert content == form_back.prepare(batch, append=True).content


def test_a_longer_edition_of_the_list_speaks_of_the_rows_known_from_the_first(form, coordinator, tmp_path):
    first = brought_in(form, coordinator)
    moved(first, coordinator, most=1)
    later = tmp_path / "交办二.xlsx"
    shutil.copy(form, later)
    more = (4, "未设置警示标志", "示范化工有限公司", "2026年12月31日", "", "否", "")
    rewritten(later, lambda sheet: [sheet.cell(6, place, value) for place, value in enumerate(more, 1)])
    second = brought_in(later, coordinator)
    back = form_back.prepare(second)

    assert second.rows.count() == 1
    assert written(second)[SHEET, 3, 5] == "已作废：重复"
    assert back.left_out == ()


def test_rows_that_were_left_out_at_the_import_are_named(form, coordinator):
    batch = brought_in(rewritten(form, lambda sheet: sheet.__setitem__("B4", None)), coordinator)

    assert form_back.prepare(batch).left_out == ((SHEET, 4),)


def test_rows_that_go_back_as_they_came_are_named_with_their_sheet(client, form, coordinator):
    book = openpyxl.load_workbook(form)
    other = book.copy_worksheet(book[SHEET])
    other.title = "交办清单二"
    other["B3"], other["B4"], book[SHEET]["B4"] = "未开展应急演练", None, None
    book.save(form)

    batch = brought_in(form, coordinator)
    client.force_login(coordinator)
    page = client.get(f"/imports/{batch.pk}/").content.decode()

    assert set(form_back.prepare(batch).left_out) == {(SHEET, 4), ("交办清单二", 4)}
    assert f"{SHEET} 4；交办清单二 4" in page


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@a", "<&>\x07"])
def test_a_text_that_looks_like_a_formula_stays_a_text(form, text):
    sheet = openpyxl.load_workbook(io.BytesIO(with_cells(form, {SHEET: ({(3, 5): text}, None)})))[SHEET]

    assert sheet["E3"].value == text.replace("\x07", "")
    assert sheet["E3"].data_type == "s"


def test_a_picture_and_all_other_parts_are_the_same_bytes(form, coordinator):
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    rewritten(form, lambda sheet: sheet.add_image(Picture(drawn), "I2"))
    batch = brought_in(form, coordinator)
    moved(batch, coordinator)
    back = form_back.prepare(batch)
    allowed = {(SHEET, change.row, change.column) for change in back.changes}

    assert any(name.startswith("xl/media/") for name in formats(back.content))
    assert formats(form.read_bytes()) == formats(back.content)
    assert skeleton(form.read_bytes(), allowed) == skeleton(back.content, allowed)


def test_the_number_of_queries_does_not_grow_with_the_rows(form, coordinator, django_assert_num_queries):
    batch = brought_in(form, coordinator)
    moved(batch, coordinator)

    with django_assert_num_queries(2):
        form_back.prepare(batch)


def test_the_command_writes_the_same_file(form, coordinator, tmp_path):
    batch = brought_in(form, coordinator)
    moved(batch, coordinator)
    call_command("form_back", str(batch.pk), "--out", str(tmp_path / "out.xlsx"), stdout=io.StringIO())

    assert (tmp_path / "out.xlsx").read_bytes() == form_back.prepare(batch).content


@pytest.mark.skipif(not CALC.exists(), reason="LibreOffice Calc is not there")
def test_libreoffice_reads_what_goes_back(form, coordinator, tmp_path):
    batch = brought_in(form, coordinator)
    moved(batch, coordinator, most=1)
    (tmp_path / "back.xlsx").write_bytes(form_back.prepare(batch).content)
    asked = ["soffice", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "back.xlsx"]
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run([*asked, home], cwd=tmp_path, check=True, capture_output=True, timeout=120)

    assert "已作废：重复" in (tmp_path / "back.csv").read_text()
