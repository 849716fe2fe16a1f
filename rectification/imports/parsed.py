"""What was understood of a list, before anything is asked of the database."""

from dataclasses import dataclass, field
from datetime import date

from rectification.rules.deadline_wording import ReadDeadline


@dataclass(frozen=True)
class RowError:
    """Why a row can't be taken, at its row and column; an empty column means the whole row."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Draft:
    """One problem item as its list has it; `row` is its first row in the sheet."""

    row: int
    number: str | None = None
    title: str = ""
    description: str = ""
    lead_organization: str | None = None
    assisting: tuple[str, ...] = ()
    responsible_person: str = ""
    deadline: ReadDeadline = field(default_factory=ReadDeadline)
    found_on: date | None = None
    category_text: str = ""
    level_text: str = ""
    source_text: str = ""
    place: str = ""
    enterprise_name: str | None = None
    park_name: str | None = None
    project_name: str = ""
    measures: str = ""
    requirement: str = ""
    progress_text: str = ""
    review_result: str = ""
    reviewed_on: str = ""
    reviewer: str = ""
    legal_basis: str = ""
    funds: str = ""
    remark: str = ""


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

    @property
    def items(self) -> list[Draft]:
        """All problem items in the order of the sheet, those without a text among them."""
        return sorted((*self.drafts, *self.incomplete), key=lambda draft: draft.row)

    @property
    def rows(self) -> int:
        return len(self.drafts) + len(self.incomplete)
