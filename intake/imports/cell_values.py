"""What a pasted cell means for the field of an item that it corrects: read as lists are read, nothing guessed."""

from collections.abc import Callable, Mapping
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from inspections.models import ProblemCategory
from inspections.states import UndatedKind
from intake.imports.taking import categories
from intake.imports.units import UnitBook
from intake.reading import fields
from intake.reading.grids import Cell, text_of
from intake.reading.reading import doubt_in_words
from intake.rules import problem_words
from intake.rules.deadline_wording import CLAMPED, ReadDeadline, read_deadline
from intake.rules.level_words import level_in
from projects.models import Project
from rectification.models import Item
from rectification.services import recording

Values = dict[str, object]
FIELD_OF = {
    fields.DESCRIPTION: "description",
    fields.LEAD: "lead_organization",
    fields.DEADLINE: "deadline",
    fields.FOUND_ON: "found_on",
    fields.CATEGORY: "category",
    fields.LEVEL: "level",
    fields.PLACE: "place",
    fields.ENTERPRISE: "enterprise",
    fields.PARK: "park",
    fields.PROJECT: "project",
    fields.REQUIREMENT: "requirement",
    fields.LEGAL_BASIS: "legal_basis",
}
"""What of an item a column of a list corrects."""


class CellReader:
    """Reads cells in the name of a person, who can name what is visible to them alone."""

    def __init__(self, person: User) -> None:
        self.person = person
        self._readers: Mapping[str, Callable[[Item, str], Values]] = {
            "deadline": self._deadline,
            "found_on": self._found_on,
            "level": self._level,
            "category": self._category,
            "lead_organization": self._unit,
            "enterprise": self._enterprise,
            "park": self._park,
            "project": self._project,
        }

    def read(self, item: Item, field: str, cell: Cell) -> Values:
        """The values that the cell gives the item. Raises DomainError with what can't be understood."""
        text = text_of(cell) or ""
        if field not in self._readers:
            return {field: _fitting(field, text)}
        return self._readers[field](item, text)

    @cached_property
    def book(self) -> UnitBook:
        return UnitBook(self.person)

    @cached_property
    def categories(self) -> Mapping[str, ProblemCategory]:
        return categories()

    @cached_property
    def projects(self) -> Mapping[str, Project | None]:
        """Projects by name; a name of several names none."""
        found: dict[str, Project | None] = {}
        for project in Project.objects.visible_to(self.person).select_related("enterprise"):
            found[project.name] = None if project.name in found else project
        return found

    def _deadline(self, item: Item, text: str) -> Values:
        said = self._day(item, text)
        kind = said.undated_kind or ""
        if said.date is None and kind not in (UndatedKind.IMMEDIATE, UndatedKind.LONG_TERM):
            raise DomainError(_("“%(text)s” is no deadline.") % {"text": text})
        return {"deadline": said.date, "undated_kind": kind}

    def _found_on(self, item: Item, text: str) -> Values:
        said = self._day(item, text)
        if said.date is None:
            raise DomainError(_("“%(text)s” is no day.") % {"text": text})
        return {"found_on": said.date}

    def _day(self, item: Item, text: str) -> ReadDeadline:
        """A wording without a year takes that of the finding, or the next one where that would lie before it."""
        said = read_deadline(text, found_on=item.found_on, previous=item.deadline)
        if said.doubt and (said.doubt == CLAMPED or said.date is None):
            raise DomainError(doubt_in_words(said.doubt) % {"text": text})
        return said

    def _level(self, item: Item, text: str) -> Values:
        level = level_in(text)
        if level is None:
            raise DomainError(_("“%(text)s” is no level of the ledger: general or major.") % {"text": text})
        return {"level": level}

    def _category(self, item: Item, text: str) -> Values:
        known = self.categories.get(text) or self.categories.get(problem_words.category_in(text) or "")
        if known is None:
            raise DomainError(_("The ledger has no category “%(text)s”.") % {"text": text})
        return {"category": known}

    def _unit(self, item: Item, text: str) -> Values:
        unit = self.book.organization(text)
        if unit is None:
            raise DomainError(self._unknown(text))
        return {"lead_organization": unit}

    def _enterprise(self, item: Item, text: str) -> Values:
        enterprise = self.book.enterprise(text)
        if enterprise is None:
            raise DomainError(self._unknown(text))
        return {"enterprise": enterprise}

    def _unknown(self, text: str) -> str:
        said = _("The ledger knows no unit “%(name)s”.") % {"name": text}
        likely = "、".join(unit.name for unit in self.book.suggestions(text))
        asked = _("Is it %(names)s?") % {"names": likely}
        return f"{said} {asked}" if likely else said

    def _park(self, item: Item, text: str) -> Values:
        park = self.book.park(text)
        if park is None:
            raise DomainError(_("The ledger knows no park “%(name)s”.") % {"name": text})
        return {"park": park}

    def _project(self, item: Item, text: str) -> Values:
        project = self.projects.get(text)
        if project is None:
            raise DomainError(_("No project, or more than one, is called “%(name)s”.") % {"name": text})
        return {"project": project}


def _fitting(field: str, text: str) -> str:
    """A text that has room in its column."""
    column = recording.column_of(field)
    assert isinstance(column, models.Field)
    try:
        column.run_validators(text)
    except ValidationError as too_long:
        raise DomainError("；".join(too_long.messages)) from too_long
    return text
