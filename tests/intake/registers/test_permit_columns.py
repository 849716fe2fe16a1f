"""Columns of permits in a list of enterprises: written with it, refused at their cells, taken back."""

from datetime import date

import pytest

from accounts.states import Role
from enterprises.models import Enterprise, Permit
from intake.services import registers
from tests.factories import EnterpriseFactory, UserFactory
from tests.intake.registers.lists import brought, checked, grid, messages, read
from tests.intake.registers.test_wizard import bring, decide, take
from tests.intake.sheets import save

pytestmark = pytest.mark.django_db
FIRM = "恒泽化工有限公司"
HEADING = (
    *("序号", "企业名称", "安全生产许可证编号", "有效期至", "发证机关", "排污许可证编号", "排污许可证有效期"),
    *("危险化学品登记证", "登记证有效期至"),
)
ROW = (1, FIRM, "(鄂)WH安许证字〔2024〕0001", "2027年5月9日", "县应急管理局", "X1", "2023.6-2028.5", "DJ1", 46022)


@pytest.fixture
def actor():
    return UserFactory(role=Role.COORDINATOR)


def columns_of(*headings):
    list_ = read("enterprises", grid(headings, (1, FIRM, *["x"] * (len(headings) - 2))))
    return [column.field for column in list_.first.layout.columns][2:]


def permits():
    return set(Permit.objects.values_list("enterprise__name", "kind", "number", "valid_until"))


def test_headings_say_kind_and_field_of_a_permit():
    assert columns_of(*HEADING) == [
        *("PM21.number", "PM21.valid_until", "PM21.authority", "PM25.number", "PM25.valid_until"),
        *("PM24.number", "PM24.valid_until"),
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("危化品经营许可证号", "PM22.number"),
        ("安全生产许可证到期日期", "PM21.valid_until"),
        ("排污许可证发证日期", "PM25.issued_on"),
        ("危险废物经营许可证有效期限", "PM31.valid_until"),
        ("取水许可证发证机关", "PM34.authority"),
        ("应急预案备案编号", "PM29.number"),
        ("突发环境事件应急预案备案日期", "PM30.issued_on"),
        ("安全生产许可证编号及有效期", "PM21.number"),
        ("安全生产许可证许可范围", None),
        ("特种设备", None),
        ("特种设备数量", None),
        ("是否取得安全生产许可证", None),
    ],
)
def test_a_heading_of_a_permit(heading, field):
    assert columns_of("序号", "企业名称", heading) == [field]


def test_a_heading_of_two_lines_names_the_permit_above():
    list_ = read(
        "enterprises",
        grid(
            ("序号", "企业名称", "安全生产许可证", None, "排污许可证", None),
            (None, None, "证书编号", "有效期至", "证书编号", "有效期至"),
            (1, FIRM, "A1", "2027-05-09", "B1", "2028-05-09"),
            merged=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)),
        ),
    )

    assert [column.field for column in list_.first.layout.columns][2:] == [
        *("PM21.number", "PM21.valid_until", "PM25.number", "PM25.valid_until"),
    ]


def test_an_end_without_a_permit_before_it_is_nobodys():
    assert columns_of("序号", "企业名称", "主要产品", "有效期至") == ["products", None]


def test_permits_come_in_with_their_enterprise(actor):
    batch = brought("enterprises", actor, grid(HEADING, ROW))

    assert batch.summary["imported"] == 4, "the enterprise and three permits"
    assert permits() == {
        (FIRM, "PM21", "(鄂)WH安许证字〔2024〕0001", date(2027, 5, 9)),
        (FIRM, "PM25", "X1", date(2028, 5, 31)),
        (FIRM, "PM24", "DJ1", date(2025, 12, 31)),
    }
    licence = Permit.objects.get(kind="PM21")
    assert (licence.authority, licence.apply_by) == ("县应急管理局", date(2027, 2, 9))


def test_each_error_stands_at_its_cell(actor):
    list_ = checked(
        "enterprises",
        actor,
        grid(
            HEADING,
            (1, FIRM, "A1", "2027年13月", None, "X1", "明年底", None, None),
            (2, "远山化工有限公司", *[None] * 7),
        ),
    )

    assert [(row, column) for row, column, _message in messages(list_)] == [(2, "有效期至"), (2, "排污许可证有效期")]
    assert [row.status for row in list_.rows] == ["refused", "new"]


