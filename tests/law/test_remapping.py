"""Open items with an ended basis get what follows it: proposed by one person, confirmed by another (R11, 5)."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services.acting import take
from inspections.models import FindingBasis
from law.models import Basis
from rectification.models import Item
from rectification.services import remapping
from rectification.workflow.remappings import REMAPPINGS
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


def basis(code):
    return Basis.objects.get(code=code)


def cite(item, code, on=date(2026, 8, 1)):
    return FindingBasis.objects.create(
        finding=item.finding,
        basis=basis(code),
        cited_on=on,
        cited_by=item.people["coordinator"],
        cited_at=clock.now(),
    )


@pytest.fixture
def item():
    made = ItemFactory(rectifying=True)
    cite(made, "LB007")
    return made


@pytest.fixture
def first(item):
    return item.people["coordinator"]


@pytest.fixture
def second(first):
    return UserFactory(role=Role.COORDINATOR, organization=first.organization)


def stands(item):
    row = Item.objects.get(pk=item.pk)
    return row.state, row.deadline, row.level


def test_an_ended_basis_of_an_open_item_is_told_with_what_follows_it(item, first):
    [ended] = remapping.ended_for(first)

    assert (ended.basis.pk, ended.items) == ("LB007", 1)
    assert [each.pk for each in ended.followers] == ["LB008"]


def test_a_closed_item_keeps_what_it_cites(first):
    closed = ItemFactory(closed=True)
    cite(closed, "LB009")

    assert [ended.basis.pk for ended in remapping.ended_for(first)] == ["LB007"]


def test_the_second_person_lets_the_items_cite_it_and_nothing_else_moves(item, first, second):
    before = stands(item)
    proposed = remapping.propose({basis("LB007"): basis("LB008")}, actor=first)

    take(REMAPPINGS, proposed.pk, "confirm", actor=second)

    [row] = Item.objects.get(pk=item.pk).finding.cited
    assert (row.basis_id, row.cited_on) == ("LB008", clock.today())
    assert FindingBasis.objects.filter(basis="LB007", cited_on=date(2026, 8, 1)).exclude(left_at=None).exists()
    assert stands(item) == before
    assert item.history.last().transition == "remap"
    assert remapping.ended_for(first) == []


def test_who_proposed_it_does_not_confirm_it(item, first):
    proposed = remapping.propose({basis("LB007"): basis("LB008")}, actor=first)

    with pytest.raises(NotAllowedError):
        take(REMAPPINGS, proposed.pk, "confirm", actor=first)

    assert [row.basis_id for row in item.finding.cited] == ["LB007"]


def test_what_is_declined_changes_nothing(item, first, second):
    proposed = remapping.propose({basis("LB007"): basis("LB008")}, actor=first)

    take(REMAPPINGS, proposed.pk, "decline", actor=second, reason="另议")

    assert [row.basis_id for row in item.finding.cited] == ["LB007"]


def test_a_basis_that_holds_is_not_mapped_and_none_is_mapped_to_what_has_ended(item, first):
    with pytest.raises(WorkflowError):
        remapping.propose({basis("LB008"): basis("LB010")}, actor=first)
    with pytest.raises(WorkflowError):
        remapping.propose({basis("LB007"): basis("LB009")}, actor=first)
    with pytest.raises(NotAllowedError):
        remapping.propose({basis("LB007"): basis("LB008")}, actor=item.people["inspector"])


def test_two_persons_do_it_on_the_page(client, item, first, second):
    page = reverse("rectification:remap")
    client.force_login(first)
    client.post(page, {"act": "propose", "basis_LB007": "LB008"})
    client.post(page, {"act": "confirm"})
    assert [row.basis_id for row in Item.objects.get(pk=item.pk).finding.cited] == ["LB007"]

    client.force_login(second)
    client.post(page, {"act": "confirm"})

    assert [row.basis_id for row in Item.objects.get(pk=item.pk).finding.cited] == ["LB008"]


def test_the_clock_counts_the_open_items_and_its_link_opens_them(client, item, first):
    assert remapping.counts_by_instrument(first) == {"LAW.EIA": 1}
    client.force_login(first)

    clock_page = client.get(reverse("law:clock")).content.decode()
    rows = client.get(reverse("rectification:item-list"), {"cites": "LAW.EIA", "open": "true"}).content.decode()

    assert "cites=LAW.EIA" in clock_page
    assert item.number in rows
