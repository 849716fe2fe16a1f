"""Overdue is computed from the deadline in force, never stored (rules R8)."""

from datetime import timedelta

import pytest

from core import clock
from rectification.models import Item
from rectification.rules.deadlines import days_late, is_overdue
from rectification.states import CLOCK_RUNS, State
from tests.factories import ItemFactory

TODAY = clock.today()


@pytest.mark.parametrize("state", State)
def test_the_clock_stops_once_the_reinspection_has_passed(state):
    late = is_overdue(state=state, deadline=TODAY - timedelta(days=1), submitted_on=TODAY, today=TODAY)

    assert late == (state in CLOCK_RUNS or state == State.UNDER_REVIEW)


@pytest.mark.parametrize(
    ("submitted", "late"), [(-5, False), (-3, False), (-2, True)], ids=["before", "on the day", "after"]
)
def test_a_request_in_time_stops_the_clock(submitted, late):
    deadline = TODAY - timedelta(days=3)

    found = days_late(
        state=State.UNDER_REVIEW, deadline=deadline, submitted_on=TODAY + timedelta(days=submitted), today=TODAY
    )

    assert found == (3 if late else 0)


def test_the_last_day_is_not_late():
    assert not is_overdue(state=State.RECTIFYING, deadline=TODAY, submitted_on=None, today=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["assigned", "rectifying", "under_review", "awaiting_sign_off", "closed"])
def test_the_rows_found_overdue_are_those_that_say_so_themselves(trait):
    items = [ItemFactory(**{trait: True}, due_in=days) for days in (-3, 0, 4)]

    found = set(Item.objects.overdue(clock.today()).values_list("pk", flat=True))

    assert found == {item.pk for item in items if Item.objects.get(pk=item.pk).overdue}
    assert found | set(Item.objects.not_overdue(clock.today()).values_list("pk", flat=True)) == {
        item.pk for item in items
    }
