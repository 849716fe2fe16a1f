"""What the ladder proposes, when, once, and when it takes that back."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import JobRun
from notices.models import Notice
from rectification.models import Item
from rectification.services import advance
from rectification.states import SupervisionLevel
from supervision import tasks
from supervision.models import EscalationProposal, EscalationStep
from supervision.services import escalating
from supervision.services.escalating import escalate_overdue
from supervision.states import ProposalState
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory, given_for
from tests.supervision.reminders.days import TUESDAY, at, later

pytestmark = pytest.mark.usefixtures("tuesday")


def proposed(item, **narrowed):
    return list(EscalationProposal.objects.filter(item=item, **narrowed).order_by("pk").values_list("step", flat=True))


@pytest.mark.parametrize(
    ("days_late", "steps"),
    [
        (0, []),
        (1, []),
        (6, []),
        (7, ["OVERDUE-7"]),
        (14, ["OVERDUE-7"]),
        (15, ["OVERDUE-15"]),
        (29, ["OVERDUE-15"]),
        (30, ["OVERDUE-30"]),
        (59, ["OVERDUE-30"]),
        (60, ["OVERDUE-60"]),
        (400, ["OVERDUE-60"]),
    ],
)
def test_an_item_is_proposed_for_the_step_it_has_reached(days_late, steps):
    item = ItemFactory(rectifying=True, due_in=-days_late, found_on=later(-500))

    escalate_overdue(TUESDAY)

    assert proposed(item) == steps


def test_an_item_that_nobody_touches_climbs_each_step_once():
    item = ItemFactory(rectifying=True, due_in=0)

    for day in range(70):
        escalate_overdue(later(day))

    assert proposed(item, decision=ProposalState.OPEN) == ["OVERDUE-7", "OVERDUE-15", "OVERDUE-30", "OVERDUE-60"]


def test_a_step_may_count_working_days():
    EscalationStep.objects.filter(pk="OVERDUE-7").update(unit="WORKING", days=5)
    items = [ItemFactory(rectifying=True, due_in=-days) for days in (6, 7)]

    escalate_overdue(TUESDAY)

    assert [proposed(item) for item in items] == [[], ["OVERDUE-7"]]


def test_a_major_hazard_is_proposed_for_listing_as_soon_as_it_is_assigned():
    item = ItemFactory(major=True, assigned=True)

    assert proposed(item) == ["LISTED-MAJOR"]
    assert escalate_overdue(TUESDAY).proposed == 0


def test_a_pending_major_hazard_waits_for_its_assignment():
    item = ItemFactory(major=True)

    assert escalate_overdue(TUESDAY).proposed == 0
    assert proposed(item) == []


def test_a_second_run_of_the_same_day_changes_nothing():
    ItemFactory(rectifying=True, due_in=-7)
    ItemFactory(rectifying=True, due_in=-1)
    first = escalate_overdue(TUESDAY)
    before = (EscalationProposal.objects.count(), Notice.objects.count())

    second = escalate_overdue(TUESDAY)

    assert (first.proposed, second.proposed, second.notified, second.withdrawn) == (1, 0, 0, 0)
    assert second.already == first.proposed + first.notified
    assert (EscalationProposal.objects.count(), Notice.objects.count()) == before


def test_the_number_of_statements_does_not_grow_with_the_items():
    plant = EnterpriseFactory()
    escalate_overdue(TUESDAY)
    ItemFactory(enterprise=plant, rectifying=True, due_in=-8)
    with CaptureQueriesContext(connection) as few:
        escalate_overdue(TUESDAY)
    for _number in range(12):
        ItemFactory(enterprise=plant, rectifying=True, due_in=-8)

    with CaptureQueriesContext(connection) as many:
        assert escalate_overdue(TUESDAY).proposed == 12

    assert len(many) == len(few)


def test_a_day_late_the_head_of_the_unit_is_told_and_nobody_below():
    item = ItemFactory(rectifying=True, due_in=-1)
    head = UserFactory(role=item.people["enterprise"].role, organization=item.lead_organization, is_head=True)

    escalate_overdue(TUESDAY)

    told = Notice.objects.filter(rule="escalation-head")
    assert [notice.recipient for notice in told] == [head]
    assert item.number in told[0].title


def test_a_unit_without_a_head_on_file_is_told_all_the_same():
    item = ItemFactory(rectifying=True, due_in=-1)

    escalate_overdue(TUESDAY)

    assert Notice.objects.get(rule="escalation-head").recipient == item.people["enterprise"]


def test_coordinators_are_told_once_a_day_how_many_wait():
    plant = EnterpriseFactory()
    items = [ItemFactory(enterprise=plant, rectifying=True, due_in=-days) for days in (7, 8, 15)]
    coordinator = items[0].people["coordinator"]

    for _run in range(2):
        escalate_overdue(TUESDAY)

    told = Notice.objects.filter(rule="escalation-waiting", recipient=coordinator)
    assert [("3" in notice.title, notice.day) for notice in told] == [(True, TUESDAY)]


def withdrawn(item):
    return EscalationProposal.objects.get(item=item).decision == ProposalState.WITHDRAWN


def test_a_proposal_is_withdrawn_with_the_reason_when_the_item_has_passed():
    item = ItemFactory(rectifying=True, due_in=-7)
    escalate_overdue(TUESDAY)
    for name, who in (("submit", "enterprise"), ("pass", "inspector")):
        life = type("Life", (), {"level": item.level, "people": item.people})
        given = given_for(name, life, item.people[who])
        item = _advanced(item, name, who, **given)

    assert escalate_overdue(TUESDAY).withdrawn == 1

    assert withdrawn(item)
    assert EscalationProposal.objects.get(item=item).reason


def _advanced(item, name, who, **given):
    people = item.people
    item = advance(item.pk, name, actor=people[who], version=Item.objects.get(pk=item.pk).version, **given)
    item.people = people
    return item


def test_a_request_made_too_late_keeps_its_proposal():
    item = ItemFactory(rectifying=True, due_in=-7)
    escalate_overdue(TUESDAY)
    life = type("Life", (), {"level": item.level, "people": item.people})

    _advanced(item, "submit", "enterprise", **given_for("submit", life, item.people["enterprise"]))

    assert escalate_overdue(TUESDAY).withdrawn == 0


def test_a_later_deadline_withdraws_it_and_is_a_new_ground_when_missed_again():
    item = ItemFactory(rectifying=True, due_in=-7)
    escalate_overdue(TUESDAY)
    Item.objects.filter(pk=item.pk).update(deadline=later(5))

    assert escalate_overdue(TUESDAY).withdrawn == 1
    assert escalate_overdue(later(12)).proposed == 1

    assert proposed(item, decision=ProposalState.OPEN) == ["OVERDUE-7"]


def test_what_was_taken_by_hand_withdraws_the_proposal():
    item = ItemFactory(rectifying=True, due_in=-7)
    escalate_overdue(TUESDAY)

    _advanced(item, "supervise", "coordinator", level=SupervisionLevel.SUPERVISED, reason="督办")

    assert escalate_overdue(TUESDAY).withdrawn == 1
    assert withdrawn(item)


def test_a_chase_leaves_the_proposal():
    item = ItemFactory(rectifying=True, due_in=-7)
    escalate_overdue(TUESDAY)

    _advanced(item, "supervise", "coordinator", level=SupervisionLevel.CHASED, reason="催办")

    assert escalate_overdue(TUESDAY).withdrawn == 0


def test_missed_days_are_made_up_for():
    item = ItemFactory(rectifying=True, due_in=-5)
    escalate_overdue(TUESDAY)

    with clock.at(at(later(12), 9)):
        assert escalating.catch_up(clock.now()) == [later(day) for day in range(1, 13)]

    assert proposed(item) == ["OVERDUE-7", "OVERDUE-15"]
    assert JobRun.objects.filter(job="rectification.escalate_overdue").count() == 13


def test_before_half_past_seven_today_is_not_missed_yet():
    escalate_overdue(TUESDAY)

    with clock.at(at(TUESDAY + timedelta(days=1), 7, 29)):
        assert escalating.catch_up(clock.now()) == []


def test_the_command_answers_as_contracted():
    ItemFactory(rectifying=True, due_in=-8)
    out = StringIO()

    call_command("escalate_overdue", "--on", TUESDAY.isoformat(), "--json", stdout=out)

    answer = json.loads(out.getvalue())
    assert answer.keys() == {"on", "proposed", "notified", "already", "withdrawn"}
    assert (answer["on"], answer["proposed"]) == (TUESDAY.isoformat(), 1)


def test_the_task_does_the_same():
    ItemFactory(rectifying=True, due_in=-8)

    assert tasks.escalate_overdue()["proposed"] == 1
    assert tasks.escalate_overdue(TUESDAY.isoformat())["proposed"] == 0
