"""The same problem twice in one list: known again whatever its number, and never two problems taken for one."""

import pytest

from intake.models import ImportBatch
from rectification.models import Item
from tests.contracts.test_c3_import import run
from tests.factories import UserFactory
from tests.intake.sheets import HEADING, ledger, save
from tests.intake.test_wizard import bring, confirm_columns, coordinator, run_import

__all__ = ["coordinator"]
pytestmark = pytest.mark.django_db
LEAK = ("液氯储罐区可燃气体报警器失效", "2021-05-06", "恒泽化工", "县应急局", None, "更换", "2021年12月底前")
AS = dict(zip(HEADING[1:], range(7), strict=True))


def but(**changes):
    """The same row, differing in these cells."""
    row = list(LEAK)
    for heading, value in changes.items():
        row[AS[heading]] = value
    return tuple(row)


@pytest.fixture
def read(tmp_path):
    UserFactory()

    def reading(*rows, options=()):
        path = ledger(tmp_path / "list.xlsx", *((number, *row) for number, row in enumerate(rows, 1)))
        return run(path, "--create-units", *options)[0]

    return reading


def asked(answer):
    return {question["what"]: question["rows"] for question in answer["questions"]}


def test_a_row_that_differs_in_its_number_alone_is_taken_once_and_named(read):
    answer = read(LEAK, but(问题描述="消防栓被遮挡且无标识"), but(问题描述="液氯储罐区，可燃气体 报警器失效。"))

    assert (answer["rows"], answer["imported"], answer["duplicates"]) == (3, 2, 1)
    assert asked(answer) == {"repeat": [2, 4]}
    assert [(entry["row"], entry["why"]) for entry in answer["left_out"]] == [(4, "与第 2 行重复，只导入一条。")]


@pytest.mark.parametrize(
    "other",
    [
        but(问题描述="液氯储罐区可燃气体报警器未检定"),
        but(企业名称="恒安化工"),
        but(责任单位="县生态环境局"),
        but(排查日期="2021-06-06"),
    ],
    ids=["words", "enterprise", "unit", "day"],
)
def test_another_problem_is_neither_merged_nor_asked_about(read, other):
    answer = read(LEAK, other)

    assert (answer["imported"], asked(answer), answer["left_out"]) == (2, {}, [])


@pytest.mark.parametrize(
    "other",
    [but(整改措施="移位"), but(整改时限="2021年10月底前"), but(配合单位="县公安局")],
    ids=["measures", "deadline", "assisting unit"],
)
def test_the_same_problem_with_another_cell_is_asked_about_and_kept(read, other):
    answer = read(LEAK, other)

    assert (answer["imported"], asked(answer)) == (2, {"alike": [2, 3]})


@pytest.mark.parametrize(
    ("other", "option", "imported"),
    [(LEAK, "repeat=each", 2), (but(整改措施="移位"), "alike=once", 1)],
)
def test_what_was_answered_is_done(read, other, option, imported):
    answer = read(LEAK, other, options=("--answer", option))

    assert (answer["imported"], asked(answer)) == (imported, {})


def test_the_same_list_again_brings_nothing(read):
    rows = (LEAK, but(整改措施="移位"), LEAK)
    read(*rows)
    answer = read(*rows)

    assert (answer["imported"], answer["duplicates"], Item.objects.count()) == (0, 3, 2)


def test_a_row_whose_first_is_refused_stands_for_itself(tmp_path):
    UserFactory()
    rows = [(*HEADING, "进展"), (1, *LEAK, "√"), (2, *LEAK, "正在整改")]
    answer, _code = run(save(tmp_path / "list.xlsx", rows), "--create-units", "--skip-errors", "--answer", "alike=once")

    assert [item.finding.description for item in Item.objects.all()] == [LEAK[0]]
    assert [error["row"] for error in answer["errors"]] == [2]


def test_the_page_asks_names_the_rows_and_counts_them_apart(client, coordinator, tmp_path):
    address = bring(client, ledger(tmp_path / "list.xlsx", (1, *LEAK), (7, *LEAK)))
    page = client.get(address).content.decode()
    check = confirm_columns(client, address)
    shown = client.get(check).content.decode()
    run_import(client, check)

    assert "2 行（第 2 行、第 3 行）除序号外内容重复：同一问题只导入一条吗？" in page
    assert "与第 2 行重复" in shown
    assert ImportBatch.objects.get().summary == {"imported": 1, "merged": 0, "known": 0, "repeated": 1, "refused": 0}


def test_on_the_page_each_row_may_be_an_item(client, coordinator, tmp_path):
    address = bring(client, ledger(tmp_path / "list.xlsx", (1, *LEAK), (7, *LEAK)))
    run_import(client, confirm_columns(client, address, **{"answer-0": "each"}))

    assert Item.objects.count() == 2
