"""What stands against one row is told at its row and column, and holds up no other row."""

import datetime as dt

import pytest

from accounts.models import User
from core.errors import WorkflowError
from enterprises.models import Enterprise
from inspections.models import Finding
from inspections.services import recording
from inspections.services.recording import FindingGiven, SourceGiven
from parks.models import Park
from rectification.models import Item
from tests.contracts.test_c3_import import run
from tests.factories import EnterpriseFactory, OrganizationFactory, ParkFactory, UserFactory
from tests.intake.sheets import save
from tests.intake.test_wizard import bring, confirm_columns, run_import

pytestmark = pytest.mark.django_db
CELLS = {
    "问题描述": "液氯罐区东侧围堰开裂未修复",
    "责任单位": "县应急局",
    "配合单位": "",
    "企业名称": "",
    "所属园区": "",
    "排查日期": "2026-10-05",
    "法律依据": "",
}
REFUSED = {
    "an enterprise of another park": ({"企业名称": "恒泽化工有限公司", "所属园区": "北园"}, "企业名称"),
    "an enterprise of no park": ({"企业名称": "无园有限公司", "所属园区": "北园"}, "企业名称"),
    "a lead enterprise of another park": ({"责任单位": "恒泽化工有限公司", "所属园区": "北园"}, "责任单位"),
    "a unit that is closed": ({"责任单位": "县安监局"}, "责任单位"),
    "an assisting unit that is closed": ({"配合单位": "县安监局"}, "配合单位"),
    "an enterprise that is closed": ({"企业名称": "停办有限公司"}, "企业名称"),
    "a name of two units": ({"责任单位": "双名局"}, "责任单位"),
    "a day to come": ({"排查日期": "2099-01-01"}, "排查日期"),
    "a law that had been repealed": ({"法律依据": "《环境保护法》第四十二条"}, "法律依据"),
}


@pytest.fixture
def county():
    UserFactory()
    for name in ("县应急局", "双名局"):
        OrganizationFactory(name=name)
    OrganizationFactory(name="双名管理局", short_name="双名局")
    OrganizationFactory(name="县安监局", is_active=False)
    ParkFactory(name="北园")
    EnterpriseFactory(name="恒泽化工有限公司", park=ParkFactory(name="南园"))
    OrganizationFactory(name="停办有限公司", is_active=False)
    EnterpriseFactory(name="无园有限公司")
    Enterprise.objects.filter(name="无园有限公司").update(park=None)


