"""Shapes of lists beside those of the corpus: sections, tasks instead of problems, labels above the heading."""

from datetime import date

import pytest

from intake.reading.reading import read_list
from intake.reading.refusals import UnreadableFileError
from tests.intake.sheets import save


def test_the_task_is_the_problem_where_no_column_is_called_problem(tmp_path):
    rows = [
        ("序号", "整改任务", "整改时限", "整改措施", "牵头单位"),
        (1, "污水处理厂未建成", "2021年底", "加快", "管委会"),
    ]

    parsed = read_list(save(tmp_path / "list.xlsx", rows))

    assert parsed.columns["整改任务"] == "description"
    assert parsed.columns["整改措施"] == "measures"


def test_sections_of_enterprises_with_their_own_headings(tmp_path):
    heading = ("序号", "问题", "整改建议", "整改时限")
    rows = [
        ("专家会诊问题清单",),
        ("恒泽化工有限公司",),
        heading,
        (1, "罐区泄漏", "更换", "2022年6月"),
        ("禾润新材料有限公司",),
        heading,
        (1, "泵房积水", "清理", "2022年6月"),
    ]

    parsed = read_list(save(tmp_path / "list.xlsx", rows, merged=("A1:D1", "A2:D2", "A5:D5")))

    assert parsed.title == "专家会诊问题清单"
    assert [(draft.row, draft.enterprise_name) for draft in parsed.drafts] == [
        (4, "恒泽化工有限公司"),
        (7, "禾润新材料有限公司"),
    ]


def test_labels_above_the_heading_hold_for_the_whole_list(tmp_path):
    rows = [
        ("检查问题清单",),
        ("企业名称：恒泽化工有限公司", None, "检查日期：2022年3月1日"),
        ("序号", "问题", "整改时限"),
        (1, "罐区泄漏", "15日内"),
    ]

    draft = read_list(save(tmp_path / "list.xlsx", rows)).drafts[0]

    assert (draft.enterprise_name, draft.found_on, draft.deadline.date) == (
        *("恒泽化工有限公司", date(2022, 3, 1)),
        date(2022, 3, 16),
    )


def test_labels_above_a_further_heading_hold_for_its_own_table(tmp_path):
    heading = ("序号", "问题", "整改时限")
    rows = [
        ("检查问题清单",),
        ("企业名称：恒泽化工有限公司", None, "检查日期：2021年5月6日"),
        heading,
        (1, "罐区泄漏", "6月底"),
        ("企业名称：禾润新材料有限公司", None, "检查日期：2022年3月5日"),
        heading,
        (1, "泵房积水", "15日内"),
    ]

    drafts = read_list(save(tmp_path / "list.xlsx", rows)).drafts

    assert [(draft.enterprise_name, draft.deadline.date) for draft in drafts] == [
        ("恒泽化工有限公司", date(2021, 6, 30)),
        ("禾润新材料有限公司", date(2022, 3, 20)),
    ]


def test_a_row_of_labels_names_the_enterprise_of_what_follows(tmp_path):
    rows = [
        ("序号", "问题", "责任单位", "整改时限"),
        ("企业名称：恒泽化工有限公司", None, "联系人：王某"),
        (1, "罐区泄漏", "县应急局", "2022年6月"),
        ("企业名称：禾润新材料有限公司（1项）", None, "联系人：李某"),
        (1, "泵房积水", "县应急局", "2022年6月"),
    ]

    parsed = read_list(save(tmp_path / "list.xlsx", rows))

    assert [draft.enterprise_name for draft in parsed.drafts] == ["恒泽化工有限公司", "禾润新材料有限公司"]
    assert parsed.rows == 2


def test_every_column_of_units_that_take_part_is_read(tmp_path):
    rows = [
        ("序号", "问题", "牵头单位", "责任单位", "配合单位", "整改时限"),
        (1, "罐区泄漏", "县应急局", "恒泽公司", "管委会、县公安局", "2022年6月"),
        (2, "泵房积水", None, "恒泽公司", "管委会", "2022年6月"),
    ]

    drafts = read_list(save(tmp_path / "list.xlsx", rows)).drafts

    assert [(draft.lead_organization, draft.assisting) for draft in drafts] == [
        ("县应急局", ("恒泽公司", "管委会", "县公安局")),
        ("恒泽公司", ("管委会",)),
    ]


