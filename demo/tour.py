"""Five minutes through the demonstration: for each stop the item at which that login can take that step now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, When
from django.urls import reverse

from accounts.models import Organization, User
from rectification import workflow
from rectification.models import Item

STOPS = (
    ("coordinator", "assign"),
    ("enterprise", "accept"),
    ("enterprise", "submit"),
    ("inspector", "propose-pass"),
    ("coordinator", "sign-off"),
    ("emergency", "approve-plan"),
    ("coordinator", "decide-extension"),
    ("emergency", "decide-void"),
    ("inspector", "look-back"),
)


@dataclass(frozen=True)
class Stop:
    """Who does what to which item, and the page where it is done."""

    login: str
    step: workflow.Transition
    item: Item

    @property
    def url(self) -> str:
        return reverse("rectification:item-transition", args=[self.item.pk, self.step.name])


def stops() -> Iterator[Stop]:
    """The stops for which there is an item; of several one of the first enterprise, the oldest number first."""
    people = User.objects.select_related("organization").in_bulk(
        {login for login, _name in STOPS}, field_name="username"
    )
    for login, name in STOPS:
        step = workflow.TRANSITIONS[name]
        item = next(_open_to(people[login], step, home=people["enterprise"].organization), None)
        if item is not None:
            yield Stop(login, step, item)


def _open_to(person: User, step: workflow.Transition, *, home: Organization) -> Iterator[Item]:
    items = Item.objects.visible_to(person).filter(state__in=step.source).select_related("assigned_by_organization")
    elsewhere = Case(When(enterprise__organization=home, then=0), default=1)
    for item in items.order_by(elsewhere, "number").iterator(50):
        if step.fits(item) and step.may(item, person):
            yield item