def listed(path, *rows):
    """A list of these rows: of each what it says otherwise than the usual one."""
    return save(path, [tuple(CELLS), *(tuple({**CELLS, **row}.values()) for row in rows)])


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(("cells", "column"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_is_refused_names_its_column_and_the_others_come_in(cells, column, tmp_path):
    path = listed(tmp_path / "list.xlsx", {**cells, "问题描述": "泵房积水无人排除"}, {})

    answer, code = run(path, "--create-units", "--skip-errors")

    [error] = answer["errors"]
    assert (code, error["row"], error["column"]) == (2, 2, column)
    assert error["value"] == {**CELLS, **cells}[column]
    assert error["message"]
    assert list(Item.objects.values_list("finding__description", flat=True)) == [CELLS["问题描述"]]


@pytest.mark.usefixtures("county")
def test_in_the_browser_the_row_stands_refused_under_its_heading_and_the_other_one_comes_in(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    client.force_login(User.objects.get())
    refused = {"企业名称": "恒泽化工有限公司", "所属园区": "北园", "问题描述": "泵房积水无人排除"}
    check = confirm_columns(client, bring(client, listed(tmp_path / "list.xlsx", refused, {})))

    rows = client.get(check).context["shown"].rows
    run_import(client, check, skip_errors="on")

    assert [(row.number, row.status) for row in rows] == [(2, "refused"), (3, "new")]
    assert rows[0].messages[0].startswith("企业名称：")
    assert [cell.text for cell in rows[0].cells if cell.is_wrong] == ["恒泽化工有限公司"]
    assert Item.objects.get().finding.description == CELLS["问题描述"]


@pytest.mark.usefixtures("county")
def test_whatever_the_recording_refuses_is_told_at_the_row_and_the_column_that_says_it(tmp_path, monkeypatch):
    def refusals(given, actor, ended):
        if given.description == "泵房积水":
            yield WorkflowError("The level doesn't fit.", "level")

    monkeypatch.setattr(recording, "refusals", refusals)
    rows = [("问题描述", "责任单位", "隐患等级"), ("围堰开裂", "县应急局", "一般"), ("泵房积水", "县应急局", "重大")]

    answer, code = run(save(tmp_path / "list.xlsx", rows), "--skip-errors")

    told = {"row": 3, "column": "隐患等级", "value": "重大", "message": "The level doesn't fit."}
    assert (code, answer["imported"]) == (2, 1)
    assert [error | told for error in answer["errors"]] == answer["errors"]


@pytest.mark.usefixtures("county")
def test_the_recording_refuses_nothing_that_it_does_not_name_beforehand(monkeypatch):
    monkeypatch.setattr(recording, "refusals", lambda given, actor, ended: ())
    enterprise, park = Enterprise.objects.get(name="恒泽化工有限公司"), Park.objects.get(name="北园")
    late = dt.date(2099, 1, 1)

    recording.record_findings(
        [FindingGiven("a", "b", late, [SourceGiven("COUNTY_CHECK")], enterprise=enterprise, park=park)],
        User.objects.get(),
    )

    assert Finding.objects.count() == 1


@pytest.mark.usefixtures("county")
def test_an_enterprise_that_is_new_lies_in_the_park_that_its_rows_name(tmp_path):
    new = {"企业名称": "新来有限公司"}
    path = listed(tmp_path / "list.xlsx", {**new, "问题描述": "泵房积水"}, {**new, "所属园区": "北园"})

    answer, code = run(path, "--create-units")

    assert (code, answer["imported"], answer["errors"]) == (0, 2, [])
    assert Enterprise.objects.get(name="新来有限公司").park.name == "北园"


@pytest.mark.usefixtures("county")
def test_a_row_that_puts_a_new_enterprise_into_a_second_park_is_refused(tmp_path):
    new = {"企业名称": "新来有限公司"}
    path = listed(
        tmp_path / "list.xlsx", {**new, "所属园区": "北园"}, {**new, "所属园区": "南园", "问题描述": "泵房积水"}
    )

    answer, code = run(path, "--create-units", "--skip-errors")

    assert (code, answer["imported"]) == (2, 1)
    assert [(error["row"], error["column"], error["value"]) for error in answer["errors"]] == [
        (3, "企业名称", "新来有限公司")
    ]


@pytest.mark.usefixtures("county")
def test_the_park_of_rows_that_name_none_is_not_that_of_an_enterprise_outside_of_all_parks(tmp_path):
    park = Park.objects.get(name="北园")
    path = listed(tmp_path / "list.xlsx", {"企业名称": "无园有限公司"}, {"问题描述": "泵房积水"})

    answer, code = run(path, "--park", park.code)

    assert (code, answer["imported"]) == (0, 2)
    assert [(warning["row"], warning["column"]) for warning in answer["warnings"]] == [(2, "企业名称")]
    assert list(Item.objects.order_by("pk").values_list("park", flat=True)) == [None, park.pk]


def test_an_importer_of_no_county_is_told_of_each_row_that_names_no_place(tmp_path):
    city = OrganizationFactory(name="市安委办", parent=None, county=None)
    UserFactory(organization=city)
    path = listed(tmp_path / "list.xlsx", {"责任单位": ""}, {"责任单位": "", "问题描述": "泵房积水"})

    answer, code = run(path)

    assert (code, answer["imported"]) == (2, 0)
    assert [(error["row"], error["column"]) for error in answer["errors"]] == [(2, "所属园区"), (3, "所属园区")]
