"""Who can answer a challenge on each rung: a unit with somebody who has had no part in it, or nobody there."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from accounts.models import Organization, User
from accounts.states import OrganizationKind, Role
from challenges.models import Challenge
from challenges.querysets import had_a_part
from challenges.states import ChallengeEventKind, Rung
from challenges.workflow import BODY_ROLES, TEAM_ROLES
from rectification.models import Item

BODIES = (OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT)


def barred(challenge: Challenge) -> set[int]:
    """Who answers no more: whoever has; from the second rung on also who found, assigned, rectified, re-inspected."""
    found = set(challenge.decider_ids)
    if challenge.pk:
        refused = challenge.events.filter(kind=ChallengeEventKind.NOT_VOIDED).values_list("actor", flat=True)
        found.update(key for key in refused if key is not None)
    if challenge.rung == Rung.TEAM:
        return found
    item = challenge.item
    parts = (challenge.found_by_id, challenge.assigned_by_id, item.registered_by_id)
    found.update(key for key in parts if key is not None)
    return found.union(item.reviewer_ids, item.rectifier_ids)


def who_answer(challenge: Challenge) -> QuerySet[User]:
    """The people whose turn it is."""
    roles = TEAM_ROLES if challenge.rung == Rung.TEAM else BODY_ROLES
    if challenge.rung == Rung.LEADER:
        return _leaders(challenge.item.county_id).exclude(pk__in=barred(challenge))
    able = User.objects.able(*(Role(role) for role in roles))
    return able.filter(organization=challenge.unit_id).exclude(pk__in=barred(challenge))


def place(challenge: Challenge, rung: Rung) -> bool:
    """Put a challenge on a rung, with the unit that answers there. False where nobody there could, and it stays."""
    was = challenge.rung, challenge.unit
    challenge.rung = rung
    for unit in _units(challenge, rung):
        challenge.unit = unit
        if rung == Rung.LEADER or who_answer(challenge).exists():
            return True
    challenge.rung, challenge.unit = was
    return False


def _units(challenge: Challenge, rung: Rung) -> Iterable[Organization]:
    item = challenge.item
    if rung == Rung.TEAM:
        return filter(None, (item.registered_by_organization,))
    if rung == Rung.UNIT:
        unit = item.assigned_by_organization
        return (unit,) if unit is not None and unit.kind in BODIES else ()
    if rung == Rung.BODY:
        return _uninvolved(challenge)
    return filter(None, (item.county,))


def _uninvolved(challenge: Challenge) -> Iterable[Organization]:
    """Bodies of the county that had no part in the item or the challenge; the coordinating office first of them."""
    item = challenge.item
    first = Case(When(kind=OrganizationKind.OFFICE, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Organization.objects.active().filter(county=item.county_id, kind__in=BODIES)
    here = Item.objects.filter(pk=item.pk)
    return (
        body for body in rows.order_by(first, "protocol_order", "pk") if not here.filter(had_a_part(body.pk)).exists()
    )


def _leaders(county: int | None) -> QuerySet[User]:
    here = Q(organization__county=county) | Q(organization=county)
    kinds = (
        Q(role=Role.SUPERIOR, organization__kind=OrganizationKind.COUNTY),
        Q(role=Role.COORDINATOR, is_head=True),
    )
    return User.objects.active().filter(here, reduce(or_, kinds))
