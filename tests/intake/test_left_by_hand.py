"""What officials do to a list by hand: strike through, comment, paste, photograph; nothing of it is lost in silence."""

import io
import shutil
import subprocess

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Anchored
from openpyxl.styles import Font

from intake.reading.reading import read_list
from intake.reading.refusals import UnreadableFileError
from intake.rules.deadline_wording import AN_EVENT, read_deadline
from intake.rules.progress_words import Says, says
from rectification.models import Item
from tests.contracts.test_c3_import import run
from tests.factories import OrganizationFactory, UserFactory
from tests.intake.sheets import save
from tests.intake.test_pictures import photo
from tests.intake.test_wizard import bring, confirm_columns, coordinator, run_import

__all__ = ["coordinator"]

pytestmark = pytest.mark.django_db
HEADING = ("序号", "存在问题", "责任单位", "整改时限")
ROWS = (
    (1, "液氯罐区可燃气体报警器失效未修复", "县应急局", "2026年3月底前"),
    (2, "危废仓库未设置导流沟", "县应急局", "立行立改"),
)


def changed(path, change):
    book = Workbook()
    book.active.title = "问题清单"
    for row in (HEADING, *ROWS):
        book.active.append(row)
    change(book)
    book.save(path)
    return path


def struck(*cells):
    def strike(book):
        for cell in cells:
            book.active[cell].font = Font(strike=True)

    return strike


@pytest.fixture
def read():
    UserFactory()
    return lambda path, *options: run(path, "--create-units", *options)[0]


def asked(answer):
    return {question["what"]: question["rows"] for question in answer["questions"]}


def test_a_row_that_is_struck_through_is_named_and_asked_about(read, tmp_path):
    answer = read(changed(tmp_path / "list.xlsx", struck("A3", "B3", "C3", "D2")))

    assert asked(answer) == {"struck": [3]}
    assert [(entry["row"], entry["column"]) for entry in answer["warnings"]] == [(2, "整改时限"), (3, "存在问题")]
    assert answer["imported"] == 2


def test_a_row_that_is_struck_through_stays_out_when_that_is_said(read, tmp_path):
    answer = read(changed(tmp_path / "list.xlsx", struck("B3")), "--answer", "struck=no")

    assert [item.finding.description for item in Item.objects.all()] == [ROWS[0][1]]
    assert [entry["row"] for entry in answer["left_out"]] == [3]


def test_a_font_that_does_not_strike_is_nothing_to_speak_of(read, tmp_path):
    def plain(book):
        book.active["B2"].font = Font(strike=False, bold=True)

    assert read(changed(tmp_path / "list.xlsx", plain))["warnings"] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs a program that writes .xls")
def test_comments_and_pictures_of_an_old_workbook_are_named(read, tmp_path):
    def hang(book):
        book.active["B2"].comment = Comment("此项已移交", "王某")
        book.active.add_image(Anchored(io.BytesIO(photo())), "F8")

    changed(tmp_path / "list.xlsx", hang)
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/office",
            "--convert-to",
            "xls",
            "list.xlsx",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    told = [(entry["row"], entry["column"]) for entry in read(tmp_path / "list.xls")["left_out"]]

    assert (2, "B") in told
    assert (None, None) in told


def test_a_sheet_of_pictures_is_not_called_empty(read, tmp_path):
    def photograph(book):
        book.create_sheet("照片").add_image(Anchored(io.BytesIO(photo())), "B2")

    answer = read(changed(tmp_path / "list.xlsx", photograph))

    assert [entry["why"] for entry in answer["left_out"]] == ["表内只有图片或图形，没有文字。"]


def test_a_workbook_of_nothing_but_pictures_says_so(tmp_path):
    book = Workbook()
    book.active.add_image(Anchored(io.BytesIO(photo())), "B2")
    book.save(tmp_path / "list.xlsx")

    with pytest.raises(UnreadableFileError, match="图片"):
        read_list(tmp_path / "list.xlsx")


