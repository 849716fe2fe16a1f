"""The clicks of the commonest tasks, counted from the desk (ux goals 1 to 7)."""

import pytest
from openpyxl import Workbook

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

    visitor.click(f"a[aria-label='下达交办 {item.number}']").send()

    assert Item.objects.get(pk=item.pk).state == "ASSIGNED"
    assert visitor.clicks <= 3


def test_task_3_logging_a_finding_with_a_photo_needs_four_taps(visit, scene, tmp_path):
    visitor = visit("inspector", phone=True).log_in()

    visitor.press("＋登记问题")
    visitor.page.set_input_files("[name=photos]", photo(tmp_path, "现场.jpg", "red"))
    visitor.page.select_option("[name=enterprise]", str(scene.plant.pk))
    visitor.clicks += 1
    visitor.fill("description", "围堰破损").send()

    assert visitor.sees("已登记")
    assert visitor.clicks <= 4


def test_task_4_evidence_needs_three_taps(visit, scene, tmp_path):
    item = ItemFactory(enterprise=scene.plant, rectifying=True)
    visitor = visit("enterprise", phone=True).log_in()

    visitor.click(f"a[aria-label='申请复查 {item.number}']")
    visitor.page.set_input_files("[name=before]", photo(tmp_path, "前.jpg", "red"))
    visitor.page.set_input_files("[name=after]", photo(tmp_path, "后.jpg", "green"))
    visitor.fill("work_done", "已修复").send()

    assert Item.objects.get(pk=item.pk).state == "UNDER_REVIEW"
    assert visitor.clicks <= 3


def test_task_5_passing_a_review_needs_three_clicks(visit, scene):
    item = ItemFactory(enterprise=scene.plant, under_review=True)
    visitor = visit("inspector").log_in()

    visitor.click(f"a[aria-label='去复查 {item.number}']").click("#drawer-content [data-step=propose-pass]")
    visitor.fill("opinion", "现场已整改").fill("officer_typed", scene.users["ecology"].full_label).send()
    second = visit("ecology").log_in()
    second.click(f"a[aria-label='去复查 {item.number}']").click("#drawer-content [data-step=pass]")
    second.fill("opinion", "属实").send()

    assert Item.objects.get(pk=item.pk).state == "AWAITING_SIGN_OFF"
    assert max(visitor.clicks, second.clicks) <= 3


def test_task_6_signing_off_needs_three_clicks(visit, scene):
    item = ItemFactory(enterprise=scene.plant, awaiting_sign_off=True)
    visitor = visit("coordinator").log_in()

    visitor.click(f"a[aria-label='审销号 {item.number}']").click("#drawer-content [data-step=sign-off]")
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
