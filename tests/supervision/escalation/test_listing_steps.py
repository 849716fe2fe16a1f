"""挂牌督办: what the page offers, what is let through and what the database finds are one, for everybody."""

from datetime import timedelta
from itertools import product

import pytest

from core import clock
from core.errors import WorkflowError
from core.models import LogEntry
from core.services.acting import take
from rectification.models import Item, ListedSupervision
from rectification.services import recording
from rectification.workflow.listings import LISTINGS
from tests import faces
from tests.rectification.workflow.cast import Cast
from tests.supervision.escalation.test_listing import listed, monday_before_national_day  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
KEEPERS = {"coordinator", "coordinator2"}
BY_HAND = {
    "listed": {"publish", "ask-extension"},
    "published": {"ask-extension"},
    "asked": {"publish", "decide-extension"},
    "granted": {"publish", "ask-extension"},
    "refused": {"publish", "ask-extension"},
    "too late": {"publish"},
    "ended": set(),
}
"""Which steps the keepers of the clocks may take at a listing, by how far it has come."""
DAY = timedelta(days=1)


def end(item, actor):
    """Let an item be signed off."""
    item.state, item.closed_at, item.version = "CLOSED", clock.now(), item.version + 1
    item.save()
    recording.record(item, "sign-off", actor, from_state="AWAITING_SIGN_OFF", before={}, given={})


@pytest.fixture
def people():
    return Cast().users


@pytest.fixture
def listings(people):
    """A listing at each stage."""
    found, actor = {stage: listed() for stage in BY_HAND}, people["coordinator"]
    for stage in ("asked", "granted", "refused"):
        pk, until = found[stage].pk, found[stage].limit_on + DAY
        take(LISTINGS, pk, "ask-extension", actor=actor, until=until, extension_reason="设备交货延迟")
        if stage != "asked":
            take(LISTINGS, pk, "decide-extension", actor=actor, granted=stage == "granted")
    take(LISTINGS, found["published"].pk, "publish", actor=actor, on=clock.today())
    ListedSupervision.objects.filter(pk=found["too late"].pk).update(extension_by=clock.today() - DAY)
    end(Item.objects.get(pk=found["ended"].item_id), actor)
    return {stage: ListedSupervision.objects.get(pk=listing.pk) for stage, listing in found.items()}


def test_each_step_is_offered_to_the_keepers_of_the_clocks_by_the_written_rules(listings, people):
    for (stage, listing), (name, user) in product(listings.items(), people.items()):
        offered = {step for step, may in LISTINGS.offered(listing, user).items() if may}
        assert offered == (BY_HAND[stage] if name in KEEPERS else set()), (stage, name)


def test_both_faces_say_the_same(listings, people):
    faces.assert_one(LISTINGS, people.values())


def given_at(listing):
    """Complete input for each step, so that only person and occasion decide."""
    return {"on": clock.today(), "until": listing.limit_on + DAY, "extension_reason": "设备交货延迟", "granted": True}


def test_what_is_not_offered_is_refused_and_changes_nothing(listings, people):
    asked = product(listings.values(), ("coordinator", "emergency", "superior"), LISTINGS.steps)
    for listing, name, step in asked:
        if not LISTINGS.allows(step, listing, people[name]):
            with pytest.raises(WorkflowError):
                take(LISTINGS, listing.pk, step, actor=people[name], **given_at(listing))

    for listing in listings.values():
        rows = ListedSupervision.objects.filter(pk=listing.pk)
        assert rows.values().get() == {name: getattr(listing, name) for name in rows.values().get()}


REFUSALS = (
    ("published", "publish", "on", "已于2026-09-28公布。"),
    ("asked", "ask-extension", "until", "已有延期申请，等待决定。"),
    ("too late", "ask-extension", "until", "延期应在2026-09-27前申请。"),
    ("listed", "decide-extension", None, "没有待决定的延期申请。"),
    ("ended", "publish", None, "该问题已办结，挂牌督办随之解除。"),
    ("ended", "ask-extension", None, "该问题已办结，挂牌督办随之解除。"),
    ("ended", "decide-extension", None, "该问题已办结，挂牌督办随之解除。"),
)


def test_a_refusal_is_a_bad_request_that_names_the_input_at_fault(listings, people):
    for stage, step, field, told in REFUSALS:
        with pytest.raises(WorkflowError) as refused:
            take(LISTINGS, listings[stage].pk, step, actor=people["coordinator"], **given_at(listings[stage]))

        assert (refused.value.status, refused.value.field, str(refused.value)) == (400, field, told)


def test_each_step_leaves_its_row_in_the_log(listings):
    listing = listings["granted"]

    rows = LogEntry.objects.about(listing).order_by("pk").values_list("act", "before", "after", "reason")

    until, limit = f"{listing.limit_on}", f"{listing.limit_on - DAY}"
    assert list(rows) == [
        ("listing.ask-extension", {}, {"asked_until": until}, ""),
        ("listing.decide-extension", {"limit_on": limit}, {"granted": True, "limit_on": until}, ""),
    ]
