"""The rows of the ledger's grid: by lots, and clipped only where they may be wider than their columns."""

import pytest

from accounts.states import Role
from rectification.services import grid
from rectification.services.grid import LOT, width_of
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_page_comes_by_lots_that_leave_none_out():
    rows = list(range(2 * LOT + 3))

    found = list(grid.lots(rows))

    assert [len(lot) for lot in found] == [LOT, LOT, 3]
    assert [row for lot in found for row in lot] == rows


@pytest.mark.parametrize(("name", "is_cut"), [("短名化工", False), ("名字很长的精细化工新材料股份有限公司", True)])
def test_what_may_be_wider_than_its_column_is_clipped(client, name, is_cut):
    item = ItemFactory(enterprise=EnterpriseFactory(name=name, short_name=""), rectifying=True)
    client.force_login(UserFactory(role=Role.COORDINATOR))

    rows = [line for lot in client.get("/ledger/").context["lots"] for line in lot if line.item == item]

    cell = next(cell for cell in rows[0].cells if cell.column.name == "lead")
    assert cell.is_cut is is_cut, (cell.text, width_of(str(cell.text)), cell.column.screen)
