"""What a form for assigning can fill in by itself."""

from collections import Counter

from accounts.models import Organization, User
from rectification.models import Item

USUAL_UNITS = 5
LATEST_ASSIGNMENTS = 200


def lead_of(item: Item) -> Organization | None:
    """The unit proposed for an item: named in its source or at its last assignment, else of its enterprise or park."""
    if item.lead_organization:
        return item.lead_organization
    if item.enterprise and item.enterprise.organization:
        return item.enterprise.organization
    return item.park.committee if item.park else None


def usual_units(user: User, item: Item | None = None) -> list[int]:
    """Ids of the units to offer first: the proposed one, then those that the own unit assigned most to of late."""
    latest = Item.objects.filter(assigned_by_organization=user.organization_id).order_by("-pk")
    often = Counter(latest.values_list("lead_organization", flat=True)[:LATEST_ASSIGNMENTS])
    proposed = lead_of(item) if item else None
    ranked = [pk for pk, _times in often.most_common(USUAL_UNITS) if pk is not None]
    if proposed is not None:
        ranked = [proposed.pk, *(pk for pk in ranked if pk != proposed.pk)]
    return ranked[:USUAL_UNITS]
