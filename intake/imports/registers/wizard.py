"""The steps of a list of files in the browser: the stored file is read again in each, so no step can be stale."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from accounts.models import User
from core.kept import kept
from intake.imports.registers import kinds
from intake.imports.registers.book import Book
from intake.imports.registers.checking import CHANGED, NEW, CheckedRegister, check
from intake.imports.registers.kinds import RegisterKind
from intake.imports.registers.questions import Asking, Question
from intake.imports.registers.taking import take
from intake.models import ImportBatch
from intake.reading.bounded import read_apart
from intake.reading.grids import Grid
from intake.reading.refusals import UnreadableFileError
from intake.reading.register_fields import SERIAL
from intake.reading.registers import ParsedRegister, read_register, sheets_with_headings
from intake.services import import_batches
from intake.services.importing import ListGiven

SHOWN_ROWS = 5
KEPT_SECONDS = 1800


@dataclass(frozen=True)
class ColumnShown:
    """A column of step 2: its heading, what it was taken for, and its first values."""

    heading: str
    field: str | None
    values: list[str]


def memory_key(kind: RegisterKind, parsed: ParsedRegister) -> str:
    """The same for lists of one kind with these headings, so that a mapping can be remembered."""
    return hashlib.sha256(f"{kind.code}|{parsed.first.layout.signature}".encode()).hexdigest()


@dataclass
class OpenedRegister:
    """An uploaded list of files as the wizard sees it."""

    batch: ImportBatch
    user: User

    @cached_property
    def kind(self) -> RegisterKind:
        kind = kinds.named(self.batch.register)
        if kind is None or not kind.may(self.user):
            raise UnreadableFileError(_("Your role does not import such lists."))
        return kind

    @cached_property
    def grids(self) -> list[Grid]:
        """The sheets of the stored file, kept for a while: every step needs them. Raises UnreadableFileError."""
        path = Path(self.batch.file.path)
        if not path.exists():
            raise UnreadableFileError(_("The stored file is gone. Upload the list again."))
        return kept(f"import-grids:{self.batch.sha256}", lambda: read_apart(path), seconds=KEPT_SECONDS)

    @cached_property
    def parsed(self) -> ParsedRegister:
        """The list as decided, else as such a list was decided before, else as its headings say."""
        if self.batch.mapping:
            return self._read(dict(self.batch.mapping))
        parsed = self._read(None)
        known = import_batches.remembered(self.user, memory_key(self.kind, parsed))
        return self._read(known) if known else parsed

    def _read(self, mapping: dict[str, str | None] | None) -> ParsedRegister:
        kind, sheet = self.kind, self.batch.sheet or None
        return read_register(self.grids, kind.fields, kind.key, sheet=sheet, mapping=mapping)

    @property
    def sheets(self) -> list[str]:
        return [grid.name for grid, _layout in sheets_with_headings(self.grids, self.kind.fields)]

    @property
    def names_of_sheets(self) -> list[str]:
        """The sheets that are read."""
        return [sheet.grid.name for sheet in self.parsed.sheets]

    def columns(self) -> list[ColumnShown]:
        """The headings of all sheets with the first values below them."""
        shown: dict[str, ColumnShown] = {}
        count = min(SHOWN_ROWS, max(len(sheet.rows) for sheet in self.parsed.sheets))
        for sheet in (self.parsed.first, *self.parsed.sheets):
            for column in sheet.layout.columns:
                if column.field != SERIAL and column.heading not in shown:
                    values = [row.said.get(column.heading, "") for row in sheet.rows[:count]]
                    values += [""] * (count - len(values))
                    shown[column.heading] = ColumnShown(column.heading, column.field, values)
        return list(shown.values())

    @property
    def answers(self) -> dict[str, str]:
        return dict(self.batch.decisions.get("answers", {}))

    @cached_property
    def book(self) -> Book:
        return Book(self.user)

    @cached_property
    def checked(self) -> CheckedRegister:
        return check(self.parsed, self.kind, self.book, Asking(self.answers))

    @property
    def questions(self) -> list[Question]:
        return list(self.checked.asking.asked.values())

    @property
    def asks_more(self) -> bool:
        """Whether something is open of which nothing has been said yet."""
        return bool(self.checked.asking.open)

    @property
    def promise(self) -> str:
        """What the button says: how many rows come in, and how many stay out."""
        counts = self.checked.counts
        return f"{counts[NEW]}/{counts[CHANGED]}/{counts['refused']}"

    def take(self, *, changes: Collection[str] | None) -> ImportBatch:
        """Write the list, as it has been decided in the steps before. Raises DomainError."""
        batch, parsed = self.batch, self.parsed
        sheet = batch.sheet or parsed.first.grid.name
        brought = ListGiven(batch.file_name, batch.sha256, sheet, parsed.title, batch=batch, path=Path(batch.file.path))
        taken = take(self.checked, brought, actor=self.user, changes=changes)
        import_batches.remember(self.user, memory_key(self.kind, parsed), parsed.columns)
        return taken


def run(batch: ImportBatch) -> None:
    """Do the import of a long list that was started in the browser. Raises DomainError, UnreadableFileError."""
    OpenedRegister(batch, batch.uploaded_by).take(changes=batch.decisions.get("merge"))
