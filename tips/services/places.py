"""地点: parks and enterprises by name, for somebody without an account: the name on the gate, nothing else."""

from collections.abc import Iterator

from accounts.models import Organization
from accounts.states import OrganizationKind
from core.querysets import names_with
from core.rules.bounds import whole
from enterprises.models import Enterprise
from parks.models import Park

MOST_FOUND, LEAST_SIGNS = 8, 2
PARK, ENTERPRISE = "park", "enterprise"


def found(words: str) -> Iterator[tuple[str, str]]:
    """Parks, then enterprises, whose names hold the words, each by its key; the first few alone."""
    word = words.strip()[:40]
    if len(word) < LEAST_SIGNS:
        return
    named = names_with(word, "name", "short_name")
    for key, rows in ((PARK, Park.objects.filter(named)), (ENTERPRISE, Enterprise.objects.filter(named))):
        yield from ((f"{key}:{row.pk}", row.name) for row in rows.order_by("name").only("name")[:MOST_FOUND])


def of(key: str) -> Park | Enterprise | None:
    """The park or enterprise of a key; None for what is none."""
    kind, _sign, number = key.partition(":")
    pk = whole(number)
    if pk is None:
        return None
    if kind == PARK:
        return Park.objects.filter(pk=pk).first()
    return Enterprise.objects.filter(pk=pk).first() if kind == ENTERPRISE else None


def county_of(park: Park | None, enterprise: Enterprise | None) -> Organization:
    """The county of the place; of a place without a file the county that this house serves."""
    if enterprise is not None:
        return enterprise.county
    if park is not None:
        return park.county
    counties = Organization.objects.active().filter(kind=OrganizationKind.COUNTY)
    return counties.order_by("protocol_order", "pk")[:1].get()
