"""The calendar shows what falls due whether it is of an enterprise, of a park, or of none of them."""

import pytest

from core import clock
from rectification.models import Item
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gone", [(), ("enterprise",), ("enterprise", "park")], ids=str)
def test_a_day_of_the_month_names_what_falls_due_on_it(client, gone):
    item = ItemFactory(rectifying=True, title="污水处理厂事故池未建成")
    Item.objects.filter(pk=item.pk).update(deadline=clock.today(), **dict.fromkeys(gone))
    client.force_login(item.people["coordinator"])

    for view in ("", "?view=agenda", f"?day={clock.today():%Y-%m-%d}"):
        page = client.get(f"/calendar/{view}")
        assert page.status_code == 200
        assert item.title in page.content.decode()
