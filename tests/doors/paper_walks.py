"""Requests for the doors by which a paper about an item is issued."""

from collections.abc import Iterator
from typing import Any

from accounts.models import User
from accounts.states import Role
from documents.services.issuing import foreseen
from rectification.models import Item
from rectification.services import batch_slips
from rectification.services.advancing import advance
from rectification.services.item_papers import BY_SLUG
from tests.browser.soak.world import World
from tests.doors.file_walks import Asked
from tests.doors.sent import Sent
from tests.factories import ItemFactory, UserFactory


def confirmed(world: World) -> Item:
    """An item that has passed, and both officers have said so."""
    item = Item.objects.get(pk=world.items["sign-off"].pk)
    advance(item.pk, "confirm-pass", actor=item.awaited_officer, version=item.version, opinion="属实")
    return Item.objects.get(pk=item.pk)


def officer(item: Item) -> User:
    """Somebody of the body whose officers have re-inspected."""
    person: User = UserFactory(role=Role.DEPARTMENT, organization=item.reviews.get().reviewer.organization)
    return person


def assigner(item: Item) -> User:
    """Somebody of the office that has assigned it."""
    person: User = UserFactory(role=Role.DEPARTMENT, organization=item.assigned_by_organization)
    return person


BY_WHOM = {"recheck-opinion": officer, "assignment-slip": assigner}
"""Of the papers that a certain body issues somebody of it; the others are the coordinator's."""


def issued(slug: str) -> Any:
    def asks(world: World) -> Asked:
        item = confirmed(world)
        user = BY_WHOM[slug](item) if slug in BY_WHOM else world.users["coordinator"]
        seen = foreseen(BY_SLUG[slug].kind.code, item, actor=User.objects.get(pk=user.pk)).sha256
        return user, f"/ledger/{item.pk}/papers/{slug}/", {"seen": seen}

    return asks


def batch_slip(world: World) -> Asked:
    """Two items that one office has assigned to one unit."""
    item = confirmed(world)
    other = ItemFactory(enterprise=item.enterprise, assigned=True)
    same = {name: getattr(item, name) for name in ("assigned_by_organization", "lead_organization", "assigned_at")}
    Item.objects.filter(pk=other.pk).update(**same)
    user = User.objects.get(pk=assigner(item).pk)
    seen = batch_slips.foreseen(batch_slips.lot_of(item, user), actor=user).sha256
    return user, f"/ledger/{item.pk}/batch-slip/", {"seen": seen}


def of_items() -> Iterator[Sent]:
    for slug in BY_SLUG:
        yield Sent(f"paper of an item: {slug}", issued(slug))


OF_ITEMS = (*of_items(), Sent("slip of several items", batch_slip))
