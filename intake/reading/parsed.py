"""What was understood of a list, before anything is asked of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from intake.reading.fields import LEVEL, MEASURES, MODE, PERSON, PLACE, PROGRESS, REVIEW_RESULT, SOURCE, ListField
from intake.rules import numbered_problems
from intake.rules.deadline_wording import ReadDeadline
from intake.rules.mode_words import mode_in
from rectification.states import Mode

Place = tuple[str, int]
"""A sheet and a row of it."""


@dataclass(frozen=True)
class RowError:
    """Why a row can't be taken, at its row and column; an empty column means the whole row."""

    row: int
    column: str
    value: str
    message: str
    sheet: str = ""

    @property
    def stands_at(self) -> Place:
        return self.sheet, self.row

    @property
    def in_words(self) -> str:
        """Sheet, row and column, what stands there, and why it is refused; what isn't known is left out."""
        sheet = _("sheet “%(sheet)s”") % {"sheet": self.sheet} if self.sheet else ""
        row = _("row %(row)d") % {"row": self.row} if self.row else ""
        column = _("column “%(column)s”") % {"column": self.column} if self.column else ""
        value = _("“%(value)s”") % {"value": self.value} if self.value else ""
        place = " ".join(filter(None, (sheet, row, column, value)))
        return _("%(place)s: %(why)s") % {"place": place, "why": self.message}


@dataclass(frozen=True)
class LeftOut:
    """A sheet, column, row or cell that wasn't taken, and why; what isn't named is None."""

    sheet: str
    what: str
    why: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class Guess:
    """A column whose meaning nothing but its contents tells: a person is asked."""

    heading: str
    field: str
    rows: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A photo of a row: the part of the package that holds it, and under which heading it stands."""

    part: str
    heading: str = ""


@dataclass(frozen=True)
class Draft:
    """One problem item as its list has it; `row` is its first row in the sheet, `rows` are all of them.

    `part` counts the problems of one cell where they were taken apart. `list_title` and `list_day` are what its
    sheet says of the whole list. `texts` are the fields that are taken as they are written, by code.
    """

    row: int
    sheet: str = ""
    rows: tuple[int, ...] = ()
    part: int = 0
    groups: tuple[str, ...] = ()
    list_title: str = ""
    list_day: date | None = None
    number: str | None = None
    title: str = ""
    description: str = ""
    lead_organization: str | None = None
    assisting: tuple[str, ...] = ()
    deadline: ReadDeadline = field(default_factory=ReadDeadline)
    found_on: date | None = None
    category_text: str = ""
    nobody: tuple[str, ...] = ()
    """Words in place of a unit that name nobody."""
    level_heading: str = ""
    progress_heading: str = ""
    enterprise_name: str | None = None
    park_name: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()

    @property
    def stands_at(self) -> Place:
        """Where it stands: sheet and row."""
        return self.sheet, self.row

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.row}.{self.part}@{self.sheet}" if self.part else f"{self.row}@{self.sheet}"

    def said(self, of: ListField) -> object:
        """What it has of a field."""
        said: object = self.texts.get(of.code, "") if of.is_text else getattr(self, of.draft)
        return said

    @property
    def responsible_person(self) -> str:
        return self.texts.get(PERSON, "")

    @property
    def level_text(self) -> str:
        return self.texts.get(LEVEL, "")

    @property
    def source_text(self) -> str:
        return self.texts.get(SOURCE, "")

    @property
    def place(self) -> str:
        return self.texts.get(PLACE, "")

    @property
    def measures(self) -> str:
        return self.texts.get(MEASURES, "")

    @property
    def mode_text(self) -> str:
        return self.texts.get(MODE, "")

    @property
    def mode(self) -> Mode | None:
        """How it is rectified, where its cell names that and nothing else."""
        return mode_in(self.mode_text)

    @property
    def is_stopped(self) -> bool:
        """Only stopped for now: it does not count as rectified, whatever else the list says."""
        return self.mode == Mode.SUSPEND

    @property
    def progress_text(self) -> str:
        return self.texts.get(PROGRESS, "")

    @property
    def review_result(self) -> str:
        return self.texts.get(REVIEW_RESULT, "")


@dataclass(frozen=True)
class ParsedList:
    """A list as read: where it stands, what its columns mean, its items and the rows that are refused.

    `drafts` are the items that have a problem text, `incomplete` those that lack one.
    """

    sheet: str
    header_row: int
    columns: dict[str, str | None]
    drafts: tuple[Draft, ...]
    incomplete: tuple[Draft, ...]
    errors: tuple[RowError, ...]
    warnings: tuple[RowError, ...]
    title: str
    day: date | None
    signature: str
    sheets: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    guesses: tuple[Guess, ...] = ()
    hidden_rows: frozenset[Place] = frozenset()
    struck: tuple[Place, ...] = ()
    """Rows whose problem is struck through."""
    without_lead: tuple[Place, ...] = ()
    """Rows of a text that may have shared the unit of the row above."""

    @property
    def items(self) -> list[Draft]:
        """All problem items in the order of the sheet, those without a text among them."""
        order = {sheet: position for position, sheet in enumerate(self.sheets)}
        return sorted((*self.drafts, *self.incomplete), key=lambda draft: (order.get(draft.sheet, 0), draft.row))

    @cached_property
    def several(self) -> tuple[tuple[Draft, tuple[str, ...]], ...]:
        """Items whose cell holds several numbered problems, with those."""
        found = ((draft, numbered_problems.problems_in(draft.description)) for draft in self.drafts if not draft.part)
        return tuple((draft, problems) for draft, problems in found if problems)

    @property
    def rows(self) -> int:
        return len(self.drafts) + len(self.incomplete)
