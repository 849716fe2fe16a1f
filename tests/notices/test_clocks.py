"""What every clock of every app has to be: so that each is told, shown and opened like the others."""

import pytest
from django.urls import reverse

from accounts.models import User
from notices import clocks
from notices.services.clock_rows import address
from notices.services.clock_scope import rows_for
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CLOCKS = [pytest.param(each, id=each.code) for each in clocks.registered()]


@pytest.mark.parametrize("each", CLOCKS)
def test_all_that_a_clock_shows_stands_in_a_column_that_is_there(each):
    rows = each.rows().annotate(what=each.named(), address=address(each))

    assert list(rows.values_list(*each.paths, "what", "address", each.key)[:1]) is not None


@pytest.mark.parametrize("each", CLOCKS)
def test_a_clock_leads_to_a_page(each):
    assert reverse(each.page, args=[1])


@pytest.mark.parametrize("each", CLOCKS)
def test_somebody_has_to_act_on_a_clock(each):
    assert bool(each.must_act) != each.is_told_elsewhere
    for circle in (*each.must_act, *each.followed_by):
        assert each.rows().filter(**{f"{circle.users}__in": User.objects.none()}).count() == 0


@pytest.mark.parametrize("each", CLOCKS)
def test_a_clock_shows_rows_to_nobody_who_does_not_see_them(each):
    administrator = UserFactory(role="SYSADMIN")

    assert list(rows_for(each, administrator)) == []
