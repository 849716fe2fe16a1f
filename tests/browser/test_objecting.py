"""What an enterprise meets where it objects: found on a desktop and on a phone, by hand, keyboard and screen reader."""

from datetime import date

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import HazardSourceFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_ways_to_an_objection_are_seen_and_hit(visit, scene, size):
    for number in range(4):
        source = HazardSourceFactory(
            enterprise=scene.plant, name=f"甲类罐区{number}", assessed={"MH12": 20}, assessed__on=date(2026, 2, 3)
        )
    visitor = visit("enterprise").log_in()
    visitor.page.set_viewport_size(size)

    for address in (f"{source.get_absolute_url()}?tab=assessments", f"/enterprises/{scene.plant.pk}/objections/add/"):
        visitor.go(address)
        assert visitor.violations() == []
        assert visitor.overflow() <= 0

    assert visitor.sees("甲类罐区3 2026-02-03")
