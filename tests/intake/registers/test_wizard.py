"""A list of files in the browser: four steps, the way back, and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.models import Organization
from accounts.states import Role
from core.services import editing
from enterprises.models import Enterprise, Permit
from intake.imports.registers import kinds
from intake.imports.registers.wizard import OpenedRegister
from intake.models import ImportBatch, MappingMemory, RegisterEntry
from intake.tasks import import_list
from tests.factories import EnterpriseFactory, ParkFactory, UserFactory
from tests.intake.registers.lists import GOOD_CODE
from tests.intake.sheets import save

pytestmark = pytest.mark.django_db
HEADING = ("序号", "企业名称", "统一社会信用代码", "类型", "地址", "联系人备注")
NEW = (1, "恒泽化工有限公司", GOOD_CODE, "精细化工", "东路1号", "夜间打值班电话")
WRONG = (2, "远山化工有限公司", "91420100MA4KLR9R9", "精细化工", "东路2号", None)


@pytest.fixture
def coordinator(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    user = UserFactory(role=Role.COORDINATOR)
    client.force_login(user)
    return user


def bring(client, path, kind="enterprises"):
    """Step 1; the address of step 2."""
    answer = client.post(f"/registers/new/{kind}/", {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def decide(client, address, **changes):
    """Step 2 as proposed but for the changes; the address of step 3."""
    form = client.get(address).context["form"]
    given = {f"column-{position}": column.field or "" for position, column in enumerate(form.columns)}
    answer = client.post(address, {**given, "accept": "yes", **changes})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def take(client, address, **given):
    """Step 3: press the button as it is shown; the receipt."""
    promise = client.get(address).context["opened"].promise
    answer = client.post(address, {"promise": promise, **given})
    assert answer.status_code == 302
    return answer["Location"]


def walked(client, tmp_path, *rows, name="list.xlsx", **given):
    check = decide(client, bring(client, save(tmp_path / name, [HEADING, *rows])))
    return take(client, check, **given)


def test_a_list_walks_through_all_steps(client, coordinator, tmp_path):
    check = decide(client, bring(client, save(tmp_path / "list.xlsx", [HEADING, NEW, WRONG])))

    text = client.get(check).text
    receipt = client.get(take(client, check))

    assert "导入 1 行；1 行有误，不导入" in text or "1 行有误" in text
    assert "应为 18 位，这里有 17 位" in text
    assert receipt.context["batch"].summary == {
        "imported": 1,
        "changed": 0,
        "same": 0,
        "repeated": 0,
        "refused": 1,
    }
    assert Enterprise.objects.get().organization.name == "恒泽化工有限公司"
    assert "恒泽化工有限公司" in receipt.text


def test_what_no_field_takes_is_kept_with_the_row(client, coordinator, tmp_path):
    walked(client, tmp_path, NEW)

    assert RegisterEntry.objects.get().said["联系人备注"] == "夜间打值班电话"


def test_a_mapping_is_remembered_for_lists_with_these_headings(client, coordinator, tmp_path):
    check = decide(client, bring(client, save(tmp_path / "one.xlsx", [HEADING, NEW])), **{"column-4": "products"})
    take(client, check)

    address = bring(client, save(tmp_path / "two.xlsx", [HEADING, WRONG]))

    fields = {column.heading: column.field for column in client.get(address).context["form"].columns}
    assert fields["联系人备注"] == "products"
    assert MappingMemory.objects.count() == 1


def test_changes_are_taken_where_they_are_ticked(client, coordinator, tmp_path):
    EnterpriseFactory(name="恒泽化工有限公司", address="西路9号", credit_code=GOOD_CODE, kind="FINE")
    EnterpriseFactory(name="远山化工有限公司", address="西路8号", kind="FINE")
    rows = [NEW, (2, "远山化工有限公司", None, "精细化工", "东路2号", None)]
    check = decide(client, bring(client, save(tmp_path / "list.xlsx", [HEADING, *rows])))

    text = client.get(check).text
    take(client, check, change=["3@问题清单"])

    assert "<del>西路9号</del> → <ins>东路1号</ins>" in text
    assert set(Enterprise.objects.values_list("address", flat=True)) == {"西路9号", "东路2号"}


def test_the_whole_list_is_taken_back(client, coordinator, tmp_path):
    known = EnterpriseFactory(name="远山化工有限公司", address="西路8号", kind="FINE")
    units = Organization.objects.count()
    receipt = walked(
        client, tmp_path, NEW, (2, "远山化工有限公司", None, "精细化工", "东路2号", None), change=["3@问题清单"]
    )

    text = client.get(client.post(f"{receipt}undo/")["Location"]).text

    known.refresh_from_db()
    assert (Enterprise.objects.count(), known.address) == (1, "西路8号")
    assert Organization.objects.count() == units
    assert "2 份档案恢复原状" in text


def test_what_somebody_has_changed_since_stays_and_is_named(client, coordinator, tmp_path):
    receipt = walked(client, tmp_path, NEW, (2, "远山化工有限公司", None, "精细化工", "东路2号", None))
    changed = Enterprise.objects.get(name="远山化工有限公司")
    editing.change(changed, actor=coordinator, version=changed.version, values={"employees": 12})

    text = client.get(client.post(f"{receipt}undo/")["Location"]).text

    assert list(Enterprise.objects.values_list("name", flat=True)) == ["远山化工有限公司"]
    assert "以下档案保留不变" in text


def test_an_enterprise_to_which_a_permit_belongs_by_now_stays(client, coordinator, tmp_path):
    receipt = walked(client, tmp_path, NEW)
    Permit.objects.create(enterprise=Enterprise.objects.get(), kind_id="PM25")

    client.post(f"{receipt}undo/")

    assert Enterprise.objects.count() == Permit.objects.count() == 1


def test_a_long_list_is_a_job(client, coordinator, tmp_path, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("intake.views.registers.LONGEST_INLINE", 1)
    monkeypatch.setattr("intake.views.registers.hints.send", lambda task, number: None)

    receipt = walked(client, tmp_path, NEW, (2, "远山化工有限公司", None, "精细化工", "东路2号", None))
    running = client.get(receipt).context["is_running"]
    import_list(ImportBatch.objects.get().pk)

    assert running
    assert Enterprise.objects.count() == 2
    assert "恒泽化工有限公司" in client.get(receipt).text


@pytest.mark.parametrize("kind", kinds.codes())
def test_the_empty_list_is_read_as_it_is_once_rows_stand_in_it(client, coordinator, tmp_path, kind):
    (tmp_path / "filled.xlsx").write_bytes(client.get(f"/registers/new/{kind}/blank.xlsx").content)
    book = load_workbook(tmp_path / "filled.xlsx")
    fields = kinds.named(kind).own_fields
    book.worksheets[0].append([each.example for each in fields])
    book.save(tmp_path / "filled.xlsx")

    parsed = OpenedRegister(
        ImportBatch.objects.get(pk=bring(client, tmp_path / "filled.xlsx", kind).split("/")[2]), coordinator
    ).parsed

    assert [sheet.grid.name for sheet in parsed.sheets] == [book.worksheets[0].title]
    assert [column.field for column in parsed.first.layout.columns] == [each.code for each in fields]
    assert len(parsed.rows) == 1


@pytest.mark.parametrize(
    ("role", "kind", "status"),
    [
        (Role.PARK, "enterprises", 200),
        (Role.PARK, "parks", 404),
        (Role.ENTERPRISE, "enterprises", 404),
        (Role.OBSERVER, "enterprises", 404),
        (Role.DEPARTMENT, "parks", 200),
        (Role.DEPARTMENT, "unheard-of", 404),
    ],
)
def test_who_may_bring_which_list(client, role, kind, status):
    client.force_login(UserFactory(role=role))

    assert client.get(f"/registers/new/{kind}/").status_code == status


def test_another_unit_does_not_see_the_list(client, coordinator, tmp_path):
    receipt = walked(client, tmp_path, NEW)
    client.force_login(UserFactory(role=Role.COORDINATOR))

    assert client.get(receipt).status_code == 404


def test_a_park_committee_sees_its_own_list_and_no_list_of_problems(client, coordinator, tmp_path):
    officer = UserFactory(role=Role.PARK)
    ParkFactory(name="云川化工园区", committee=officer.organization)
    client.force_login(officer)
    rows = [("企业名称", "所在园区", "类型"), ("恒泽化工有限公司", "云川化工园区", "精细化工")]

    take(client, decide(client, bring(client, save(tmp_path / "list.xlsx", rows))))

    assert Enterprise.objects.get().park.name == "云川化工园区"
    assert client.get("/imports/").status_code == 404
