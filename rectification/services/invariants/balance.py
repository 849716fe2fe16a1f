"""I3: nothing vanishes. What was registered is what stands in the states, however it is counted."""

from collections.abc import Iterator

from django.db.models import Count
from django.db.models.functions import TruncMonth

from inspections.models import FindingSource
from rectification.models import HistoryEntry, Item
from rectification.states import State

Counts = dict[tuple[str, object], int]


def unbalanced() -> Iterator[str]:
    """Parks, sources, units and months whose registrations and items differ in number."""
    registered, standing = _registered(), _standing()
    for key in sorted(registered.keys() | standing.keys(), key=str):
        if registered.get(key, 0) != standing.get(key, 0):
            yield f"{key[0]} {key[1]}: {registered.get(key, 0)} registered, {standing.get(key, 0)} in the states"


def _registered() -> Counts:
    births = HistoryEntry.objects.filter(transition="register")
    found: Counts = {}
    for name, field in (("county", "item__county"), ("park", "item__park"), ("unit", "item__lead_organization")):
        found |= {(name, key): n for key, n in births.values_list(field).annotate(n=Count("pk")).order_by()}
    months = births.annotate(month=TruncMonth("at")).values_list("month").annotate(n=Count("pk")).order_by()
    found |= {("month", f"{month:%Y-%m}"): n for month, n in months}
    sources = births.values_list("item__finding__sources__kind").annotate(n=Count("pk")).order_by()
    return found | {("source", kind): n for kind, n in sources if kind}


def _standing() -> Counts:
    items = Item.objects.filter(state__in=State.values)
    found: Counts = {}
    for name, field in (("county", "county"), ("park", "park"), ("unit", "lead_organization")):
        found |= {(name, key): n for key, n in items.values_list(field).annotate(n=Count("pk")).order_by()}
    months = items.annotate(month=TruncMonth("registered_at")).values_list("month").annotate(n=Count("pk")).order_by()
    found |= {("month", f"{month:%Y-%m}"): n for month, n in months}
    sources = FindingSource.objects.filter(finding__item__state__in=State.values)
    kinds = sources.values_list("kind").annotate(n=Count("pk")).order_by()
    return found | {("source", kind): n for kind, n in kinds}
