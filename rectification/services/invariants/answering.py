"""I4: for each open item there is a unit that answers for it, with a person who can act."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from accounts.states import ANSWERING, Role
from rectification.models import Item
from rectification.states import OPEN_STATES, Origin, State

AT_ONCE = 2000


def unanswered() -> Iterator[str]:
    """Open items that nobody can move: of the lead unit, or before the assignment of the county's office.

    What a list brought in to be re-inspected is with the county's office too: nobody has asked its unit yet.
    """
    able = User.objects.able(*ANSWERING).filter(organization=OuterRef("lead_organization"))
    coordinators = User.objects.able(Role.COORDINATOR).filter(organization__county=OuterRef("county"))
    with_county = Q(state=State.PENDING) | Q(state=State.UNDER_REVIEW, origin=Origin.LIST, submitted_on=None)
    idle = with_county & ~Exists(coordinators) | ~with_county & ~Exists(able)
    items = Item.objects.filter(idle, state__in=OPEN_STATES).select_related("lead_organization", "county")
    for item in items.order_by("pk").iterator(AT_ONCE):
        yield f"{item.number}: nobody can act for {item.lead_organization or item.county}"