PASTED = (
    "序号\t责任单位\t存在问题\t整改时限\n"
    "1\t县应急局\t罐区未设置围堰存在泄漏风险\t2026年6月底\n"
    "2\t\t静电接地失效未及时修复\t\n"
)


@pytest.mark.parametrize(("options", "lead"), [((), None), (("--answer", "above=yes"), "县应急局")])
def test_a_unit_that_a_merged_cell_may_have_held_is_asked_about(read, tmp_path, options, lead):
    path = tmp_path / "pasted.csv"
    path.write_text(PASTED, encoding="utf-8")

    item = read(path, "--dry-run", *options)["items"][1]

    assert (item["lead_organization"], item["deadline"]) == (lead, "2026-06-30" if lead else None)
    assert asked(read(path, "--dry-run")) == {"above": [3]}


def test_of_two_lists_side_by_side_no_unit_takes_part_in_the_other(read, tmp_path):
    rows = [(*HEADING, *HEADING), (*ROWS[0], 2, "危废仓库未设置导流沟", "县生态环境局", "立行立改")]

    answer = read(save(tmp_path / "list.xlsx", rows))

    assert answer["items"][0]["assisting_organizations"] == []
    assert {entry["column"] for entry in answer["left_out"]} == {f"{heading} (2)" for heading in HEADING}


@pytest.mark.parametrize("text", ["2027年春节前", "2026年汛期前", "2026年主汛期前完成", "2026年全国两会前"])
def test_an_event_of_a_year_is_not_the_end_of_that_year(text):
    found = read_deadline(text)

    assert (found.date, found.doubt) == (None, AN_EVENT)


@pytest.mark.parametrize(
    ("text", "day"), [("2026年国庆节前", "2026-09-30"), ("2026年底前", "2026-12-31"), ("2026年6月汛期前", "2026-06-30")]
)
def test_a_day_that_is_said_stays(text, day):
    assert str(read_deadline(text).date) == day


@pytest.mark.parametrize("text", ["2026年2月完成", "2026.2.15完成", "移交县公安局办理", "见附件", "详见附件2"])
def test_what_only_the_writer_can_tell_is_asked(text):
    assert says(text) == Says.UNSURE


@pytest.mark.parametrize(
    ("text", "told"),
    [("2026年3月底前完成", Says.GOING_ON), ("已移交并完成整改", Says.UNSURE), ("已完成整改", Says.DONE)],
)
def test_what_was_sure_stays_sure(text, told):
    assert says(text) == told


def test_a_list_in_a_hidden_sheet_comes_in_by_page_as_by_command(client, coordinator, tmp_path):
    def hide(book):
        book.create_sheet("封面")["A1"] = "问题清单"
        book.active.sheet_state = "hidden"

    path = changed(tmp_path / "list.xlsx", hide)
    address = bring(client, path)
    page = client.get(address).content.decode()
    run_import(client, confirm_columns(client, address))

    assert "该工作表已隐藏" in page
    assert Item.objects.count() == 2


@pytest.mark.parametrize("text", ["0.5", "-3", "30"])
def test_a_number_that_is_no_day_is_named(text):
    found = read_deadline(text)

    assert (found.date, found.wants_a_look) == (None, True)


def test_signs_that_nobody_sees_stay_behind(read, tmp_path):
    rows = [HEADING, (1, "罐\u200b区\u202e围堰\u2066破损未修复", "县应急局", "立行立改")]

    assert read(save(tmp_path / "list.xlsx", rows))["items"][0]["title"] == "罐区围堰破损未修复"


def test_a_bureau_in_the_place_of_an_enterprise_is_named_and_kept(read, tmp_path):
    OrganizationFactory(name="县应急局")
    rows = [("序号", "存在问题", "企业名称", "整改时限"), (1, "罐区围堰破损未修复", "县应急局", "立行立改")]

    answer = read(save(tmp_path / "list.xlsx", rows))

    assert [entry["column"] for entry in answer["warnings"]] == ["企业名称"]
    assert "企业：县应急局" in Item.objects.get().finding.sources.get().wording
