"""The clicks of the commonest tasks, counted from the desk (ux section 5), and of what is done besides."""

from datetime import timedelta

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from accounts.states import Role
from core import clock
from rectification.models import Item
from tests.browser.scene import photo
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_task_1_what_i_must_do_today_needs_no_click(visit, scene):
    item = ItemFactory(enterprise=scene.plant)

    visitor = visit("coordinator").log_in()

    assert visitor.sees(item.number)
    assert visitor.clicks == 0


def test_task_2_assigning_a_new_item_needs_three_clicks_at_most(visit, scene):
    item = ItemFactory(enterprise=scene.plant)
    visitor = visit("coordinator").log_in()

    visitor.click(line_of(item)).send()

    assert Item.objects.get(pk=item.pk).state == "ASSIGNED"
    assert visitor.clicks <= 3


def test_task_3_logging_a_finding_with_a_photo_needs_four_taps(visit, scene, tmp_path):
    visitor = visit("inspector", phone=True).log_in()

    visitor.press("＋登记问题")
    visitor.page.locator("[data-capture]").wait_for()
    visitor.page.set_input_files("[data-album]", photo(tmp_path, "现场.jpg", "red"))
    visitor.page.select_option("[name=enterprise]", str(scene.plant.pk))
    visitor.clicks += 1
    visitor.fill("description", "围堰破损").click(".field-submit")
    visitor.page.wait_for_selector("[data-lines] li[data-sort=sent]")

    item = Item.objects.get()
    assert visitor.sees(item.number)
    assert item.finding.finding_photos.count() == 1
    assert visitor.clicks <= 4


def test_task_4_evidence_needs_three_taps(visit, scene, tmp_path):
    item = ItemFactory(enterprise=scene.plant, rectifying=True)
    visitor = visit("enterprise", phone=True).log_in()

    visitor.click(line_of(item))
    visitor.page.set_input_files("[name=before]", photo(tmp_path, "前.jpg", "red"))
    visitor.page.set_input_files("[name=after]", photo(tmp_path, "后.jpg", "green"))
    visitor.fill("work_done", "已修复").send()

    assert Item.objects.get(pk=item.pk).state == "UNDER_REVIEW"
    assert visitor.clicks <= 3


def test_task_4_accepting_needs_one_click(visit, scene):
    item = ItemFactory(enterprise=scene.plant, assigned=True)
    visitor = visit("enterprise").log_in()

    visitor.page.wait_for_selector("#verdict form")
    visitor.fill("measures", "更换密封件").fill("responsible_person", "李某")
    visitor.fill("mode", "ENGINEERING").send()

    assert Item.objects.get(pk=item.pk).state == "RECTIFYING"
    assert visitor.clicks <= 1


def test_task_5_passing_a_review_needs_three_clicks(visit, scene):
    item = ItemFactory(enterprise=scene.plant, under_review=True)
    visitor = visit("inspector").log_in()

    visitor.click(line_of(item)).click("#verdict [data-step=propose-pass]")
    visitor.fill("opinion", "现场已整改").fill("officer_typed", scene.users["ecology"].full_label).send()
    second = visit("ecology").log_in()
    second.click(line_of(item)).click("#verdict [data-step=pass]")
    second.fill("opinion", "属实").send()

    assert Item.objects.get(pk=item.pk).state == "AWAITING_SIGN_OFF"
    assert max(visitor.clicks, second.clicks) <= 3


def test_task_6_signing_off_needs_three_clicks(visit, scene):
    item = ItemFactory(enterprise=scene.plant, awaiting_sign_off=True)
    visitor = visit("coordinator").log_in()

    visitor.click(line_of(item)).click("#verdict [data-step=sign-off]")
    visitor.fill("opinion", "同意销号").send()

    assert Item.objects.get(pk=item.pk).state == "CLOSED"
    assert visitor.clicks <= 3


