"""Photos in and over the cells of a list hang at the items of their rows."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Anchored
from PIL import Image

from core.models import Attachment
from intake.models import ImportBatch
from rectification.models import Evidence, Item
from tests.contracts.test_c3_import import run
from tests.factories import UserFactory
from tests.intake.sheets import repacked
from tests.intake.test_wizard import bring, confirm_columns, coordinator, run_import

__all__ = ["coordinator"]
pytestmark = pytest.mark.django_db
HEADING = ("序号", "存在问题", "责任单位", "整改时限", "整改前照片", "整改后照片")
ROWS = (
    (1, "液氯罐区可燃气体报警器失效未修复", "县应急局", "2026年3月底前"),
    (2, "危废仓库未设置导流沟", "县应急局", "立行立改"),
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def photo(colour="red", form="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(out, form)
    return out.getvalue()


def drawn(path, change):
    book = Workbook()
    sheet = book.active
    sheet.title = "问题清单"
    for row in (HEADING, *ROWS):
        sheet.append(row)
    change(book, sheet)
    book.save(path)
    return path


def anchored(cell, content):
    return lambda _book, sheet: sheet.add_image(Anchored(io.BytesIO(content)), cell)


def in_cells(path, cells, pictures):
    """As WPS keeps them: a formula in the cell, the picture in xl/cellimages.xml."""

    def formulas(_book, sheet):
        for cell, key in cells.items():
            sheet[cell] = f'=_xlfn.DISPIMG("{key}",1)'

    drawn(path, formulas)
    kept = "".join(
        f'<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="{key}"/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="rId{number}"/></xdr:blipFill></xdr:pic></etc:cellImage>'
        for number, key in enumerate(pictures)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/image" Target="media/p{number}.png"/>'
        for number in range(len(pictures))
    )
    parts = {f"xl/media/p{number}.png": content for number, content in enumerate(pictures.values())}
    parts["xl/cellimages.xml"] = (
        f'<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:a="{DRAWING}/main" '
        f'xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:r="{OFFICE}">{kept}</etc:cellImages>'
    ).encode()
    parts["xl/_rels/cellimages.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'.encode()
    return repacked(path, parts)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    UserFactory()
    return settings.MEDIA_ROOT


def hanging():
    return {
        (row.item.finding.description[:2], row.attachment.kind) for row in Evidence.objects.select_related("attachment")
    }


@pytest.mark.usefixtures("media")
@pytest.mark.parametrize("is_anchored", [True, False])
def test_a_photo_hangs_at_the_item_of_its_row_as_its_heading_says(is_anchored, tmp_path):
    path = tmp_path / "list.xlsx"
    if is_anchored:

        def place(book, sheet):
            anchored("E2", photo())(book, sheet)
            anchored("F3", photo("green"))(book, sheet)

        drawn(path, place)
    else:
        in_cells(path, {"E2": "ID_A", "F3": "ID_B"}, {"ID_A": photo(), "ID_B": photo("green")})

    answer, code = run(path, "--create-units")

    assert (code, answer["left_out"], answer["warnings"]) == (0, [], [])
    assert hanging() == {("液氯", "before"), ("危废", "after")}
    assert ImportBatch.objects.get().summary["photos"] == 2
    assert Attachment.objects.filter(content_type="image/jpeg", width=320).count() == 2


@pytest.mark.usefixtures("media")
def test_a_picture_that_the_file_does_not_hold_is_named(tmp_path):
    answer, _code = run(in_cells(tmp_path / "list.xlsx", {"E2": "ID_A", "F3": "ID_B"}, {"ID_A": photo()}))

    assert [(entry["row"], entry["column"]) for entry in answer["warnings"]] == [(3, "整改后照片")]


@pytest.mark.usefixtures("media")
def test_a_picture_at_no_problem_is_named_by_its_cell(tmp_path):
    answer, _code = run(drawn(tmp_path / "list.xlsx", anchored("B9", photo())), "--create-units")

    told = [(entry["what"], entry["row"], entry["column"]) for entry in answer["left_out"] if entry["row"]]
    assert told == [("attached", 9, "B")]
    assert not Evidence.objects.exists()


@pytest.mark.usefixtures("media")
def test_a_picture_that_is_no_photo_is_refused_by_name_and_the_rest_comes_in(tmp_path):
    path = in_cells(tmp_path / "list.xlsx", {"E2": "ID_A"}, {"ID_A": b"\x89PNG\r\n\x1a\n" + b"x" * 500})

    _answer, code = run(path, "--create-units")

    assert (code, Item.objects.count(), Evidence.objects.count()) == (0, 2, 0)
    assert "第 2 行" in ImportBatch.objects.get().summary["photos_refused"][0]


@pytest.mark.usefixtures("media")
def test_a_comment_is_named_by_its_cell_and_is_no_picture(tmp_path):
    def comment(_book, sheet):
        sheet["B2"].comment = Comment("此项已移交市局", "王某")

    answer, _code = run(drawn(tmp_path / "list.xlsx", comment), "--create-units")

    told = [
        (entry["row"], entry["column"], entry["why"]) for entry in answer["left_out"] if entry["what"] == "attached"
    ]
    assert told == [(2, "B", "批注：此项已移交市局")]


def test_the_browser_takes_them_too_and_says_so(client, coordinator, tmp_path):
    path = in_cells(tmp_path / "list.xlsx", {"F2": "ID_A"}, {"ID_A": photo()})
    answer = run_import(client, confirm_columns(client, bring(client, path)))
    page = client.get(answer["Location"]).content.decode()

    assert hanging() == {("液氯", "after")}
    assert "清单所附照片 1 张" in page
