"""Contract C3 over the made-up lists, one kind of fault each: everything is taken or named, nothing is harmless."""

from pathlib import Path

import pytest

from rectification.models import Item
from rectification.states import Origin, State
from tests.contracts.test_c3_import import run
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MADE = Path(__file__).resolve().parents[1] / "intake" / "made"


@pytest.fixture
def read():
    """What is understood of one of the lists, its units created."""
    UserFactory()
    return lambda name, *options: run(MADE / name, "--create-units", "--dry-run", *options)


def left_out(answer, what):
    return {(entry["row"], entry["column"]) for entry in answer["left_out"] if entry["what"] == what}


def test_a_formula_without_a_value_is_named_at_its_cell(read):
    answer, code = read("09_formula_without_value.xlsx")

    assert code == 2
    assert [item["deadline"] for item in answer["items"][:2]] == [None, None]
    assert left_out(answer, "cell") == {(3, "整改期限"), (4, "整改期限"), (5, "存在问题")}
    assert [(error["row"], error["column"]) for error in answer["errors"]] == [(5, "存在问题")]


def test_a_picture_in_a_cell_is_no_text(read):
    answer, code = read("11_wps_dispimg.xlsx")

    assert code == 2
    assert "DISPIMG" not in str(answer["items"])
    assert [error["row"] for error in answer["errors"]] == [4]
    pointed = {(warning["row"], warning["column"]) for warning in answer["warnings"]}
    assert pointed == {(3, "整改情况"), (4, "存在问题"), (3, "整改后照片"), (4, "整改后照片"), (5, "整改后照片")}


def test_the_visible_one_of_two_columns_is_read(read):
    answer, _ = read("18_hidden_column_old_deadline.xlsx")

    assert [item["deadline"] for item in answer["items"]] == ["2026-09-30", "2026-10-31", "2026-11-30"]
    assert left_out(answer, "column") == {(None, "整改期限")}


def test_groups_totals_and_signatures_are_no_items(read):
    answer, code = read("26_numbering_groups_totals.xlsx")

    assert (code, [item["row"] for item in answer["items"]]) == (0, [5, 6, 8])
    assert [item["groups"][-1] for item in answer["items"]] == ["主体责任落实", "主体责任落实", "设备设施"]
    assert answer["items"][0]["groups"][0] == "安全管理方面"
    assert {(9, None), (10, None)} <= left_out(answer, "row")


def test_a_level_may_be_a_tick(read):
    answer, _ = read("27_level_by_tick.xlsx")

    assert [item["level"] for item in answer["items"]] == ["MAJOR", "GENERAL", "GENERAL"]


def test_units_come_without_persons_and_numbers(read):
    answer, _ = read("28_unit_cells.xlsx")
    leads = {item["number"]: item["lead_organization"] for item in answer["items"]}

    assert answer["items"][0]["assisting_organizations"] == ["市生态环境局砚川分局"]
    assert {leads[str(number)] for number in (1, 2, 3, 11, 12, 13, 19, 20, 26)} == {"县应急管理局"}
    assert {item["responsible_person"] for item in answer["items"][10:13]} == {"王某"}
    assert (leads["9"], leads["10"], leads["17"]) == (
        *("砚川恒泰化工有限公司", "砚川恒泰化工有限公司", "县发展改革局(县粮食和物资储备局)"),
    )
    assert (leads["23"], leads["24"], leads["25"]) == (None, None, None)
    assert [warning["row"] for warning in answer["warnings"]] == [27]
    assert (15, "责任单位") in left_out(answer, "cell")


@pytest.mark.parametrize(
    ("name", "problem", "lead"),
    [
        ("29_heading_02.xlsx", "存在的问题及整改建议", "责任单位/责任人"),
        ("29_heading_08.xlsx", "事故隐患名称", "整改单位"),
    ],
)
def test_headings_of_real_lists_are_known(name, problem, lead, read):
    answer, code = read(name)

    assert (code, answer["rows"], answer["deadlines"]) == (0, 3, 3)
    assert (answer["columns"][problem], answer["columns"][lead]) == ("description", "lead_organization")


def test_csv_in_gbk_is_read_like_a_workbook(read):
    answer, code = read("31_gbk_comma.csv")

    assert (code, answer["rows"], answer["deadlines"]) == (0, 3, 3)


def test_a_link_to_another_workbook_is_named_and_left(read):
    answer, code = read("41_external_link.xlsx")

    assert (code, answer["rows"]) == (0, 3)
    assert left_out(answer, "attached") == {(None, None)}


def test_one_list_over_several_sheets_is_one_batch(read):
    answer, _ = read("42_one_sheet_per_month.xlsx")

    assert answer["sheets"] == ["1月", "2月", "3月"]
    assert [item["sheet"] for item in answer["items"]] == ["1月", "1月", "2月", "2月", "2月", "3月", "3月"]


def test_several_problems_of_a_cell_are_taken_apart_on_demand(read):
    together, _ = read("44_several_problems_in_a_cell.xlsx")
    apart, _ = read("44_several_problems_in_a_cell.xlsx", "--answer", "split=yes")

    assert (together["rows"], apart["rows"]) == (3, 8)
    assert [len(cell["problems"]) for cell in together["several"]] == [3, 3, 2]
    assert [item["progress_text"] for item in apart["items"][:3]] == ["已完成", "已完成", "正在整改"]
    assert [item["measures"] for item in apart["items"][:3]] == ["检定", "修复", "补设"]


def test_every_word_of_progress_is_understood_or_asked(read):
    answer, code = read("47_progress_words.xlsx")
    says = {row: state["says"] for state in answer["states"] for row in state["rows"]}

    assert code == 2
    assert {says[row] for row in (3, 4, 5, 6, 20, 22)} == {"done"}
    assert (says[15], says[26], says[14], says[27], says[28]) == (
        *("signed_off", "done_waiting", "long_term", "impossible", "nothing"),
    )
    assert {says[row] for row in (*range(8, 14), *range(23, 26))} == {"going_on"}
    asked = {question["word"] for question in answer["questions"] if question["what"] == "state"}
    assert asked == {"基本完成", "√", "×", "是", "否", "1"}


@pytest.mark.parametrize(
    ("done", "modes", "state"),
    [
        ("history", {"history"}, State.CLOSED),
        ("review", {"for_review"}, State.UNDER_REVIEW),
        ("open", {"open"}, State.PENDING),
    ],
)
def test_no_row_that_says_it_is_done_starts_overdue(done, modes, state):
    UserFactory()
    answered = [f"--answer={word}=open" for word in ("基本完成", "√", "×", "是", "否", "1")]
    answer, code = run(MADE / "47_progress_words.xlsx", "--create-units", f"--done={done}", *answered)
    finished = Item.objects.filter(finding__sources__imported_row__row__in=(3, 4, 5, 6, 15, 20, 22, 26))

    assert code == 0
    assert {item["mode_of_entry"] for item in answer["items"] if item["row"] in (3, 4, 5, 6, 15, 20, 22)} == modes
    assert not any(item.overdue for item in finished)
    assert finished.filter(state=state).count() == (7 if done == "history" else 8)
    assert finished.filter(origin=Origin.HISTORY).count() == (7 if done == "history" else 0)
