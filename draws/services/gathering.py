"""候选名单: which enterprises and inspectors may be drawn, with weights and exclusions, frozen as they are now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from accounts.models import Absence, Organization, User
from accounts.states import INSPECTING_KINDS
from capability.models import Supervisor
from capability.querysets import SupervisorQuerySet
from core.errors import DomainError
from draws.models import Interest
from draws.rules import drawing
from draws.rules.drawing import DrawnObject, Excluded, Frozen
from draws.rules.weights import terms
from draws.states import Exclusion
from enterprises.models import Enterprise
from enterprises.states import OperatingState
from inspections.states import Level
from parks.models import Park
from rectification.models import Item
from safety.models import HazardSource

VISITED = (OperatingState.TRIAL, OperatingState.OPERATING, OperatingState.STOPPED)
"""Enterprises with something to inspect on site: a stopped plant still holds its chemicals."""


@dataclass(frozen=True)
class Pool:
    """Whose inspectors are drawn from: those of the drawing unit, or of its whole county."""

    unit: Organization
    is_of_county: bool

    @classmethod
    def of(cls, drawer: User) -> Self:
        """The coordinator draws from the whole county, a department from its own people."""
        return cls(drawer.organization, drawer.is_coordinator)


@dataclass(frozen=True)
class DrawGiven:
    """What is asked of a draw."""

    title: str
    first_day: date
    last_day: date
    number: int
    team: int
    park: Park | None = None


def gather(given: DrawGiven, pool: Pool, *, actor: User) -> Frozen:
    """The candidates of a draw, as this person sees them. Raises DomainError where it can't be drawn from them."""
    if given.last_day < given.first_day:
        raise DomainError(_("The last day lies before the first one."), "last_day")
    objects = list(_objects(given, actor))
    people = list(certified(pool, given.first_day, given.last_day, actor=actor))
    frozen = Frozen(
        format=drawing.FORMAT,
        title=given.title,
        body=pool.unit.name,
        first_day=given.first_day.isoformat(),
        last_day=given.last_day.isoformat(),
        number=given.number,
        team=given.team,
        objects=objects,
        inspectors=[
            {"id": each.pk, "name": each.name, "unit": each.organization.label, "body": each.organization_id}
            for each in people
        ],
        exclusions=[*_exclusions(people, {each["id"] for each in objects}, given), *_own(people, objects)],
    )
    drawing.refuse_impossible(frozen)
    return frozen


def certified(pool: Pool, first: date, last: date, *, actor: User) -> SupervisorQuerySet:
    """Who may inspect all through the visits: of a body with that power, in post, with a certificate that lasts."""
    people = Supervisor.objects.visible_to(actor).in_post(first).in_post(last).exclude(certificate_number="")
    people = people.filter(organization__kind__in=INSPECTING_KINDS).exclude(certificate_until__lt=last)
    if not pool.is_of_county:
        people = people.filter(organization=pool.unit)
    return people.select_related("organization").order_by("pk")


def _objects(given: DrawGiven, actor: User) -> Iterator[DrawnObject]:
    rows = Enterprise.objects.visible_to(actor).filter(county=actor.organization.county_id, state__in=VISITED)
    found = list((rows.filter(park=given.park) if given.park else rows).order_by("pk"))
    levels, majors = _worst_levels(found), _open_majors(found)
    for each in found:
        adds = terms(
            level=levels.get(each.pk),
            has_process=each.has_key_process,
            has_chemical=each.has_key_chemical,
            majors=majors.get(each.pk, 0),
        )
        yield {"id": each.pk, "name": each.name, "weight": sum(adds.values()), "terms": adds}


def _worst_levels(found: Iterable[Enterprise]) -> dict[int, int]:
    sources = HazardSource.objects.major().filter(enterprise__in=found).order_by()
    return dict(sources.values_list("enterprise").annotate(worst=Min("current__level")))


def _open_majors(found: Iterable[Enterprise]) -> dict[int, int]:
    items = Item.objects.filter(enterprise__in=found, level=Level.MAJOR).open().order_by()
    return dict(items.values_list("enterprise").annotate(n=Count("pk")))


def _exclusions(people: Iterable[Supervisor], objects: set[int], given: DrawGiven) -> Iterator[Excluded]:
    """Who is away on a day of the visits goes nowhere, who has an interest not to that enterprise."""
    accounts = {each.account_id: each.pk for each in people if each.account_id}
    away = Absence.objects.filter(
        person__in=accounts, first_day__lte=given.last_day, last_day__gte=given.first_day
    ).order_by("person_id")
    for account in dict.fromkeys(away.values_list("person_id", flat=True)):
        yield {"inspector": accounts[account], "object": None, "why": Exclusion.LEAVE.value}
    bound = Interest.objects.in_force(given.first_day, given.last_day).filter(
        person__in=[each.pk for each in people], enterprise__in=objects
    )
    pairs = bound.order_by("person_id", "enterprise_id").values_list("person_id", "enterprise_id").distinct()
    for person, enterprise in pairs:
        yield {"inspector": person, "object": enterprise, "why": Exclusion.INTEREST.value}


def _own(people: Iterable[Supervisor], objects: Iterable[DrawnObject]) -> Iterator[Excluded]:
    """Supervision of the own subsidiary is no inspection (国办发〔2024〕54号)."""
    places = Enterprise.objects.filter(pk__in=[each["id"] for each in objects])
    paths = dict(places.order_by("pk").values_list("pk", "organization__path"))
    for each in people:
        for key, path in paths.items():
            if path.startswith(each.organization.path):
                yield {"inspector": each.pk, "object": key, "why": Exclusion.OWN.value}
