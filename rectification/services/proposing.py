"""What a form for assigning can fill in by itself."""

from collections import Counter, defaultdict
from collections.abc import Sequence

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


def leads_of(items: Sequence[Item], user: User) -> dict[int, Organization]:
    """The unit proposed for each item by its key; where nothing names one, who usually gets this category and park."""
    proposed = {item.pk: lead_of(item) for item in items}
    nameless = [item for item in items if proposed[item.pk] is None]
    if nameless:
        usual = _usual_by_kind(user)
        units = Organization.objects.in_bulk(usual.values())
        proposed |= {item.pk: units.get(usual.get((item.category_id, item.park_id), 0)) for item in nameless}
    return {pk: unit for pk, unit in proposed.items() if unit is not None}


def _usual_by_kind(user: User) -> dict[tuple[str | None, int | None], int]:
    """The unit that the own unit assigned most to of late, by category and park."""
    latest = Item.objects.filter(assigned_by_organization=user.organization_id).exclude(lead_organization=None)
    rows = latest.order_by("-pk").values_list("category_id", "park_id", "lead_organization_id")[:LATEST_ASSIGNMENTS]
    often: dict[tuple[str | None, int | None], Counter[int]] = defaultdict(Counter)
    for category, park, lead in rows:
        often[category, park][lead] += 1
    return {kind: leads.most_common(1)[0][0] for kind, leads in often.items()}


def usual_units(user: User, item: Item | None = None) -> list[int]:
    """Ids of the units to offer first: the proposed one, then those that the own unit assigned most to of late."""
    latest = Item.objects.filter(assigned_by_organization=user.organization_id).order_by("-pk")
    often = Counter(latest.values_list("lead_organization", flat=True)[:LATEST_ASSIGNMENTS])
    proposed = lead_of(item) if item else None
    ranked = [pk for pk, _times in often.most_common(USUAL_UNITS) if pk is not None]
    if proposed is not None:
        ranked = [proposed.pk, *(pk for pk in ranked if pk != proposed.pk)]
    return ranked[:USUAL_UNITS]
