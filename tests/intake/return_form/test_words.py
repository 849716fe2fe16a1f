"""What an official would write into the progress column."""

from datetime import date

import pytest

from intake.rules import return_form as form_back
from intake.rules.return_form import Progress

TODAY = date(2026, 11, 23)


def progress(state, **more):
    given = {"deadline": date(2026, 12, 31), "submitted_on": None, "passed_on": None, "closed_on": None}
    return Progress(state=state, **{**given, "work_done": "", "measures": "", **more})


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (progress("RECTIFYING", measures="更换报警器"), "正在整改，整改期限2026年12月31日。更换报警器"),
        (progress("RECTIFYING", deadline=date(2026, 11, 13)), "正在整改，已逾期10天。"),
        (progress("UNDER_REVIEW", submitted_on=TODAY), "已申请复查，待复查，整改期限2026年12月31日。"),
        (progress("CLOSED", passed_on=date(2026, 10, 8), closed_on=date(2026, 10, 15), work_done="已更换"),
         "已完成整改（2026年10月8日复查通过，2026年10月15日销号）。已更换"),
        (progress("VOID", void_reason="重复"), "已作废：重复"),
        (progress("VOID", merged_into="2026-0007"), "与2026-0007合并办理"),
    ],
)  # fmt: skip
def test_the_progress_is_told_in_a_sentence(item, said):
    assert form_back.told(item, TODAY) == said


@pytest.mark.parametrize(
    ("state", "used", "said"),
    [
        ("CLOSED", ["关闭", "关闭", "未关闭"], "关闭"),
        ("RECTIFYING", ["关闭", "未关闭"], "未关闭"),
        ("CLOSED", ["是", "否"], "是"),
        ("RECTIFYING", ["是", "否"], "否"),
        ("CLOSED", [], "已整改"),
        ("RECTIFYING", ["已完成"], "整改中"),
        ("VOID", ["是"], "已作废"),
    ],
)
def test_a_column_of_words_gets_a_word_of_its_own(state, used, said):
    assert form_back.word(progress(state), used) == said


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (["2019.6.5"], "2026.11.3"),
        (["2019-06-05"], "2026-11-03"),
        (["2019/6/5"], "2026/11/3"),
        (["2019年6月5日"], "2026年11月3日"),
        ([], "2026-11-03"),
    ],
)
def test_a_day_takes_the_shape_of_its_column(used, said):
    assert form_back.day_like(date(2026, 11, 3), used) == said


def test_a_day_as_excel_counts_it():
    assert form_back.serial(date(2019, 5, 28)) == 43613


@pytest.mark.parametrize(
    ("was", "state", "said"),
    [
        ("已现场处理", "CLOSED", "已现场处理"),
        ("未关闭", "CLOSED", "关闭"),
        ("待整改", "RECTIFYING", "待整改"),
        ("关闭", "RECTIFYING", "未关闭"),
        ("关闭", "VOID", "已作废"),
    ],
)
def test_a_word_that_says_so_already_stays(was, state, said):
    assert form_back.word_together([progress(state)], ["关闭", "关闭", "未关闭"], was) == said


def test_an_item_that_waits_is_not_said_to_be_rectified():
    assert form_back.told(progress("PENDING"), TODAY) == "已登记，待交办，整改期限2026年12月31日。"
    assert form_back.told(progress("ASSIGNED"), TODAY) == "已交办，待责任单位接收，整改期限2026年12月31日。"


@pytest.mark.parametrize(
    ("heading", "has_deadline", "holds"),
    [
        ("实际完成时间", False, True),
        ("销号日期", False, True),
        ("完成时间", True, True),
        ("完成时间", False, False),
        ("计划完成时间", True, False),
        ("要求完成时间", True, False),
    ],
)
def test_a_day_of_completion_is_no_deadline(heading, has_deadline, holds):
    assert form_back.is_done_day(heading, has_deadline=has_deadline) == holds
