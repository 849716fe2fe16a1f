"""The import in the browser: four steps, and the way back."""

import io
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import OrganizationAlias, User
from accounts.states import Role
from inspections.models import FindingSource
from intake.models import ImportBatch, MappingMemory
from intake.services import import_batches, importing
from intake.tasks import import_list
from rectification.models import Item
from rectification.states import State
from tests.architecture.test_scope import listed
from tests.factories import EnterpriseFactory, OrganizationFactory, UserFactory
from tests.intake.sheets import ledger, save

pytestmark = pytest.mark.django_db
LEAK = (1, "液氯储罐区可燃气体报警器失效", "2021-05-06", "恒泽化工", "县应急局", None, "更换", "2021年12月底前")
SPILL = (2, "硝化车间事故池阀门无标识且长期存水", "2021-05-06", "恒泽化工", "县应急局", None, "标识", "立行立改")
STRANGER = (3, "三号仓库超量储存且没有通风设施", "2021-05-06", "恒泽化工", "应急局", None, "清理", "2021年6月底")
TEXTLESS = (4, None, "2021-05-06", "恒泽化工", "县应急局", None, "清理", "2021年6月底")


@pytest.fixture
def coordinator(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    EnterpriseFactory(name="恒泽化工有限公司", short_name="恒泽化工")
    OrganizationFactory(name="县应急局")
    user = UserFactory()
    client.force_login(user)
    return user


def bring(client, path: Path) -> str:
    """Step 1; the address of step 2."""
    answer = client.post("/imports/", {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def confirm_columns(client, address: str, **changes: str) -> str:
    """Step 2 as proposed but for the changes; the address of step 3."""
    form = client.get(address).context["form"]
    given = {"source": "COUNTY_CHECK", "park": ""}
    given |= {f"column-{position}": column.field or "" for position, column in enumerate(form.columns)}
    answer = client.post(address, {**given, **changes})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def run_import(client, check: str, **given: object):
    """Step 3: press the button as it is shown."""
    return client.post(check, {"promise": client.get(check).context["promise"], **given})


def test_a_list_walks_through_all_steps(client, coordinator, tmp_path):
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK, SPILL)))
    assert client.get(check).context["shown"].counts["new"] == 2

    receipt = client.get(run_import(client, check)["Location"])

    assert receipt.context["batch"].summary == {"imported": 2, "merged": 0, "known": 0, "refused": 0}
    assert Item.objects.count() == 2
    assert MappingMemory.objects.get().mapping["问题描述"] == "description"


def test_a_further_table_in_another_order_stands_under_the_headings_of_the_first(client, coordinator, tmp_path):
    rows = [
        ("序号", "存在问题", "责任单位", "整改时限"),
        (1, "液氯储罐区可燃气体报警器失效", "县应急局", "2021年6月"),
        ("序号", "责任单位", "整改时限", "存在问题"),
        (1, "县应急局", "2021年7月", "硝化车间事故池阀门无标识"),
    ]
    check = confirm_columns(client, bring(client, save(tmp_path / "list.xlsx", rows)))

    shown = client.get(check).context["shown"].rows
    run_import(client, check)

    assert [cell.text for cell in shown[1].cells] == ["1", "硝化车间事故池阀门无标识", "县应急局", "2021年7月"]
    assert Item.objects.filter(title="硝化车间事故池阀门无标识", deadline="2021-07-31").exists()


def test_two_columns_may_say_who_takes_part(client, coordinator, tmp_path):
    OrganizationFactory(name="县公安局")
    rows = [
        ("序号", "存在问题", "牵头单位", "责任单位", "配合单位", "整改时限"),
        (1, "液氯储罐区可燃气体报警器失效", "县应急局", "恒泽化工", "县公安局", "2021年6月"),
    ]
    check = confirm_columns(client, bring(client, save(tmp_path / "list.xlsx", rows)))

    run_import(client, check)

    names = Item.objects.get().assisting.values_list("name", flat=True)
    assert set(names) == {"恒泽化工有限公司", "县公安局"}


def test_what_cannot_be_read_is_said_at_the_field_and_not_kept(client, coordinator):
    answer = client.post("/imports/", {"file": SimpleUploadedFile("list.xlsx", b"no workbook")})

    assert list(answer.context["form"].errors) == ["file"]
    assert not ImportBatch.objects.exists()


def test_a_list_of_errors_alone_is_not_called_known(client, coordinator, tmp_path):
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", TEXTLESS)))

    text = client.get(check).text

    assert "还没有可导入的行：1 行有误" in text
    assert "没有新内容" not in text


