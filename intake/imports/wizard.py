"""The steps of an import in the browser: the stored file is read again in each, so no step can be stale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.kept import kept
from core.rules.bounds import whole
from core.services import statistics
from intake.imports.checking import Checked, Wishes, check
from intake.imports.deciding import read_decided
from intake.imports.questions import DONE_WORD, NEW, About, Answers, Question
from intake.imports.registers import wizard as registers
from intake.imports.taking import Taken, take
from intake.imports.units import UnitBook
from intake.models import ImportBatch
from intake.reading.bounded import read_apart
from intake.reading.columns import Layout
from intake.reading.grids import Cell, Grid, text_of
from intake.reading.parsed import ParsedList
from intake.reading.reading import choose, guesses, layout_of
from intake.reading.refusals import UnreadableFileError
from intake.reading.row_kinds import Kind, RowView, kind_of
from intake.services import import_batches
from intake.services.importing import ListGiven

SHOWN_ROWS = 5
KEPT_SECONDS = 1800
ROWS_THAT_MATTER = 1000
"""From so many new items on the planner's picture of the tables is taken anew."""


@dataclass(frozen=True)
class ColumnShown:
    """A column of step 2: its heading, what it was taken for, and its first values."""

    heading: str
    field: str | None
    values: list[str]
    is_guessed: bool = False


@dataclass
class Opened:
    """An uploaded list as the wizard sees it."""

    batch: ImportBatch
    user: User

    @cached_property
    def grids(self) -> list[Grid]:
        """The sheets of the stored file, kept for a while: every step needs them. Raises UnreadableFileError."""
        if not Path(self.batch.file.path).exists():
            raise UnreadableFileError(_("The stored file is gone. Upload the list again."))
        key = f"import-grids:{self.batch.sha256}"
        return kept(key, lambda: read_apart(Path(self.batch.file.path)), seconds=KEPT_SECONDS)

    @cached_property
    def guesses(self) -> list[tuple[Grid, Layout]]:
        return guesses(self.grids)

    @cached_property
    def guess(self) -> tuple[Grid, Layout]:
        """The sheet that was chosen, else the one that holds the list, with what its columns mean."""
        if not self.guesses:
            choose(self.grids)
        chosen = [guess for guess in self.guesses if guess[0].name == self._main] or self.guesses
        grid, layout = chosen[0]
        return guesses([grid], self.mapping)[0] if self.mapping else (grid, layout)

    @cached_property
    def _main(self) -> str:
        if self.batch.sheet:
            return self.batch.sheet
        try:
            return choose(self.grids).sheet
        except UnreadableFileError:
            return ""

    @cached_property
    def mapping(self) -> dict[str, str | None] | None:
        """What the columns mean: as was said here, else as it was said of a list with these headings before."""
        if self.batch.mapping:
            return dict(self.batch.mapping)
        known = [guess for guess in self.guesses if guess[0].name == self._main] or self.guesses
        return (import_batches.remembered(self.user, known[0][1].signature) or None) if known else None

    @property
    def sheets(self) -> list[str]:
        return [grid.name for grid, _layout in self.guesses]

    def columns(self) -> list[ColumnShown]:
        """The headings with the first values below them."""
        grid, layout = self.guess
        rows = list(_first_rows(grid, layout))
        return [
            ColumnShown(
                column.heading,
                column.field,
                [_shown(grid, row, column.columns[0]) for row in rows],
                column.is_guessed,
            )
            for column in layout.columns
        ]

    @property
    def answers(self) -> Answers:
        return Answers(self.batch.decisions.get("answers", {}))

    @cached_property
    def parsed(self) -> ParsedList:
        """The list, read with what was said in step 2. Raises UnreadableFileError."""
        return read_decided(self.grids, self.answers, sheet=self.batch.sheet or None, mapping=self.mapping)

    @cached_property
    def forms(self) -> list[tuple[Grid, Layout]]:
        """The sheets that are read, the one with the list's headings first, each with what its columns mean."""
        names = [self.parsed.sheet, *(name for name in self.parsed.sheets if name != self.parsed.sheet)]
        grids = {grid.name: grid for grid in self.grids}
        found = ((grids[name], layout_of(grids[name], self.mapping)) for name in names)
        return [(grid, layout) for grid, layout in found if layout is not None]

    @cached_property
    def book(self) -> UnitBook:
        return UnitBook(self.user)

    @property
    def wishes(self) -> Wishes:
        renamed = self.batch.decisions.get("units", {})
        return Wishes(
            self.user,
            self.batch.source or None,
            self.batch.park,
            renamed={name: number for name, key in renamed.items() if (number := whole(key)) is not None},
            new_units=frozenset(name for name, key in renamed.items() if key == NEW),
            answers=self.answers,
            done=self.answers.entry(About.DONE, DONE_WORD),
        )

    @cached_property
    def checked(self) -> Checked:
        return check(self.parsed, self.book, self.wishes)

    @cached_property
    def open_questions(self) -> Checked | None:
        """What the list leaves open whatever has been decided; None while no column holds problems."""
        try:
            return check(self.parsed, self.book, Wishes(self.user))
        except UnreadableFileError:
            return None

    @property
    def unknown_units(self) -> Iterable[str]:
        """Names that the ledger doesn't know, whatever has been decided of them."""
        return self.open_questions.unknown_units if self.open_questions else ()

    @property
    def questions(self) -> list[Question]:
        """What is asked about words; the meaning of columns and units has its own place on the page."""
        asked = self.open_questions.asked if self.open_questions else ()
        return [question for question in asked if question.what not in (About.UNIT, About.COLUMN)]

    @property
    def asks_more(self) -> bool:
        """Whether words or names are open of which nothing has been said yet."""
        decided = self.batch.decisions
        words = (question.key for question in self.questions if not question.is_optional)
        return any(key not in decided.get("answers", {}) for key in words) or any(
            not decided.get("units", {}).get(name) for name in self.unknown_units
        )

    @property
    def photos(self) -> int:
        return sum(len(draft.pictures) for draft in self.parsed.drafts)

    def take(self, *, merge: Iterable[str], skip_errors: bool) -> Taken:
        """Put the list on the ledger, as it has been decided in the steps before."""
        batch, parsed = self.batch, self.parsed
        brought = ListGiven(
            batch.file_name,
            batch.sha256,
            parsed.sheet,
            parsed.title,
            batch.source,
            batch.park,
            batch=batch,
            path=Path(batch.file.path),
        )
        taken = take(parsed, self.wishes, brought, skip_errors=skip_errors, merge=set(merge))
        if taken.batch is not None:
            import_batches.remember(self.user, parsed.signature, parsed.columns)
            import_batches.remember_names(self.wishes.renamed, self.user)
        return taken


