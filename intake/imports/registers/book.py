"""What is on file for somebody, by the names that lists use: read once for a whole list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from accounts.models import Organization, User
from accounts.rules.unit_names import normalise
from accounts.states import OrganizationKind
from capability.models import Supervisor
from core.errors import DomainError
from enterprises.models import Enterprise, Permit
from intake.imports.registers.thresholds import ThresholdTable
from intake.imports.units import UnitBook
from parks.models import Infrastructure, Park
from projects.models import Project
from safety.models import HazardSource, KeyPerson

PARKS, ENTERPRISES, UNITS, COMMITTEES = "parks", "enterprises", "units", "committees"


class MeaningError(DomainError):
    """A row names two different things on file."""


@dataclass(frozen=True)
class ToBeFounded:
    """An enterprise or a committee that the list names and that comes in with it."""

    name: str

    def __str__(self) -> str:
        return self.name


class Book:
    """The files that a user may see, by name and by code."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.units = UnitBook(user)
        self.with_people: set[int] = set()
        """Hazard sources of which a row of the list has said how many people live around."""

    @cached_property
    def parks(self) -> list[Park]:
        return list(Park.objects.visible_to(self.user).select_related("county"))

    @cached_property
    def parks_by_code(self) -> dict[str, Park]:
        return {park.code: park for park in self.parks}

    @cached_property
    def committees(self) -> list[Organization]:
        every = self.units.organizations.values()
        return [unit for unit in every if unit.kind == OrganizationKind.PARK_COMMITTEE]

    @cached_property
    def by_credit_code(self) -> dict[str, Enterprise]:
        return {each.credit_code: each for each in self.units.enterprises if each.credit_code}

    @cached_property
    def codes_elsewhere(self) -> frozenset[str]:
        """Credit codes of enterprises that this user doesn't see."""
        every = Enterprise.objects.exclude(credit_code="").values_list("credit_code", flat=True)
        return frozenset(every) - self.by_credit_code.keys()

    @cached_property
    def names_of_units(self) -> frozenset[str]:
        """The names by which no further unit can be made in the county."""
        county = self.user.organization.county_id
        return frozenset(Organization.objects.filter(county=county).values_list("name", flat=True))

    @cached_property
    def projects(self) -> dict[tuple[int, str], Project]:
        rows = Project.objects.visible_to(self.user).select_related("enterprise")
        return {(row.enterprise_id, normalise(row.name)): row for row in rows}

    @cached_property
    def infrastructure(self) -> dict[tuple[int, str], Infrastructure]:
        rows = Infrastructure.objects.visible_to(self.user).select_related("park", "kind")
        return {(row.park_id, normalise(row.name)): row for row in rows}

    @cached_property
    def hazard_sources(self) -> dict[tuple[int, str], HazardSource]:
        rows = HazardSource.objects.visible_to(self.user).select_related("enterprise", "current")
        return {(row.enterprise_id, normalise(row.name)): row for row in rows}

    @cached_property
    def thresholds(self) -> ThresholdTable:
        return ThresholdTable()

    @cached_property
    def key_people(self) -> dict[tuple[int, str], list[KeyPerson]]:
        """Those who have not left."""
        found: dict[tuple[int, str], list[KeyPerson]] = defaultdict(list)
        for row in KeyPerson.objects.visible_to(self.user).filter(left_on=None).select_related("enterprise"):
            found[row.enterprise_id, normalise(row.name)].append(row)
        return found

    @cached_property
    def supervisors(self) -> dict[tuple[int, str], list[Supervisor]]:
        """Those who have not left."""
        found: dict[tuple[int, str], list[Supervisor]] = defaultdict(list)
        for row in Supervisor.objects.visible_to(self.user).filter(left_on=None).select_related("organization"):
            found[row.organization_id, normalise(row.name)].append(row)
        return found

    @cached_property
    def permits(self) -> dict[tuple[int, str], list[Permit]]:
        found: dict[tuple[int, str], list[Permit]] = defaultdict(list)
        for row in Permit.objects.visible_to(self.user).select_related("enterprise", "kind"):
            found[row.enterprise_id, row.kind_id].append(row)
        return found

    def look_up(self, shelf: str, name: str) -> models.Model | None:
        """The one thing of this name; None if there is none, or more than one."""
        if shelf == PARKS:
            return self.units.park(name) or self._park_within(name)
        if shelf == ENTERPRISES:
            return self.units.enterprise(name)
        unit = self.units.organization(name)
        return unit if shelf == UNITS or unit in self.committees else None

    def _park_within(self, name: str) -> Park | None:
        """The one park whose name stands in this one, or this one in its name: 云川化工园区 in 示范县云川化工园区."""
        wanted = normalise(name)
        known = [(park, normalise(park.name)) for park in self.parks]
        fitting = [park for park, each in known if len(wanted) > 3 and (wanted in each or each in wanted)]
        return fitting[0] if len(fitting) == 1 else None

    def by_key(self, shelf: str, key: str) -> models.Model | None:
        """What a person has chosen, if it is still theirs to choose."""
        return next((row for row in self.rows(shelf) if str(row.pk) == key), None)

    def rows(self, shelf: str) -> Iterable[models.Model]:
        """All that a person may choose from."""
        if shelf == PARKS:
            return self.parks
        if shelf == ENTERPRISES:
            return self.units.enterprises
        return self.committees if shelf == COMMITTEES else self.units.organizations.values()

    def suggestions(self, shelf: str, name: str) -> list[models.Model]:
        """What has a name like this one, the most like first."""
        if shelf == PARKS:
            return []
        units = self.units.suggestions(name)
        if shelf == ENTERPRISES:
            return [found for unit in units if (found := self.units.enterprise_of(unit)) is not None]
        return [unit for unit in units if shelf == UNITS or unit in self.committees]
