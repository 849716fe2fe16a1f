"""The same list twice at the same moment, and a list that breaks off: only PostgreSQL can show it."""

import threading
from pathlib import Path

import pytest
from django.db import connection

from accounts.models import User
from intake.imports.checking import Wishes
from intake.imports.taking import take
from intake.models import ImportBatch
from intake.reading.reading import read_list
from intake.services import importing
from intake.services.importing import ListGiven
from rectification.models import Item
from tests.factories import EnterpriseFactory, OrganizationFactory, UserFactory
from tests.intake.sheets import ledger

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True), pytest.mark.req("V20")]
ROWS = [
    (n, f"第{n}号装置安全阀失效未及时更换", "2021-05-06", "恒泽化工", "县应急局", None, "更换", "2021年底")
    for n in range(40)
]


@pytest.fixture
def coordinator() -> User:
    EnterpriseFactory(name="恒泽化工有限公司", short_name="恒泽化工")
    OrganizationFactory(name="县应急局")
    return UserFactory()


def bring(path: Path, user: User, taken: list[int]) -> None:
    try:
        parsed = read_list(path)
        done = take(parsed, Wishes(user), ListGiven(path.name, "0" * 64, parsed.sheet))
        taken.append(done.imported)
    finally:
        connection.close()


def test_the_same_list_twice_at_once_comes_in_once(coordinator, tmp_path):
    path, taken = ledger(tmp_path / "list.xlsx", *ROWS), []
    threads = [threading.Thread(target=bring, args=(path, coordinator, taken)) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(taken) == [0, 0, 0, 40]
    assert Item.objects.count() == 40


@pytest.mark.parametrize(
    "broken", ["_batch", "_register", "registration.put_on_ledger", "ImportedRow.objects.bulk_create"]
)
def test_a_list_that_breaks_off_leaves_nothing(broken, coordinator, tmp_path, monkeypatch):
    def break_off(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(f"{importing.__name__}.{broken}", break_off)

    with pytest.raises(ConnectionError):
        bring(ledger(tmp_path / "list.xlsx", *ROWS), coordinator, [])

    assert (Item.objects.count(), ImportBatch.objects.count()) == (0, 0)