def _first_rows(grid: Grid, layout: Layout) -> Iterable[int]:
    """The first rows that hold items."""
    rows = range(layout.bottom + 1, grid.height + 1)
    wanted = (
        row for row in rows if kind_of(RowView(grid, layout, row), after_notes=False) not in (Kind.BLANK, Kind.GROUP)
    )
    return [row for row, _count in zip(wanted, range(SHOWN_ROWS), strict=False)]


def _shown(grid: Grid, row: int, column: int) -> str:
    value: Cell = grid.shown(row, column)
    return text_of(value) or ""


def run_job(batch_id: int) -> None:
    """Do the import that was started in the browser; what goes wrong is told on its page."""
    batch = import_batches.claim(batch_id)
    if batch is None:
        return
    if batch.register:
        _run_register(batch)
        return
    decided = batch.decisions
    try:
        taken = Opened(batch, batch.uploaded_by).take(merge=decided["merge"], skip_errors=decided["skip_errors"])
    except (UnreadableFileError, DomainError) as refused:
        import_batches.fail(batch, str(refused))
        return
    if taken.batch is None:
        import_batches.fail(batch, _("Nothing was imported: rows were refused, or all of them are known already."))
    elif taken.imported >= ROWS_THAT_MATTER:
        statistics.refresh()


def _run_register(batch: ImportBatch) -> None:
    try:
        registers.run(batch)
    except (UnreadableFileError, DomainError) as refused:
        import_batches.fail(batch, str(refused))


def run_waiting(now: datetime) -> list[int]:
    """Do every import that was started and that nobody is at, whatever has become of its message."""
    waiting = list(ImportBatch.objects.waiting_for_a_worker(now).values_list("pk", flat=True))
    for batch_id in waiting:
        run_job(batch_id)
    return waiting