def test_rows_with_errors_must_be_left_out_knowingly(client, coordinator, tmp_path):
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK, TEXTLESS)))

    assert client.post(check)["Location"] == check
    assert not Item.objects.exists()

    assert "导入 1 行；1 行有误，不导入" in client.get(check).text
    run_import(client, check)
    assert Item.objects.count() == 1


def test_a_strange_heading_can_be_mapped_and_is_remembered(client, coordinator, tmp_path):
    path = save(tmp_path / "list.xlsx", [("序号", "甲栏", "责任单位"), (1, LEAK[1], "县应急局")])
    address = bring(client, path)

    check = confirm_columns(client, address, **{"column-1": "description"})
    run_import(client, check)

    assert Item.objects.get().title == LEAK[1]
    again = client.get(bring(client, path)).context["form"]
    assert [column.field for column in again.columns] == ["number", "description", "lead_organization"]


def test_the_problem_column_must_be_named(client, coordinator, tmp_path):
    address = bring(client, ledger(tmp_path / "list.xlsx", LEAK))

    answer = client.post(address, {"source": "COUNTY_CHECK", "column-0": "number"})

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_an_unknown_name_is_shown_once_and_known_the_next_time(client, coordinator, tmp_path):
    address = bring(client, ledger(tmp_path / "list.xlsx", STRANGER, (5, "丙类库存放甲类物料", *STRANGER[2:])))
    form = client.get(address).context["form"]
    unit = form.opened.book.suggestions("应急局")[0]

    run_import(client, confirm_columns(client, address, **{"unit-0": str(unit.pk)}))

    assert form.unknown == ["应急局"]
    assert {item.lead_organization.name for item in Item.objects.all()} == {"县应急局"}
    assert OrganizationAlias.objects.get().name == "应急局"


def test_an_unknown_unit_can_be_created(client, coordinator, tmp_path):
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", STRANGER)), **{"unit-0": "new"})

    run_import(client, check)

    assert Item.objects.get().lead_organization.name == "应急局"


@pytest.mark.parametrize(("merge", "items"), [(["2@问题清单"], 1), ([], 2)], ids=["confirmed", "refused"])
def test_a_person_decides_whether_a_problem_is_the_same(merge, items, client, coordinator, tmp_path):
    run_import(client, confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK))))
    other = ledger(tmp_path / "other.xlsx", (9, *LEAK[1:]))
    check = confirm_columns(client, bring(client, other), source="PROV_FEEDBACK")
    assert [row.item.title for row in client.get(check).context["merging"]] == [LEAK[1]]

    run_import(client, check, merge=merge)

    assert Item.objects.count() == items
    assert FindingSource.objects.count() == 2


def test_a_whole_list_is_taken_back_while_nobody_has_acted(client, coordinator, tmp_path):
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK)))
    receipt = run_import(client, check)["Location"]

    client.post(f"{receipt}undo/")

    assert not Item.objects.visible_to(coordinator).exists()
    assert ImportBatch.objects.get().stage == ImportBatch.Stage.UNDONE
    run_import(client, confirm_columns(client, bring(client, ledger(tmp_path / "again.xlsx", LEAK))))
    assert Item.objects.filter(state=State.PENDING).count() == 1


def test_a_list_that_somebody_has_acted_on_stays(client, coordinator, tmp_path):
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK)))
    receipt = run_import(client, check)["Location"]
    other = ledger(tmp_path / "other.xlsx", (9, *LEAK[1:]))
    check = confirm_columns(client, bring(client, other), source="PROV_FEEDBACK")
    run_import(client, check, merge=["2@问题清单"])

    assert client.post(f"{receipt}undo/").status_code == 409
    assert Item.objects.get().state == State.PENDING


def test_taking_a_further_source_back_restores_the_deadline(client, coordinator, tmp_path):
    run_import(client, confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK))))
    earlier = ledger(tmp_path / "other.xlsx", (9, *LEAK[1:-1], "2021年9月底前"))
    run_import(client, confirm_columns(client, bring(client, earlier), source="PROV_FEEDBACK"), merge=["2@问题清单"])
    assert str(Item.objects.get().deadline) == "2021-09-30"

    importing.undo(ImportBatch.objects.first(), actor=coordinator)

    assert str(Item.objects.get().deadline) == "2021-12-31"
    assert FindingSource.objects.count() == 1


def test_the_list_with_remarks_says_what_is_wrong_as_text(client, coordinator, tmp_path):
    formula = (6, "=HYPERLINK(1)阀门泄漏", *LEAK[2:])
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", TEXTLESS, formula)))

    answer = client.get(check.replace("check/", "remarks.xlsx"))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert "缺少问题内容" in sheet.cell(2, 10).value
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}


