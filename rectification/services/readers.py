"""谁能看到这一条: who may know of an item, the other face of `ItemQuerySet.visible_to`.

Asked where people are looked for and not items: whom a comment may name, whom news of an item may still be told.
`tests/rectification/test_readers.py` compares both faces.
"""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.states import REACH, Reach
from inspections.models import FindingSource
from inspections.states import SourceKind
from rectification.models import Item
from rectification.states import PUBLIC_STATES, State


def readers_of(item: Item) -> QuerySet[User]:
    """The people with an account who may know of an item."""
    concerned = _concerned(item)
    return User.objects.active().filter(
        _in_the_county(item)
        | _of_units(Reach.PARK, {*concerned, _committee_of(item)})
        | _of_units(Reach.OWN, {*concerned, _plant_of(item)})
        | _of_units(Reach.PUBLIC, _watching(item))
    )


def _committee_of(item: Item) -> int | None:
    return item.park.committee_id if item.park else None


def _plant_of(item: Item) -> int | None:
    """The unit of the enterprise that it is about, once that has been told of it."""
    return item.enterprise.organization_id if item.enterprise and item.state != State.PENDING else None


def _roles(reach: Reach) -> Q:
    return Q(role__in=[role for role, known in REACH.items() if known == reach])


def _of_units(reach: Reach, units: Collection[int | None]) -> Q:
    return _roles(reach) & Q(organization__in=[unit for unit in units if unit is not None])


def _in_the_county(item: Item) -> Q:
    """Whoever serves the county, and those of a body above it."""
    if item.county is None:
        return Q(pk__in=())
    steps = item.county.path.strip("/").split("/")
    above = [f"/{'/'.join(steps[: place + 1])}/" for place in range(len(steps))]
    served = Q(organization__county=item.county_id) | Q(organization__county=None, organization__path__in=above)
    return _roles(Reach.COUNTY) & served


def _concerned(item: Item) -> set[int | None]:
    """The unit that has found it; once it is assigned, those that lead and assist."""
    found_by = {item.registered_by_organization_id}
    if item.state == State.PENDING:
        return found_by
    return found_by | {item.lead_organization_id, *item.assisting.values_list("pk", flat=True)}


def _watching(item: Item) -> Collection[int]:
    """The groups that watch the park, of what is public; what people have told is nobody's to watch."""
    if item.park is None or item.state not in PUBLIC_STATES:
        return ()
    if FindingSource.objects.filter(finding=item.finding_id, kind=SourceKind.COMPLAINT).exists():
        return ()
    return item.park.supervision_groups.values_list("pk", flat=True)
