"""An import that was taken back was never there: figures, boards, choices and lists are those of before (V39)."""

import random

import pytest

from accounts.states import OrganizationKind, Role
from core import figures
from core.figures import Asked, Moment
from core.services import invariants
from enterprises.models import Enterprise
from intake.models import ImportBatch
from intake.services import importing
from rectification.models import Item
from rectification.rules.item_numbers import spans
from tests.factories import ItemFactory, OrganizationFactory, ParkFactory, UserFactory
from tests.intake.test_wizard import LEAK, SPILL, bring, confirm_columns, coordinator, ledger, run_import

__all__ = ["coordinator"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("V39")]
PLACES = ("一车间", "液氯罐区", "硝化工段", "污水处理站", "危废仓库", "循环水泵房", "装卸区")
NEW_UNITS = {f"unit-{position}": "new" for position in range(4)}
COLLECTIONS = ("organizations", "enterprises", "findings", "rectifications", "notifications")


def random_list(folder, seed):
    """A list of problems with units that are new, some named twice."""
    chance = random.Random(seed)
    enterprises = [f"新{chance.randrange(4)}号化工有限公司" for _number in range(chance.randrange(2, 6))]
    rows = [
        (number, PLACES[number] + "管线泄漏未处置", "2021-05-06", name, "县应急局", None, "更换", "立行立改")
        for number, name in enumerate(enterprises, 1)
    ]
    return ledger(folder / f"{seed}.xlsx", *rows)


@pytest.fixture
def readers(coordinator):
    """One of each reach: the county, a department, a superior, a park."""
    county = coordinator.organization.county
    bureau = OrganizationFactory(kind=OrganizationKind.DEPARTMENT, parent=county)
    committee = OrganizationFactory(kind=OrganizationKind.PARK_COMMITTEE, parent=county)
    return [
        coordinator,
        UserFactory(role=Role.DEPARTMENT, organization=bureau),
        UserFactory(role=Role.SUPERIOR, organization=county),
        UserFactory(role=Role.PARK, organization=committee),
    ]


def seen(client, readers):
    """What each reader is told: every figure, of today and of now as of a moment, every collection, the choices."""
    codes = [figure.code for figure in figures.registered()]
    told = {}
    for reader in readers:
        client.force_login(reader)
        values = {code: reading.value for code, reading in figures.read(codes, Asked.by(reader)).items()}
        past = figures.read(["ledger.all", "ledger.open"], Asked.by(reader, as_of=Moment.now()))
        rows = {name: client.get(f"/api/v1/{name}/?limit=200").json() for name in COLLECTIONS}
        told[reader.pk] = (values, {code: reading.value for code, reading in past.items()}, rows)
    return told


@pytest.mark.parametrize("seed", range(4))
def test_whoever_looks_sees_what_was_there_before(client, coordinator, readers, tmp_path, seed):
    ItemFactory()
    before = seen(client, readers)
    client.force_login(coordinator)
    run_import(client, confirm_columns(client, bring(client, random_list(tmp_path, seed)), **NEW_UNITS))
    assert seen(client, readers) != before

    importing.undo(ImportBatch.objects.get(), actor=coordinator)

    assert seen(client, readers) == before
    assert {outcome.code for outcome in invariants.count_all() if not outcome.holds} <= {"I6"}


@pytest.fixture
def undone(client, coordinator, tmp_path):
    """A list that was imported and taken back: its batch and the item that it had brought."""
    run_import(client, confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK, SPILL))))
    batch, items = ImportBatch.objects.get(), list(Item.objects.order_by("pk"))
    client.post(f"/imports/{batch.pk}/undo/")
    batch.refresh_from_db()
    return batch, items


def test_the_undo_says_which_numbers_it_took_back(client, coordinator, undone):
    batch, items = undone
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    lately = client.get("/imports/").content.decode()

    assert f"{items[0].number} ~ {items[1].number}" in page
    assert f"{coordinator.name}于" in page
    assert "已撤销" in lately
    assert "（已撤回 2 条）" in lately
    assert batch.on_ledger == 0


def test_the_address_of_an_item_that_was_taken_back_says_so(client, coordinator, undone):
    batch, items = undone
    answer = client.get(items[0].get_absolute_url())
    page = answer.content.decode()

    assert answer.status_code == 200
    assert all(said in page for said in (items[0].number, coordinator.name, batch.file_name, "已随导入撤回"))


@pytest.mark.parametrize(
    ("role", "is_near", "status"),
    [
        (Role.SUPERIOR, True, 200),
        (Role.DEPARTMENT, True, 200),
        (Role.DEPARTMENT, False, 404),
        (Role.ENTERPRISE, True, 404),
        (Role.PARK, True, 404),
        (Role.OBSERVER, True, 404),
        (Role.SYSADMIN, True, 404),
    ],
)
def test_only_who_could_see_the_item_is_told_that_it_was_taken_back(client, coordinator, undone, role, is_near, status):
    county = coordinator.organization.county
    if not is_near:
        county = OrganizationFactory(kind=OrganizationKind.COUNTY, parent=None)
    unit = OrganizationFactory(parent=county)
    client.force_login(UserFactory(role=role, organization=unit))

    assert client.get(undone[1][0].get_absolute_url()).status_code == status


@pytest.mark.parametrize("is_of_the_park", [True, False])
def test_the_committee_of_the_park_is_told_and_no_other(client, coordinator, tmp_path, is_of_the_park):
    committee = OrganizationFactory(kind=OrganizationKind.PARK_COMMITTEE, parent=coordinator.organization.county)
    county = coordinator.organization.county
    park = ParkFactory(county=county, **({"committee": committee} if is_of_the_park else {}))
    Enterprise.objects.update(park=park)
    run_import(client, confirm_columns(client, bring(client, ledger(tmp_path / "list.xlsx", LEAK))))
    client.post(f"/imports/{ImportBatch.objects.get().pk}/undo/")
    client.force_login(UserFactory(role=Role.PARK, organization=committee))

    answer = client.get(Item.objects.get().get_absolute_url())

    assert answer.status_code == (200 if is_of_the_park else 404)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["2026-0009", "2026-0003", "2026-0004", "2026-0005"], ["2026-0003 ~ 2026-0005", "2026-0009"]),
        (["2026-9999", "2026-10000"], ["2026-9999 ~ 2026-10000"]),
        (["2025-0002", "2026-0003"], ["2025-0002", "2026-0003"]),
        ([], []),
    ],
)
def test_neighbouring_numbers_are_told_as_a_span(numbers, told):
    assert spans(numbers) == told
