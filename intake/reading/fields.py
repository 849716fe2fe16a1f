# ruff: noqa: E501 - the fields read as a table
"""The fields that lists are read for: one declaration each, which reading, comparing, asking and taking follow."""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NUMBER = "number"
DESCRIPTION = "description"
LEAD = "lead_organization"
ASSISTING = "assisting_organizations"
PERSON = "responsible_person"
DEADLINE = "deadline"
FOUND_ON = "found_on"
CATEGORY = "category"
LEVEL = "level"
SOURCE = "source"
PLACE = "place"
ENTERPRISE = "enterprise"
PARK = "park"
PROJECT = "project"
MEASURES = "measures"
MODE = "mode"
REQUIREMENT = "requirement"
PROGRESS = "progress_text"
REVIEW_RESULT = "review_result"
REVIEWED_ON = "reviewed_on"
REVIEWER = "reviewer"
LEGAL_BASIS = "legal_basis"
FUNDS = "funds"
REMARK = "remark"


class Read(Enum):
    """How the cells of an item become what its draft has of a field."""

    TEXT = auto()
    """The words in its own row."""
    LINES = auto()
    """The words in all of its rows, one below the other: a row that holds nothing else is no item."""
    ONE_CELL = auto()
    """The first cell under the heading, by `drafting`; further ones are named as left out."""
    BY_ITSELF = auto()
    """All cells under the heading, by `drafting`."""


class Apart(Enum):
    """What two rows of a list are to each other that differ in a field."""

    TWO_PROBLEMS = auto()
    ASKED = auto()
    """Perhaps one problem: a person says it."""
    NOT = auto()
    """The same, where nothing else differs."""


@dataclass(frozen=True)
class ListField:
    """A field. With no more than code and label it is a text that stands in a line among the words of the source.

    `item` and `source` name the value of the registration or of its source that it becomes, as it is written (and
    where it is too long for that, it has its line too); `is_looked_up` says that it means something to the ledger,
    and `imports.placing` what. `beside` names the field in whose line it stands.
    """

    code: str
    label: str | Promise
    read: Read = Read.TEXT
    draft: str = ""
    """The attribute of the draft that holds it, where it isn't one of its texts."""
    apart: Apart = Apart.ASKED
    item: str = ""
    source: str = ""
    is_looked_up: bool = False
    beside: str = ""
    line: int = 125
    """The place of its line among the others."""
    of_several_columns: bool = False
    """Whether more than one column may have it, all of them read."""
    is_tickable: bool = False
    """Whether its value may be a tick under one of several headings (重大 | 一般)."""
    is_split: bool = False
    """Whether its numbered parts go with the numbered problems of one cell."""

    def __post_init__(self) -> None:
        if sum(map(bool, (self.item, self.source, self.beside))) > 1 or (self.is_looked_up and not self.has_place):
            raise ValueError(f"{self.code}: say one place for it, or none")
        if self.is_text == bool(self.draft):
            raise ValueError(f"{self.code}: it is either a text of the draft or an attribute of it")

    @property
    def has_place(self) -> bool:
        """Whether it becomes a value of its own."""
        return bool(self.item or self.source)

    @property
    def is_as_written(self) -> bool:
        """Whether it becomes a value of its own as it is written."""
        return self.has_place and not self.is_looked_up

    @property
    def is_text(self) -> bool:
        return self.read in (Read.TEXT, Read.LINES)


# fmt: off
FIELDS = (
    ListField(NUMBER, _("Number"), Read.ONE_CELL, "number", Apart.NOT, source="number", line=5),
    ListField(DESCRIPTION, _("Problem"), Read.BY_ITSELF, "description", Apart.TWO_PROBLEMS, source="wording", is_looked_up=True),
    ListField(LEAD, _("Lead unit"), Read.BY_ITSELF, "lead_organization", Apart.TWO_PROBLEMS, item="lead_organization", is_looked_up=True, line=90, is_tickable=True),
    ListField(ASSISTING, _("Assisting units"), Read.BY_ITSELF, "assisting", item="assisting", is_looked_up=True, line=95, of_several_columns=True, is_tickable=True),
    ListField(PERSON, _("Responsible person"), item="responsible_person", line=100),
    ListField(DEADLINE, _("Deadline"), Read.ONE_CELL, "deadline", source="deadline", is_looked_up=True),
    ListField(FOUND_ON, _("Found on"), Read.ONE_CELL, "found_on", Apart.TWO_PROBLEMS, source="found_on", is_looked_up=True),
    ListField(CATEGORY, _("Category"), Read.BY_ITSELF, "category_text", item="category", is_looked_up=True, line=30, is_tickable=True),
    ListField(LEVEL, _("Level"), item="level", is_looked_up=True, line=60, is_tickable=True),
    ListField(SOURCE, _("Source"), source="kind", is_looked_up=True, line=50, is_tickable=True),
    ListField(PLACE, _("Place"), apart=Apart.TWO_PROBLEMS, item="place", line=70),
    ListField(ENTERPRISE, _("Enterprise"), Read.BY_ITSELF, "enterprise_name", Apart.TWO_PROBLEMS, item="enterprise", is_looked_up=True, line=10),
    ListField(PARK, _("Park"), Read.BY_ITSELF, "park_name", item="park", is_looked_up=True, line=20),
    ListField(PROJECT, _("Project"), apart=Apart.TWO_PROBLEMS, line=40),
    ListField(MEASURES, _("Measures"), Read.LINES, item="measures", is_split=True),
    ListField(MODE, _("Mode of rectification"), item="mode", is_looked_up=True, line=98),
    ListField(REQUIREMENT, _("Requirement"), Read.LINES, item="requirement"),
    ListField(PROGRESS, _("Progress as reported"), Read.LINES, source="progress_text", is_tickable=True, is_split=True),
    ListField(REVIEW_RESULT, _("Result of the re-inspection"), line=110),
    ListField(REVIEWED_ON, _("Day of the re-inspection"), beside=REVIEW_RESULT),
    ListField(REVIEWER, _("Re-inspected by"), beside=REVIEW_RESULT),
    ListField(LEGAL_BASIS, _("Legal basis"), Read.LINES, item="legal_basis", line=80),
    ListField(FUNDS, _("Funds"), Read.LINES, line=120),
    ListField(REMARK, _("Remarks"), Read.LINES, line=130),
)
# fmt: on
_LINES = {field.code for field in FIELDS if not field.has_place and not field.beside}
if strays := {field.beside for field in FIELDS if field.beside} - _LINES:
    raise ValueError(f"nothing can stand beside {strays}: it has no line of its own")
TEXTS = tuple(field for field in FIELDS if field.is_text)
CODES = frozenset(field.code for field in FIELDS)
SIDE_TEXTS = frozenset(field.code for field in FIELDS if field.read == Read.LINES)
OF_ONE_CELL = frozenset(field.code for field in FIELDS if field.read == Read.ONE_CELL)
OF_SEVERAL_COLUMNS = frozenset(field.code for field in FIELDS if field.of_several_columns)
TICKABLE = frozenset(field.code for field in FIELDS if field.is_tickable)