def test_a_permit_that_would_end_before_it_begins_is_refused(actor):
    heading = ("企业名称", "地址", "安全生产许可证编号", "发证日期", "有效期至")
    list_ = checked("enterprises", actor, grid(heading, (FIRM, "东路1号", "A1", "2027-05-10", "2024-05-09")))

    assert [(row, column) for row, column, _message in messages(list_)] == [(2, "有效期至")]


@pytest.mark.parametrize(
    ("number", "until", "written"),
    [
        ("A1（有效期至2027年5月9日）", None, {("A1", date(2027, 5, 9))}),
        ("A1，有效期2024.5.10-2027.5.9", None, {("A1", date(2027, 5, 9))}),
        ("A1", "2027.5", {("A1", date(2027, 5, 31))}),
        ("A1", "二〇二七年五月九日", {("A1", date(2027, 5, 9))}),
        ("A1", "长期", {("A1", None)}),
        ("有", "2027-05-09", {("", date(2027, 5, 9))}),
        ("√", None, set()),
        ("正在办理", None, set()),
        ("不涉及", "/", set()),
        ("无", "—", set()),
    ],
)
def test_what_cells_of_a_permit_say(actor, number, until, written):
    heading = ("企业名称", "地址", "安全生产许可证编号", "有效期至")
    brought("enterprises", actor, grid(heading, (FIRM, "东路1号", number, until)))

    assert Enterprise.objects.count() == 1
    assert set(Permit.objects.values_list("number", "valid_until")) == written


def test_permits_of_a_known_enterprise_are_changes_of_it(actor):
    firm = EnterpriseFactory(name=FIRM, kind="FINE")
    Permit.objects.create(enterprise=firm, kind_id="PM25", number="X1", valid_until=date(2023, 6, 30))

    list_ = checked("enterprises", actor, grid(HEADING, ROW))
    brought("enterprises", actor, grid(HEADING, ROW))

    (row,) = list_.rows
    assert row.status == "changed"
    told = {change.label: (change.old, change.new) for change in row.changes}
    assert told["排污许可证·有效期至"] == ("2023-06-30", "2028-05-31")
    assert "2027-05-09" in told["安全生产许可证(危险化学品)"][1]
    assert firm.permits.count() == 3
    assert firm.permits.get(kind="PM25").valid_until == date(2028, 5, 31)


def test_the_same_list_again_changes_nothing(actor):
    brought("enterprises", actor, grid(HEADING, ROW))

    assert [row.status for row in checked("enterprises", actor, grid(HEADING, ROW)).rows] == ["same"]


def test_permits_of_a_row_that_is_not_ticked_stay_out(actor):
    EnterpriseFactory(name=FIRM, kind="FINE")

    brought("enterprises", actor, grid(HEADING, ROW), changes=())

    assert permits() == set()


def test_an_enterprise_named_for_each_of_its_permits_comes_in_once(actor):
    other = (2, FIRM, "A2", "2028-01-01", None, *[None] * 4)
    list_ = checked("enterprises", actor, grid(HEADING, ROW, other))
    brought("enterprises", actor, grid(HEADING, ROW, other))

    assert [row.status for row in list_.rows] == ["new", "repeated"]
    assert Enterprise.objects.count() == 1
    assert Permit.objects.filter(kind="PM21").count() == 2


def test_one_way_back_for_all_of_it(actor):
    known = EnterpriseFactory(name="远山化工有限公司", kind="FINE")
    Permit.objects.create(enterprise=known, kind_id="PM25", number="X2", valid_until=date(2023, 6, 30))
    row = (2, known.name, "A9", "2028-01-01", None, "X2", "2028-06-30", None, None)
    batch = brought("enterprises", actor, grid(HEADING, ROW, row))

    registers.undo(batch, actor=actor)

    assert list(Enterprise.objects.all()) == [known]
    assert permits() == {(known.name, "PM25", "X2", date(2023, 6, 30))}
    assert batch.__class__.objects.get().summary["rows_taken_back"]["stay"] == []


def test_the_pages_show_what_comes_in(client, actor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    client.force_login(actor)
    bad = (2, "远山化工有限公司", "A2", "明年底", *[None] * 5)
    check = decide(client, bring(client, save(tmp_path / "list.xlsx", [HEADING, ROW, bad])))

    text = client.get(check).text
    take(client, check)

    assert "将同时写入“许可证照”3 项" in text
    assert "一并写入： 安全生产许可证(危险化学品)：有效期至 2027-05-09" in text
    assert "有效期至：“明年底”" in text
    assert len(permits()) == 3
