"""An import that was taken back was never there: figures, boards, choices and lists are those of before (V39)."""

import random

import pytest

from accounts.states import OrganizationKind, Role
from core import figures
from core.figures import Asked, Moment
from core.services import invariants
from rectification.models import ImportBatch
from rectification.services import importing
from tests.factories import ItemFactory, OrganizationFactory, UserFactory
from tests.rectification.imports.test_wizard import bring, confirm_columns, coordinator, ledger, run_import

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
        values = {code: reading.value for code, reading in figures.read(codes, Asked(user=reader)).items()}
        past = figures.read(["ledger.all", "ledger.open"], Asked(user=reader, as_of=Moment.now()))
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