def test_task_7_chasing_all_overdue_items_of_a_unit_needs_four_clicks(visit, scene):
    items = [ItemFactory(enterprise=scene.plant, rectifying=True, overdue=True) for _item in range(3)]
    visitor = visit("coordinator").log_in()

    visitor.click("a.figure:has-text('逾期')").click("[data-tick-all]")
    visitor.click("button:has-text('催办')").send()

    levels = set(Item.objects.filter(pk__in=[item.pk for item in items]).values_list("supervision_level", flat=True))
    assert levels == {"CHASED"}
    assert visitor.clicks <= 4


def test_task_8_importing_two_hundred_rows_needs_five_clicks(visit, scene, tmp_path):
    path = problem_list(tmp_path, scene.plant.name, rows=200)
    visitor = visit("coordinator").log_in()

    visitor.press("导入清单")
    visitor.page.set_input_files("[name=file]", path)
    visitor.click("main button.btn-primary")
    visitor.click("main button.btn-primary:visible")
    visitor.click("main button.btn-primary:visible")
    visitor.page.wait_for_selector("#receipt .figure")

    assert Item.objects.count() == 200, visitor.page.inner_text("main")
    assert visitor.clicks <= 5


def test_task_9_the_monthly_report_needs_four_clicks(visit, scene):
    visitor = visit("coordinator").log_in()

    visitor.click("header a[href='/reports/']").press("生成月报")
    assert visitor.sees("对账一致")
    visitor.press("审核通过，报领导")
    with visitor.page.expect_download() as leaving:
        visitor.page.click("main a:has-text('Word')")
    visitor.clicks += 1

    assert leaving.value.suggested_filename.endswith(".docx")
    assert visitor.clicks <= 4


def test_task_10_from_a_headline_number_to_the_photo_needs_three_clicks(visit, scene):
    scene.add("superior", Role.SUPERIOR, scene.plant.county)
    item = ItemFactory(enterprise=scene.plant, under_review=True, overdue=True)
    visitor = visit("superior").log_in()

    visitor.click("main [data-figure='ledger.overdue']")
    visitor.click(f"tr[data-item='{item.pk}'] td.problem a")

    expect(visitor.page.locator("main img").first).to_be_visible()
    assert visitor.clicks <= 3


def test_an_item_is_found_printed_and_exported_with_the_view_in_few_clicks(visit, scene):
    item = ItemFactory(enterprise=scene.plant, rectifying=True, due_in=20)
    office = visit("coordinator").log_in()

    office.page.keyboard.press("/")
    office.page.keyboard.type(item.number)
    office.click("#search-hits a")
    found, office.clicks = office.clicks, 0
    assert f"/ledger/{item.pk}/" in office.page.url
    office.page.evaluate("window.print = () => { window.printed = true }")
    office.click("[data-print]")
    printed, office.go("/").clicks = office.clicks, 0
    office.click("header a[href='/ledger/']")
    with office.page.expect_download():
        office.page.click("main a[href*='/export/view/']")

    assert (found, printed, office.clicks + 1) == (1, 1, 2)


def test_an_extension_is_asked_for_in_three_clicks_and_decided_in_two(visit, scene):
    ItemFactory(enterprise=scene.plant, rectifying=True, due_in=20)
    plant, day = visit("enterprise").log_in(), (clock.today() + timedelta(days=30)).isoformat()

    plant.click(".desk-head a").click("main [data-step=extend]")
    plant.fill("deadline", day).fill("reason", "待料").fill("interim_measures", "停用").send()
    office = visit("coordinator").log_in()
    office.page.wait_for_selector("#verdict form")
    office.click("#verdict [name=granted] >> nth=0").fill("opinion", "同意").send()

    assert (plant.clicks, office.clicks) == (3, 2)


def line_of(item):
    """The line of the desk that opens an item."""
    return f"[data-item='{item.pk}'] .desk-open"


def problem_list(folder, unit, *, rows):
    """A list as an office sends it: a title, a heading, one problem a row."""
    book = Workbook()
    sheet = book.active
    sheet.append(["2026年化工园区安全环保问题清单"])
    sheet.append(["序号", "存在问题", "责任单位", "整改时限"])
    for number in range(1, rows + 1):
        sheet.append([number, f"{number}号储罐区可燃气体报警器未按期校验", unit, "2026年12月底前"])
    path = folder / "问题清单.xlsx"
    book.save(path)
    return path