def test_a_long_list_is_a_job(client, coordinator, tmp_path, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("intake.views.lists.LONGEST_INLINE", 1)
    started = []
    monkeypatch.setattr("intake.views.lists.hints.send", lambda task, number: started.append(number))
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK, SPILL)))

    with django_capture_on_commit_callbacks(execute=True):
        receipt = client.get(run_import(client, check)["Location"])

    assert receipt.context["is_running"]
    assert started == [ImportBatch.objects.get().pk]


@pytest.mark.req("S21")
@pytest.mark.parametrize(
    "gone", [{"role": Role.OBSERVER}, {"is_active": False}, {}], ids=["role", "account", "nothing"]
)
def test_a_queued_list_is_imported_with_the_rights_of_now(client, coordinator, tmp_path, monkeypatch, gone):
    monkeypatch.setattr("intake.views.lists.LONGEST_INLINE", 1)
    monkeypatch.setattr("intake.views.lists.hints.send", lambda task, number: None)
    run_import(client, confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK, SPILL))))
    batch = ImportBatch.objects.get()

    User.objects.filter(pk=coordinator.pk).update(**gone)
    import_list(batch.pk)

    batch.refresh_from_db()
    assert (batch.stage == ImportBatch.Stage.FAILED, Item.objects.count()) == ((True, 0) if gone else (False, 2))


@pytest.mark.parametrize("page", ["", "columns/", "check/", "remarks.xlsx"])
def test_a_list_of_another_unit_is_not_there(page, client, coordinator, tmp_path):
    number = bring(client, ledger(tmp_path / "list.xlsx", LEAK)).split("/")[2]
    client.force_login(UserFactory(role=Role.DEPARTMENT))

    assert client.get(f"/imports/{number}/{page}").status_code == 404


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.INSPECTOR, Role.OBSERVER])
def test_who_imports_no_lists_finds_no_page(role, client, coordinator):
    client.force_login(UserFactory(role=role))

    assert client.get("/imports/").status_code == 404


def test_a_list_is_decided_only_once(client, coordinator, tmp_path):
    check = confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK)))
    run_import(client, check)

    assert client.get(check).status_code == 404
    assert import_batches.OPEN_STAGES.count(ImportBatch.objects.get().stage) == 0


@pytest.mark.parametrize("page", sorted(name for name in listed() if name.startswith("rectification:import-")))
def test_a_list_whose_file_is_gone_is_said_and_breaks_no_page(page, client, coordinator, tmp_path):
    bring(client, ledger(tmp_path / "list.xlsx", LEAK))
    batch = ImportBatch.objects.get()
    Path(batch.file.path).unlink()
    cache.clear()

    answer = client.get(reverse(page, args=[batch.pk] if page != "intake:import-list" else []), follow=True)

    assert answer.status_code in (200, 404, 405)
    if page in ("intake:import-columns", "intake:import-check"):
        assert (answer.resolver_match.view_name, "已不在" in answer.text) == ("intake:import-list", True)


@pytest.mark.parametrize(
    ("address", "names"), [("/imports/", ("file", "pasted")), ("/ledger/register/", ("enterprise", "place", "park"))]
)
def test_a_field_of_which_one_is_needed_is_not_called_optional(client, coordinator, address, names):
    page = client.get(address).content.decode()

    for name in names:
        label = page.split(f'<label class="form-label" for="id_{name}">')[1].split("</label>")[0]
        assert "至少填一项" in label
        assert "选填" not in label


def test_the_number_of_problems_is_the_number_that_comes_in(client, coordinator, tmp_path):
    address = bring(client, ledger(tmp_path / "list.xlsx", LEAK, SPILL, TEXTLESS))
    told = client.get(address).content.decode()
    run_import(client, confirm_columns(client, address))

    assert "清单共 3 行，其中写有问题的 2 行" in told
    assert Item.objects.count() == 2


def test_the_rows_of_a_list_are_told_apart_before_anything_is_answered(client, coordinator, tmp_path):
    run_import(client, confirm_columns(client, bring(client, ledger(tmp_path / "first.xlsx", LEAK))))
    again = (9, *SPILL[1:])
    address = bring(client, ledger(tmp_path / "list.xlsx", LEAK, SPILL, again, STRANGER, TEXTLESS))

    told = client.get(address)

    assert told.context["told"].as_it_stands == {"good": 1, "known": 1, "repeated": 1, "refused": 2}
    assert "按现状可导入 1 行，此前已导入 1 行，清单内重复 1 行，有错误或待确认 2 行" in told.content.decode()
