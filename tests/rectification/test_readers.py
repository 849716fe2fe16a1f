"""Both faces of the scope of an item say the same: which items a person sees, which people see an item."""

import pytest

from accounts.models import Organization, User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind, Role
from inspections.models import FindingSource
from rectification.models import Item
from rectification.services.readers import readers_of
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
TRAITS = ({}, {"assigned": True}, {"rectifying": True}, {"under_review": True})


@pytest.fixture
def people():
    """Of every role: somebody of nothing in particular, and of each unit that an item names."""
    city = create_organization(name="某市人民政府", kind=OrganizationKind.CITY, parent=None)
    items = [ItemFactory(**trait) for trait in TRAITS]
    items += [ItemFactory(rectifying=True)]
    FindingSource.objects.filter(finding=items[-2].finding).update(kind="COMPLAINT")
    group = UserFactory(role=Role.OBSERVER).organization
    for item in items:
        item.park.supervision_groups.add(group)
    assistant = UserFactory(role=Role.ENTERPRISE).organization
    items[2].assisting.add(assistant, items[4].park.committee)
    items[0].assisting.add(assistant)
    units = [*Organization.objects.all(), city]
    for role in Role:
        for unit in units:
            UserFactory(role=role, organization=unit)
    UserFactory(role=Role.COORDINATOR, is_active=False)


def test_who_reads_an_item_is_who_finds_it(people):
    everybody = list(User.objects.select_related("organization"))
    found = {
        item.pk: {
            person.pk
            for person in everybody
            if person.is_active and Item.objects.visible_to(person).filter(pk=item.pk).exists()
        }
        for item in Item.objects.all()
    }

    assert {item.pk: {*readers_of(item).values_list("pk", flat=True)} for item in Item.objects.all()} == found
    assert len({frozenset(readers) for readers in found.values()}) > len(TRAITS) - 1


def test_an_item_that_was_taken_back_has_no_readers(people):
    item = Item.objects.first()
    nowhere = ("county", "park", "enterprise", "lead_organization", "registered_by_organization")
    for name in nowhere:
        setattr(item, name, None)
    item.assisting.clear()

    assert not readers_of(item).exists()
