"""An item's life through the services."""

import pytest

from rectification.states import State
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("trait", "state"),
    [
        ("assigned", State.ASSIGNED),
        ("rectifying", State.RECTIFYING),
        ("under_review", State.UNDER_REVIEW),
        ("awaiting_sign_off", State.AWAITING_SIGN_OFF),
        ("closed", State.CLOSED),
    ],
)
@pytest.mark.parametrize("major", [False, True], ids=["general", "major"])
def test_an_item_walks_its_states_and_leaves_a_history_without_gaps(trait, state, major):
    item = ItemFactory(**{trait: True}, major=major)

    versions = list(item.history.values_list("version", flat=True))
    assert item.state == state
    assert versions == list(range(1, item.version + 1))
    assert item.history.last().to_state == state
