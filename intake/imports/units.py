"""The names in a list and the units that the ledger knows by them; likeness is only ever a proposal."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from accounts.models import Organization, OrganizationAlias, User
from accounts.rules.unit_names import normalise
from enterprises.models import Enterprise
from parks.models import Park

LIKE = 0.34
SHORTENED = 0.85
MOST_SUGGESTIONS = 3


class UnitBook:
    """All units, enterprises and parks that a user may name, by name, short name and other names."""

    def __init__(self, person: User | None) -> None:
        user = person or AnonymousUser()
        every = Organization.objects.visible_to(user)
        self.organizations = {unit.pk: unit for unit in every if unit.is_active}
        self.enterprises = list(Enterprise.objects.visible_to(user).select_related("park"))
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for unit in self.organizations.values():
            self._learn(unit.pk, unit.name, unit.short_name)
        for enterprise in self.enterprises:
            self._learn(enterprise.organization_id, enterprise.name, enterprise.short_name)
        for alias in OrganizationAlias.objects.filter(organization__in=every.active()):
            self._by_name[alias.normalised].add(alias.organization_id)
        self._enterprise_of = {enterprise.organization_id: enterprise for enterprise in self.enterprises}
        self._names_taken = {thing.name for thing in (*every, *self.enterprises)}
        self._parks = _by_name(Park.objects.visible_to(user))

    def _learn(self, key: int, *names: str) -> None:
        for name in filter(None, names):
            self._by_name[normalise(name)].add(key)

    def organization(self, name: str) -> Organization | None:
        """The one unit of this name; None if there is none, or more than one."""
        keys = self._by_name.get(normalise(name), set())
        return self.organizations.get(next(iter(keys))) if len(keys) == 1 else None

    @cached_property
    def answering(self) -> frozenset[int]:
        """Units that may answer for an item, by the rule of the assignment."""
        return frozenset(Organization.objects.who_answer().values_list("pk", flat=True))

    def enterprise(self, name: str) -> Enterprise | None:
        unit = self.organization(name)
        return self._enterprise_of.get(unit.pk) if unit else None

    def enterprise_of(self, unit: Organization | None) -> Enterprise | None:
        return self._enterprise_of.get(unit.pk) if unit else None

    def park(self, name: str) -> Park | None:
        return self._parks.get(normalise(name))

    def is_taken(self, name: str) -> bool:
        """Whether no further unit can be created by this name: one that is closed has it, or one of several has."""
        return name in self._names_taken

    def suggestions(self, name: str) -> list[Organization]:
        """Units whose names are like this one, the most like first: for a person to choose from."""
        wanted = normalise(name)
        scored = [(score, key) for key, known in self._names if (score := _likeness(wanted, known)) >= LIKE]
        best = dict.fromkeys(key for _score, key in sorted(scored, key=lambda pair: -pair[0]))
        return [self.organizations[key] for key in list(best)[:MOST_SUGGESTIONS]]

    @cached_property
    def _names(self) -> list[tuple[int, str]]:
        return [(key, name) for name, keys in self._by_name.items() for key in keys if key in self.organizations]


def _by_name(parks: Iterable[Park]) -> dict[str, Park]:
    """Parks by each of their names and by their code."""
    return {normalise(name): park for park in parks for name in (park.name, park.short_name, park.code) if name}


def _likeness(one: str, other: str) -> float:
    """Shared pairs of characters; for a shortened name (十六化建) the share of its characters."""
    first, second = set(_pairs(one)), set(_pairs(other))
    alike = len(first & second) / max(len(first | second), 1)
    if len(one) >= 3 and sum(character in other for character in one) >= SHORTENED * len(one):
        return max(alike, LIKE)
    return alike


def _pairs(text: str) -> Iterable[str]:
    return (text[position : position + 2] for position in range(len(text) - 1))
