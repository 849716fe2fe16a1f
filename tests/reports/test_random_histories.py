"""Random histories: the report adds up in every part, and stays the same whatever happens afterwards."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from reports.rules.reconciliation import faults
from reports.services import snapshots
from tests.rectification.figures.histories import Ledger, live, months_of
from tests.sharing import made_up

pytestmark = pytest.mark.django_db


@made_up(8)
@given(data=st.data())
def test_every_month_of_a_random_history_adds_up_and_stays(data):
    with transaction.atomic():
        ledger = Ledger()
        days = live(ledger, data, 20)
        past = [month for month in months_of(days) if month < max(months_of(days))]
        with clock.at(ledger.at):
            taken = {month: snapshots.take(month, ledger.county) for month in past}
        for snapshot in taken.values():
            assert faults(snapshot) == []
            for code, keys in snapshot["items"].items():
                assert len(snapshots.keys_of(keys)) == snapshot["figures"][code]
        live(ledger, data, 8)
        for month, snapshot in taken.items():
            assert snapshots.digest(snapshots.take(month, ledger.county)) == snapshots.digest(snapshot)
        transaction.set_rollback(True)
