"""Whatever stands in the cells of a list, the import answers and every list afterwards too (security S68)."""

from datetime import date, datetime

import pytest

from rectification.models import Item
from tests.contracts.test_c3_import import LEAK, county, run  # noqa: F401 - a fixture
from tests.factories import UserFactory
from tests.intake.sheets import ledger

pytestmark = [pytest.mark.django_db, pytest.mark.req("S68"), pytest.mark.usefixtures("county")]
DESCRIPTION, FOUND, DEADLINE = 1, 2, 7
ODD = {
    "a nul in the text": (DESCRIPTION, "报警器_x0000_失效_x0001_"),
    "half a sign": (DESCRIPTION, "报警器_xD800_失效"),
    "a very long text": (DESCRIPTION, "失效" * 16_000),
    "found in the year 1900": (FOUND, datetime(1900, 1, 1)),  # noqa: DTZ001 - as a workbook holds it
    "found in the year 9999": (FOUND, date(9999, 12, 31)),
    "found on a number": (FOUND, 1e300),
    "found in the year 1": (FOUND, "0001-01-01"),
    "due in the year 9999": (DEADLINE, date(9999, 12, 31)),
    "due in the year 1": (DEADLINE, "0001年1月1日"),
    "due on a day of twenty digits": (DEADLINE, "99999999999999999999"),
    "due after a million days": (DEADLINE, "交办后999999999日内"),
    "a number of twenty digits": (0, 10**20),
}


@pytest.mark.parametrize(("column", "value"), ODD.values(), ids=ODD)
def test_an_odd_cell_breaks_neither_the_import_nor_the_lists(column, value, tmp_path, client):
    row = [*LEAK]
    row[column] = value

    _answer, code = run(ledger(tmp_path / "list.xlsx", row))

    assert code in (0, 2)
    client.force_login(UserFactory())
    links = ["/", "/ledger/", "/api/v1/rectifications/", "/api/v1/findings/"]
    links += [item.get_absolute_url() for item in Item.objects.all()]
    assert [client.get(link).status_code for link in links] == [200] * len(links)
