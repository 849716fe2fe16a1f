"""What becomes of a row: refused at its cell, new, changed field by field, the same."""

import pytest

from accounts.states import Role
from core.models import FileChange
from enterprises.models import Enterprise
from tests.factories import EnterpriseFactory, ParkFactory, UserFactory
from tests.intake.registers.lists import GOOD_CODE, brought, checked, grid, messages

pytestmark = pytest.mark.django_db
HEADING = ("企业名称", "统一社会信用代码", "地址", "主要产品")


@pytest.fixture
def actor():
    return UserFactory(role=Role.COORDINATOR)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (GOOD_CODE[:-1], "应为 18 位，这里有 17 位"),
        (GOOD_CODE.replace("M", "O"), "第 9 位“O”"),
        (GOOD_CODE[:-1] + "7", "校验位不符"),
        ("91420100MA4KLR9R19", "很可能是第 17 位"),
        ("420100000012345", "旧的工商注册号"),
        (9.142010012345e17, "变成了数字"),
    ],
)
def test_a_wrong_credit_code_is_named_by_row_with_what_is_wrong(actor, code, told):
    table = grid(HEADING, ("甲化工有限公司", GOOD_CODE, None, None), ("乙化工有限公司", code, "西路", None))

    list_ = checked("enterprises", actor, table)

    [(row, column, message)] = messages(list_)
    assert (row, column) == (3, "统一社会信用代码")
    assert told in message
    assert [each.status for each in list_.rows] == ["new", "refused"]


def test_no_credit_code_is_told_once_and_taken(actor):
    list_ = checked("enterprises", actor, grid(HEADING, ("甲公司", None, "东路", None), ("乙公司", "/", "西路", None)))

    assert list_.counts["new"] == 2
    assert [warning.message for warning in list_.warnings] == ["有 2 家新企业没有统一社会信用代码，档案中显示为未知。"]


def test_a_known_enterprise_is_found_by_its_code_and_changed_field_by_field(actor):
    known = EnterpriseFactory(name="甲化工有限公司", credit_code=GOOD_CODE, address="东路1号", products="甲醇")
    table = grid(HEADING, ("甲化工公司", GOOD_CODE, "西路2号", None))

    list_ = checked("enterprises", actor, table)
    brought("enterprises", actor, table)

    [row] = list_.rows
    assert [(change.field, change.old, change.new) for change in row.changes] == [("address", "东路1号", "西路2号")]
    assert "名录不改变这一项" in row.warnings[0].message
    known.refresh_from_db()
    assert (known.name, known.address, known.products) == ("甲化工有限公司", "西路2号", "甲醇")
    assert FileChange.objects.filter(after={"address": "西路2号"}, actor=actor).exists()


def test_only_the_chosen_rows_change_their_files(actor):
    EnterpriseFactory(name="甲化工有限公司", address="东路1号")
    EnterpriseFactory(name="乙化工有限公司", address="东路2号")
    table = grid(HEADING, ("甲化工有限公司", None, "西路1号", None), ("乙化工有限公司", None, "西路2号", None))

    brought("enterprises", actor, table, changes=["3@名录"])

    assert set(Enterprise.objects.values_list("address", flat=True)) == {"东路1号", "西路2号"}


def test_a_code_of_one_and_the_name_of_another_is_refused(actor):
    EnterpriseFactory(name="甲化工有限公司", credit_code=GOOD_CODE)
    EnterpriseFactory(name="乙化工有限公司")

    list_ = checked("enterprises", actor, grid(HEADING, ("乙化工有限公司", GOOD_CODE, None, None)))

    assert [(row, column) for row, column, _message in messages(list_)] == [(2, "统一社会信用代码")]


def test_a_code_that_another_county_has_on_file_is_refused(actor):
    EnterpriseFactory(name="别县化工有限公司", credit_code=GOOD_CODE)
    officer = UserFactory(role=Role.PARK)
    ParkFactory(name="云川化工园区", committee=officer.organization)

    table = grid((*HEADING, "园区"), ("甲化工有限公司", GOOD_CODE, None, None, "云川化工园区"))
    list_ = checked("enterprises", officer, table)

    assert [column for _row, column, _message in messages(list_)] == ["统一社会信用代码"]


def test_a_park_committee_brings_enterprises_of_its_own_parks_alone(actor):
    officer = UserFactory(role=Role.PARK)
    ParkFactory(name="云川化工园区", committee=officer.organization)
    ParkFactory(name="远山化工园区")
    rows = [("甲化工有限公司", "云川化工园区"), ("乙化工有限公司", "远山化工园区"), ("丙化工有限公司", None)]

    list_ = checked("enterprises", officer, grid(("企业名称", "所在园区"), *rows))

    assert [row.status for row in list_.rows] == ["new", "refused", "refused"]


def test_strange_words_are_asked_once_and_open_ones_refuse_their_rows(actor):
    rows = [("甲公司", "合成氨"), ("乙公司", "合成氨"), ("丙公司", "精细化工")]
    table = grid(("企业名称", "类型"), *rows)

    list_ = checked("enterprises", actor, table, proposals=False)
    answered = checked(
        "enterprises", actor, table, proposals=False, answers={"word:kind:合成氨": "COAL", "gap:state": "OPERATING"}
    )

    [question] = [each for each in list_.asking.open if each.word]
    assert (question.key, question.proposal, len(question.rows)) == ("word:kind:合成氨", "COAL", 2)
    assert list_.counts["refused"] == 3, "nobody has said yet whether they run"
    assert [row.values["kind"] for row in answered.rows] == ["COAL", "COAL", "FINE"]
    assert answered.counts["new"] == 3


def test_what_the_table_cannot_hold_is_refused_at_its_cell(actor):
    list_ = checked("enterprises", actor, grid(HEADING, ("甲公司", None, "东路" * 200, None)))

    assert [(row, column) for row, column, _message in messages(list_)] == [(2, "地址")]


def test_a_project_that_would_end_before_it_begins_is_refused(actor):
    EnterpriseFactory(name="甲公司")
    rows = ("甲公司", "一期", "2024-05-01", "2023-05-01")

    list_ = checked("projects", actor, grid(("建设单位", "项目名称", "计划开工", "计划竣工"), rows))

    assert [column for _row, column, _message in messages(list_)] == ["计划竣工"]
