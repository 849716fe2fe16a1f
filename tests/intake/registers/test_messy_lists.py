"""Lists of files as people keep them read well: two-line heads, units, merged cells, notes, totals, odd dates."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.states import Role
from enterprises.models import Enterprise, Permit
from intake.models import RegisterEntry
from intake.rules.register_values import yes_or_no
from projects.models import Project
from safety.models import HazardSource, KeyPerson
from tests.factories import EnterpriseFactory, ParkFactory, UserFactory
from tests.intake.registers.lists import GOOD_CODE, brought, checked, grid, messages, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(role=Role.COORDINATOR)


def test_a_heading_of_two_lines_gives_each_column_its_field():
    list_ = read(
        "enterprises",
        grid(
            ("××县化工企业基本情况表", None, None, None, None, None, None),
            ("填报单位：县应急管理局", None, None, None, None, "填报日期：2026年3月", None),
            ("序号", "企业名称", "统一社会\n信用代码", "主要负责人", None, "安全负责人", None),
            (None, None, None, "姓名", "手机", "姓名", "联系电话"),
            (1, "恒泽化工有限公司", GOOD_CODE, "张某", 13812345678, "李某", "0712-1234567"),
            merged=((1, 1, 1, 7), (3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 4, 3), (3, 4, 3, 5), (3, 6, 3, 7)),
        ),
    )

    assert [column.field for column in list_.first.layout.columns][1:] == [
        *("name", "credit_code", "principal_name", "principal_phone", "safety_manager_name", "safety_manager_phone"),
    ]
    assert [row.values["name"] for row in list_.rows] == ["恒泽化工有限公司"]


def test_notes_totals_column_numbers_and_repeated_headings_are_no_rows():
    heading = ("序号", "企业名称", "地址", "从业人数")
    list_ = read(
        "enterprises",
        grid(
            heading,
            (1, 2, 3, 4),
            (1, "甲化工有限公司", "东路1号", 20),
            heading,
            (2, "乙化工有限公司", "西路2号", "31人"),
            (3, None, None, None),
            ("合计", "2家", None, 51),
            ("注：本表由各镇填报，如有变动请及时报送县应急管理局。", None, None, None),
            ("填表人：王某", None, "联系电话：12345678", None),
            merged=((8, 1, 8, 4),),
        ),
    )

    assert [row.row for row in list_.rows] == [3, 5]
    assert {entry.row for entry in list_.left_out} == {2, 4, 6, 7, 8, 9}


def test_a_line_between_the_rows_says_the_park_of_those_below(actor):
    ParkFactory(name="云川化工园区")

    list_ = checked(
        "enterprises",
        actor,
        grid(
            ("序号", "企业名称", "地址"),
            ("一、云川化工园区（2家）", None, None),
            (1, "甲化工有限公司", "东路1号"),
            (2, "乙化工有限公司", "西路2号"),
            merged=((2, 1, 2, 3),),
        ),
    )

    assert [str(row.values["park"]) for row in list_.rows] == ["云川化工园区", "云川化工园区"]


def test_values_are_read_as_they_are_written(actor):
    full_width = GOOD_CODE.translate(str.maketrans("0123456789AMKLR", "０１２３４５６７８９ＡＭＫＬＲ"))
    list_ = checked(
        "enterprises",
        actor,
        grid(
            ("企业名称", "信用代码", "职工人数", "法人代表", "联系电话", "备注", "所在园区"),
            ("甲化工\n有限公司", full_width, "１２０人", "张某 13812345678", None, "是（三级）", "/"),
            ("乙化工有限公司", " 9142 0100-MA4K LR9R 91 ", "86", "李某", "138 1234 5678", "√", "无"),
        ),
    )

    first = list_.rows[0].values
    assert first["name"] == "甲化工有限公司"
    assert (first["credit_code"], first["employees"]) == (GOOD_CODE, 120)
    assert (first["principal_name"], first["principal_phone"]) == ("张某", "13812345678")
    assert "park" not in first
    assert list_.rows[1].status == "refused", "two enterprises have one code"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (date(2018, 5, 20), date(2018, 5, 20)),
        (43240, date(2018, 5, 20)),
        ("43240", date(2018, 5, 20)),
        ("2018.5.20", date(2018, 5, 20)),
        ("2018年5月20日", date(2018, 5, 20)),
        ("二〇一八年五月二十日", date(2018, 5, 20)),
        (20180520, date(2018, 5, 20)),
        ("2018年5月", date(2018, 5, 1)),
        ("201805", date(2018, 5, 1)),
        (2018, date(2018, 1, 1)),
    ],
)
def test_days_in_their_forms(actor, cell, meant):
    EnterpriseFactory(name="甲化工有限公司")

    list_ = checked("projects", actor, grid(("建设单位", "项目名称", "开工日期"), ("甲化工有限公司", "一期项目", cell)))

    assert messages(list_) == []
    assert list_.rows[0].values["started_on"] == meant


@pytest.mark.parametrize(
    ("heading", "cell", "meant"),
    [
        ("总投资（亿元）", 1.2, "12000.00"),
        ("总投资(万元)", "1,200", "1200.00"),
        ("总投资", "3.5亿元", "35000.00"),
        ("总投资", "约800万元", "800.00"),
    ],
)
def test_money_has_its_unit_in_the_cell_or_the_heading(actor, heading, cell, meant):
    EnterpriseFactory(name="甲化工有限公司")

    list_ = checked("projects", actor, grid(("建设单位", "项目名称", heading), ("甲化工有限公司", "一期项目", cell)))

    assert list_.rows[0].values["investment"] == Decimal(meant)


def test_a_cell_merged_over_several_permits_names_the_enterprise_of_each(actor):
    EnterpriseFactory(name="甲化工有限公司")
    batch = brought(
        "permits",
        actor,
        grid(
            ("序号", "企业名称", "证照名称", "证书编号", "发证日期", "有效期至"),
            (1, "甲化工有限公司", "安全生产许可证", "(鄂)WH安许证字〔2024〕0001", "2024.5.10", "2027年5月9日"),
            (None, None, "排污许可证", "91420100MA4KLR9R91001P", "2023-01-01", "2028-01"),
            merged=((2, 1, 3, 1), (2, 2, 3, 2)),
        ),
    )

    assert batch.summary["imported"] == 2
    assert set(Permit.objects.values_list("kind", "valid_until")) == {
        ("PM21", date(2027, 5, 9)),
        ("PM25", date(2028, 1, 31)),
    }


def test_an_enterprise_in_two_merged_rows_comes_in_once(actor):
    list_ = checked(
        "enterprises",
        actor,
        grid(
            ("企业名称", "主要产品", "地址"),
            ("甲化工有限公司", "合成氨", "东路1号"),
            (None, "甲醇", None),
            merged=((2, 1, 3, 1), (2, 3, 3, 3)),
        ),
    )

    assert [row.values["products"] for row in list_.rows] == ["合成氨 甲醇"]


def test_rows_that_repeat_each_other_come_in_once(actor):
    row = ("甲化工有限公司", "东路1号")
    list_ = checked("enterprises", actor, grid(("企业名称", "地址"), row, row, ("甲化工有限公司", "西路2号")))

    assert [each.status for each in list_.rows] == ["new", "repeated", "refused"]


def test_a_park_list_has_its_area_in_any_unit(actor):
    list_ = checked(
        "parks",
        actor,
        grid(
            ("序号", "园区名称", "规划面积"),
            (1, "甲化工园区", "7.5平方公里"),
            (2, "乙化工园区", "300亩"),
            (3, "丙园区", 120),
        ),
    )

    assert [row.values["area_hectares"] for row in list_.rows] == [
        Decimal("750.00"),
        Decimal("20.00"),
        Decimal("120.00"),
    ]
    assert "公顷" in list_.warnings[-1].message


def test_infrastructure_is_known_by_its_name(actor):
    ParkFactory(name="云川化工园区")
    list_ = checked(
        "infrastructure",
        actor,
        grid(
            ("园区", "设施名称", "建设状态", "形象进度（%）", "计划完工时间"),
            ("云川化工园区", "园区污水处理厂二期", "在建", "60%", "2027年6月底"),
        ),
    )

    values = list_.rows[0].values
    assert (values["kind"], values["status"], values["progress"]) == ("INF01", "BUILDING", 60)
    assert values["planned_completion"] == date(2027, 6, 30)


def test_a_sheet_of_another_list_is_named_and_left_out(actor):
    enterprises = grid(("企业名称", "信用代码", "地址", "负责人"), ("甲化工有限公司", GOOD_CODE, "东路1号", "张某"))
    permits = grid(
        ("企业名称", "证照", "证书编号", "发证日期", "有效期至"),
        ("甲化工有限公司", "排污许可证", "X1", "2024-01-01", "2029-01-01"),
        name="证照",
    )

    list_ = read("enterprises", enterprises, permits)

    assert [sheet.grid.name for sheet in list_.sheets] == ["名录"]
    assert ("证照", "sheet") in {(entry.sheet, entry.what) for entry in list_.left_out}


def test_projects_of_unknown_enterprises_are_asked_about_once_for_each_name(actor):
    rows = [("北京分公司", "一期项目"), ("北京分公司", "二期项目"), ("机械厂", "检修项目")]
    table = grid(("单位名称", "项目名称"), *rows)

    open_ = checked("projects", actor, table, proposals=False)
    batch = brought("projects", actor, table)

    asked = {question.word: len(question.rows) for question in open_.asking.open if question.word}
    assert asked == {"北京分公司": 2, "机械厂": 1}
    assert open_.counts["refused"] == 3
    assert (batch.summary["imported"], Project.objects.count(), Enterprise.objects.count()) == (5, 3, 2)


def test_hazard_sources_are_of_the_kind_that_their_names_say(actor):
    EnterpriseFactory(name="甲化工有限公司")
    list_ = checked(
        "hazard-sources",
        actor,
        grid(
            ("企业名称", "重大危险源名称", "等级", "备案编号", "备案日期"),
            ("甲化工有限公司", "液氨罐区", "三级", "BA420100001", "2024.5.10"),
            ("甲化工有限公司", "硝化装置", "二级", None, None),
        ),
    )

    assert [row.values["kind"] for row in list_.rows] == ["STORAGE", "PRODUCTION"]
    assert list_.rows[0].row.said["等级"] == "三级"
    assert "level" not in list_.rows[0].values


@pytest.mark.parametrize(
    ("heading", "cell", "metres"),
    [("外部安全防护距离（m）", "320", 320), ("外部安全防护距离", "0.3公里", 300), ("防护距离(米)", 150, 150)],
)
def test_the_external_safety_distance_of_a_source_comes_in(actor, heading, cell, metres):
    EnterpriseFactory(name="甲化工有限公司")

    brought(
        "hazard-sources", actor, grid(("企业名称", "重大危险源名称", heading), ("甲化工有限公司", "液氨罐区", cell))
    )

    assert HazardSource.objects.get().external_distance == metres


def people_brought(actor):
    heads = ("单位", "姓名", "岗位", "学历", "身份证号", "备注")
    row = ("甲化工有限公司", "张某 13812345678", "专职安全管理员", "大学本科", "420101199001011234", "兼任13812345678")
    EnterpriseFactory(name="甲化工有限公司")
    brought("key-people", actor, grid(heads, row))


def test_key_people_come_in(actor):
    people_brought(actor)

    person = KeyPerson.objects.get()
    assert (person.name, person.post, person.education) == ("张某", "SAFETY_STAFF", "BACHELOR")
    assert person.phone == "13812345678"


def test_nothing_personal_stays_with_the_words_of_the_list(actor):
    people_brought(actor)

    assert RegisterEntry.objects.get().said == {
        "单位": "甲化工有限公司",
        "岗位": "专职安全管理员",
        "学历": "大学本科",
        "备注": "兼任138****5678",
    }


@pytest.mark.parametrize("cell", ["是（三级）", "√", "涉及", "1"])
def test_what_means_yes(cell):
    assert yes_or_no(cell) is True


@pytest.mark.parametrize("cell", ["否", "不涉及", "×", "/", 0, "无"])
def test_what_means_no(cell):
    assert yes_or_no(cell) is False
