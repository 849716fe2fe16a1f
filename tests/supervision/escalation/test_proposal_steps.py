"""督办建议: who may decide on a proposal is said once, asked of one of them and of the database alike."""

import re

import pytest

from accounts.models import User
from core import clock
from core.steps import allows
from rectification.models import Item
from supervision.models import EscalationProposal
from supervision.services.escalating_rows import deciders_told
from supervision.states import ProposalState
from supervision.workflow import PROPOSALS, proposals_waiting_for
from tests.factories import ItemFactory, fit_for_listing
from tests.supervision.escalation.test_decisions import PARTS, late, proposals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]


@pytest.fixture
def found():
    """A proposal of each step of the ladder, of items in which the head of a department has each kind of part."""
    items = [late(days) for days in (7, 15, 30, 60)]
    for part in PARTS:
        item = ItemFactory(major=True, assigned=True)
        head = fit_for_listing(item)
        item.assisting.clear()
        PARTS[part](item, head.organization)
        items.append(Item.objects.get(pk=item.pk))
        overdue = late(7)
        PARTS[part](overdue, head.organization)
        items.append(overdue)
    return proposals(*items)


def test_what_waits_for_somebody_is_what_that_person_may_decide(found):
    confirm = PROPOSALS["confirm"]
    EscalationProposal.objects.filter(pk=found[0].pk).update(decision=ProposalState.DECLINED)
    deciders = set()

    for user in User.objects.select_related("organization"):
        seen = EscalationProposal.objects.visible_to(user).for_list()
        mine = {proposal for proposal in seen if allows(confirm, proposal, user)}
        assert set(proposals_waiting_for(user)) == mine, user
        deciders |= {(user.role, user.is_head) for _proposal in mine}

    assert deciders == {("COORDINATOR", False), ("DEPARTMENT", True)}


def test_both_faces_of_each_rule_say_the_same(found):
    for user in User.objects.select_related("organization"):
        rows = EscalationProposal.objects.visible_to(user).for_list()
        for step in PROPOSALS.values():
            asked = step.who.rows(user)
            by_database = set(rows.filter(asked)) if asked is not None else set()
            assert by_database == {proposal for proposal in rows if step.may(proposal, user)}, (user, step.name)


def test_who_is_told_is_who_may_decide_and_of_as_many(found):
    """`deciders_told` says in one statement for all what the table says to each."""
    people = User.objects.active().select_related("organization")
    asked = {user.pk: proposals_waiting_for(user).count() for user in people}

    told = {row[0]: row[4] for rows in deciders_told(clock.today(), "zh-hans") for row in rows}

    assert {pk: int(re.search(r"\d+", said).group()) for pk, said in told.items()} == {
        pk: count for pk, count in asked.items() if count
    }