def test_group_rows_give_category_and_enterprise_until_the_next_one(tmp_path):
    rows = [
        ("序号", "问题", "责任单位", "整改时限"),
        ("一、安全责任落实方面",),
        ("（一）恒泽化工有限公司（1项）",),
        (1, "罐区泄漏", "县应急局", "2022年6月"),
        ("二、生态环保责任落实方面",),
        (2, "废气直排", "县应急局", "2022年6月"),
    ]

    parsed = read_list(save(tmp_path / "list.xlsx", rows, merged=("A2:D2", "A3:D3", "A5:D5")))

    assert [(draft.category_text, draft.enterprise_name) for draft in parsed.drafts] == [
        ("安全责任落实方面", "恒泽化工有限公司"),
        ("生态环保责任落实方面", None),
    ]


def test_measures_listed_in_further_rows_belong_to_the_item_above(tmp_path):
    rows = [
        ("序号", "问题", "整改措施", "责任单位", "整改时限"),
        (1, "雨污分流不彻底", "1.排查", "管委会", "2022年6月"),
        (None, None, "2.改造", None, None),
        (2, "事故池容积不足", "扩建", "管委会", "2022年底"),
    ]

    parsed = read_list(save(tmp_path / "list.xlsx", rows))

    assert [(draft.row, draft.measures) for draft in parsed.drafts] == [(2, "1.排查\n2.改造"), (4, "扩建")]
    assert not parsed.errors


@pytest.mark.parametrize("wording", ["6月底前", "本月底前", "2022年13月5日"])
def test_a_deadline_that_cannot_be_placed_is_an_error_with_its_words(wording, tmp_path):
    rows = [("序号", "问题", "责任单位", "整改时限"), (1, "罐区泄漏", "县应急局", wording)]

    parsed = read_list(save(tmp_path / "list.xlsx", rows))

    assert [(error.row, error.column, error.value) for error in parsed.errors] == [(2, "整改时限", wording)]
    assert wording in parsed.errors[0].message


def test_a_span_from_an_event_of_no_known_day_is_a_warning(tmp_path):
    rows = [("序号", "问题", "责任单位", "整改时限"), (1, "罐区泄漏", "县应急局", "收到交办函后30日内")]

    parsed = read_list(save(tmp_path / "list.xlsx", rows))

    assert parsed.drafts[0].deadline.date is None
    assert not parsed.errors
    assert [(warning.row, warning.column) for warning in parsed.warnings] == [(2, "整改时限")]


def test_a_day_that_does_not_exist_is_a_warning(tmp_path):
    rows = [("序号", "问题", "责任单位", "整改时限"), (1, "罐区泄漏", "县应急局", "2022年6月31日")]

    parsed = read_list(save(tmp_path / "list.xlsx", rows))

    assert parsed.drafts[0].deadline.date == date(2022, 6, 30)
    assert [warning.row for warning in parsed.warnings] == [2]


def test_headings_of_the_same_words_are_told_apart_by_their_group(tmp_path):
    rows = [
        ("序号", "问题", "牵头", None, "配合", None, "整改时限"),
        (None, None, "单位", "负责人", "单位", "负责人", None),
        (1, "罐区泄漏", "县应急局", "王某", "县公安局", "李某", "2022年6月"),
    ]

    parsed = read_list(save(tmp_path / "list.xlsx", rows, merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2")))

    draft = parsed.drafts[0]
    assert (draft.lead_organization, draft.assisting, draft.responsible_person) == ("县应急局", ("县公安局",), "王某")
    assert len(parsed.columns) == 7


def test_a_decided_mapping_overrules_the_words(tmp_path):
    rows = [("序号", "甲栏", "乙栏", "责任单位", "整改时限"), (1, "短", "罐区泄漏", "县应急局", "2022年6月")]

    parsed = read_list(save(tmp_path / "list.xlsx", rows), mapping={"乙栏": "description", "甲栏": None})

    assert parsed.drafts[0].title == "罐区泄漏"


def test_a_workbook_of_empty_sheets_is_refused(tmp_path):
    with pytest.raises(UnreadableFileError):
        read_list(save(tmp_path / "list.xlsx", []))
