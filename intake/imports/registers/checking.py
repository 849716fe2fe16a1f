"""A list of files against what is on file: new, changed, the same, refused; nothing is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _

from accounts.rules.unit_names import normalise
from intake.imports.registers import kinds
from intake.imports.registers.book import Book, MeaningError, ToBeFounded
from intake.imports.registers.cells import CellReader, ReadRow, refuse_unfit
from intake.imports.registers.kinds import Default, RegisterKind, Values
from intake.imports.registers.questions import Asking
from intake.reading.parsed import RowError
from intake.reading.register_rows import RegisterRow
from intake.reading.registers import ParsedRegister
from intake.services.registers import url_of

NEW, CHANGED, SAME, REPEATED, REFUSED = "new", "changed", "same", "repeated", "refused"
STATUSES = (NEW, CHANGED, SAME, REPEATED, REFUSED)


@dataclass(frozen=True)
class FieldChange:
    """What a known row has and what the list says instead, in words."""

    field: str
    label: str
    old: str
    new: str


@dataclass
class CheckedRow:
    """A row with what becomes of it; `known` is the row on file that it means."""

    row: RegisterRow
    values: Values
    status: str
    errors: list[RowError] = field(default_factory=list)
    warnings: list[RowError] = field(default_factory=list)
    known: models.Model | None = None
    changes: tuple[FieldChange, ...] = ()
    repeats: RegisterRow | None = None
    beside: list["CheckedRow"] = field(default_factory=list)
    """The further files of which it speaks, each as a row of its own, with its name and words."""
    name: str = ""
    words: str = ""

    @property
    def is_written(self) -> bool:
        return self.status in (NEW, CHANGED)

    @property
    def url(self) -> str:
        """The page of the file on record."""
        return url_of(self.known)


@dataclass
class CheckedRegister:
    """A whole list as checked."""

    kind: RegisterKind
    parsed: ParsedRegister
    rows: list[CheckedRow]
    asking: Asking
    warnings: list[RowError]

    def of(self, *statuses: str) -> list[CheckedRow]:
        return [row for row in self.rows if row.status in statuses]

    @property
    def counts(self) -> dict[str, int]:
        return {status: len(self.of(status)) for status in STATUSES}

    @property
    def beside(self) -> list[CheckedRow]:
        """The further files that come in with the good rows."""
        parts = (part for row in self.of(NEW, CHANGED) for part in row.beside)
        return [part for part in parts if part.is_written]

    @property
    def errors(self) -> list[RowError]:
        return [error for row in self.rows for error in row.errors]

    @property
    def to_be_founded(self) -> list[ToBeFounded]:
        """What the good rows name that comes in with them, each once."""
        rows = self.of(NEW, CHANGED)
        return list(dict.fromkeys(v for row in rows for v in row.values.values() if isinstance(v, ToBeFounded)))


def check(parsed: ParsedRegister, kind: RegisterKind, book: Book, asking: Asking) -> CheckedRegister:
    """Read every cell, find what is known, and say what becomes of each row."""
    checker = _Checker(kind, book, CellReader(kind, book, asking), parsed.title)
    rows = [checker.row(row) for row in parsed.rows]
    if kind.belongs_to:
        _refuse_parts(kind, rows, kind.belongs_to)
    return CheckedRegister(kind, parsed, rows, asking, [*parsed.warnings, *_warnings(kind, parsed, rows)])


def _refuse_parts(
    kind: RegisterKind, rows: list[CheckedRow], belongs_to: Callable[[RegisterRow, Values], object]
) -> None:
    """Of what rows make together nothing comes in while one of them is refused; all wait where it isn't told whose."""
    broken = {belongs_to(row.row, row.values) for row in rows if row.status == REFUSED}
    message = _("Another row of the same has an error; they come in together.")
    for row in rows:
        if row.status == NEW and (None in broken or belongs_to(row.row, row.values) in broken):
            row.status = REFUSED
            row.errors.append(RowError(row.row.row, row.row.headings.get(kind.key, ""), "", message, row.row.sheet))


@dataclass
class _Checker:
    kind: RegisterKind
    book: Book
    cells: CellReader
    title: str
    _seen: dict[tuple[object, ...], CheckedRow] = field(default_factory=dict)

    def row(self, row: RegisterRow) -> CheckedRow:
        read = self.cells.read(row)
        parts = list(self._apart(read))
        if self._lacks_key(read):
            return CheckedRow(row, read.values, REFUSED, read.errors, read.warnings)
        self._complete(read)
        # What a name means decides who the row is: with an error in it nothing further can be told.
        known = self._known(read) if self._can_be_told(read) else None
        if known is None and self.kind.found_by <= read.values.keys():
            self._fill_gaps(read)
        self._refuse(read, known)
        known_parts = [(part, self._known_part(read, part, known)) for part in parts]
        if read.errors:
            return CheckedRow(row, read.values, REFUSED, read.errors, read.warnings, known)
        placed = self._placed(read, known)
        return self._with_parts(placed, known_parts) if known_parts else placed

    @cached_property
    def _of_parts(self) -> "_Checker":
        """Checks the further files of which the rows speak."""
        assert self.kind.beside is not None
        kind = kinds.named(self.kind.beside.kind)
        assert kind is not None
        return _Checker(kind, self.book, CellReader(kind, self.book, self.cells.asking), self.title)

    def _apart(self, read: ReadRow) -> Iterator[ReadRow]:
        """Take what a row says of further files out of its values, each as a row of its own."""
        beside = self.kind.beside
        said: dict[str, list[str]] = {}
        for each in self.kind.fields if beside else ():
            if each.part and each.code in read.values:
                said.setdefault(each.part, []).append(each.code)
        for part, codes in said.items():
            found = _part_of(read, codes)
            is_there = beside is not None and beside.reads(found)
            read.warnings += found.warnings
            read.errors += found.errors
            if beside and is_there:
                found.values[beside.named] = part
                yield found

    def _known_part(self, read: ReadRow, part: ReadRow, owner: models.Model | None) -> models.Model | None:
        """The further file on file that is meant; what is wrong with it is wrong with the row."""
        checker = self._of_parts
        part.errors = []
        part.values[checker.kind.key] = owner or ToBeFounded(str(read.values.get(self.kind.key, "")))
        known = checker._known(part)
        checker._refuse(part, known)
        read.errors += part.errors
        return known

    def _with_parts(self, row: CheckedRow, parts: Iterable[tuple[ReadRow, models.Model | None]]) -> CheckedRow:
        """A row with its further files; those of one that repeats another come in with the first of them."""
        placed = [self._named(self._of_parts._placed(part, known)) for part, known in parts]
        row.errors += [error for part in placed for error in part.errors]
        if row.errors:
            row.status = REFUSED
            return row
        first = self._first_of(row)
        if first is not row and any(part.is_written for part in placed):
            message = _("What it says further comes in with row %(row)d.") % {"row": first.row.row}
            heading = row.row.headings.get(self.kind.key, "")
            row.warnings.append(RowError(row.row.row, heading, "", message, row.row.sheet))
        self._give(first, placed)
        return row

    def _give(self, row: CheckedRow, placed: Sequence[CheckedRow]) -> None:
        """Further files to the row with which they come in."""
        row.beside += placed
        if row.known is not None:
            row.changes += tuple(change for part in placed for change in self._told(part))
            row.status = CHANGED if row.changes else row.status

    def _first_of(self, row: CheckedRow) -> CheckedRow:
        """The row that this one repeats, else itself."""
        return next((each for each in self._seen.values() if each.row is row.repeats), row) if row.repeats else row

    def _told(self, part: CheckedRow) -> Iterator[FieldChange]:
        """What is written of a further file of a known one."""
        if part.status == NEW:
            yield FieldChange("", part.name, "", part.words)
        for change in part.changes:
            yield replace(change, field="", label=f"{part.name}·{change.label}")

    def _named(self, part: CheckedRow) -> CheckedRow:
        """A further file with its name and what is said of it in words."""
        assert self.kind.beside is not None
        checker, named = self._of_parts, self.kind.beside.named
        part.name = checker.said(named, part.values[named])
        said = [each for each in checker.kind.fields if each.code in part.values]
        said = [each for each in said if each.code not in (named, checker.kind.key)]
        part.words = "，".join(f"{each.label} {checker.said(each.code, part.values[each.code])}" for each in said)
        return part

    def _lacks_key(self, read: ReadRow) -> bool:
        key = self.kind.key
        if key in read.values or any(error.column == read.row.headings.get(key) for error in read.errors):
            return key not in read.values
        read.refuse(key, _("“%(field)s” is missing.") % {"field": self.kind.labels[key]})
        return True

    def _complete(self, read: ReadRow) -> None:
        before = set(read.values)
        read.values = self.kind.complete(read.values)
        for code in read.values.keys() - before - {"address"}:
            facts = {"field": self.kind.labels[code], "value": self.said(code, read.values[code])}
            read.warn(self.kind.key, _("“%(field)s” is told from the rest of the row: %(value)s.") % facts)

    def _can_be_told(self, read: ReadRow) -> bool:
        """Whether all is there by which a row on file is found."""
        for default in self.kind.defaults:
            if default.field in self.kind.found_by - read.values.keys():
                self._fill(read, default)
        return self.kind.found_by <= read.values.keys()

    def _known(self, read: ReadRow) -> models.Model | None:
        try:
            return self.kind.find(self.book, read.values)
        except MeaningError as odd:
            read.refuse(odd.field or self.kind.key, str(odd))
            return None

    def _fill_gaps(self, read: ReadRow) -> None:
        for default in self.kind.defaults:
            if default.field not in self.kind.found_by | read.values.keys():
                self._fill(read, default)

    def _fill(self, read: ReadRow, default: Default) -> None:
        """Ask of a row that says nothing; one that says something is asked about its words."""
        if not read.says(default.field):
            self.cells.fill_gap(read, default, default.proposal(self.title))

    def _refuse(self, read: ReadRow, known: models.Model | None) -> None:
        for first, then in self.kind.in_order:
            one, other = (read.values.get(code, getattr(known, code, None)) for code in (first, then))
            if isinstance(one, date) and isinstance(other, date) and other < one:
                read.refuse(then if then in read.values else first, _("It would end before it begins."))
        refuse_unfit(self.kind, read)
        if known is None and not read.errors:
            for code, message in self.kind.refusals(self.book, read.values):
                read.refuse(code, message)

    def _placed(self, read: ReadRow, known: models.Model | None) -> CheckedRow:
        identities = [("on file", known.pk)] if known else self.kind.identities(read.values)
        earlier = next((self._seen[each] for each in identities if each in self._seen), None)
        if earlier is not None:
            return self._repeated(read, earlier)
        changes = tuple(self._changes(read, known)) if known else ()
        status = NEW if known is None else CHANGED if changes else SAME
        row = CheckedRow(read.row, read.values, status, [], read.warnings, known, changes)
        self._seen |= dict.fromkeys(identities, row)
        return row

    def _repeated(self, read: ReadRow, earlier: CheckedRow) -> CheckedRow:
        """The same thing again: left out where it says nothing else, refused where it does."""
        said = read.values.items()
        other = [code for code, value in said if value not in ("", None) and earlier.values.get(code) != value]
        if not other:
            return CheckedRow(read.row, read.values, REPEATED, [], read.warnings, repeats=earlier.row)
        fields = "、".join(str(self.kind.labels[code]) for code in other if code in self.kind.labels)
        place = {"row": earlier.row.row, "fields": fields}
        read.refuse(
            self.kind.key, _("It names the same as row %(row)d and says something else of: %(fields)s.") % place
        )
        return CheckedRow(read.row, read.values, REFUSED, read.errors, read.warnings, repeats=earlier.row)

    def _changes(self, read: ReadRow, known: models.Model) -> Iterable[FieldChange]:
        """What the list says otherwise; an empty cell says nothing."""
        for code, value in read.values.items():
            old = _on_file(known, code)
            if value in ("", None) or old == value:
                continue
            if code not in self.kind.fixed:
                yield FieldChange(code, str(self.kind.labels[code]), self.said(code, old), self.said(code, value))
            elif normalise(self.said(code, old)) != normalise(self.said(code, value)):
                read.warn(
                    code, _("On file it is %(old)s; a list does not change this.") % {"old": self.said(code, old)}
                )

    def said(self, code: str, value: object) -> str:
        """A value in words."""
        if value in ("", None):
            return ""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        options = {option.value: str(option.label) for option in self.cells.options.get(code, ())}
        return options[value] if code in self.cells.options and value in options else str(value)


def _part_of(read: ReadRow, codes: Iterable[str]) -> ReadRow:
    """What these cells of a row say of a further file, as a row under the names of its own fields."""
    own = {code: code.partition(".")[2] for code in codes}
    cells, headings = read.row.values, read.row.headings
    row = replace(
        read.row,
        said={},
        values={field: cells[code] for code, field in own.items()},
        headings={field: headings[code] for code, field in own.items()},
    )
    return ReadRow(row, {field: read.values.pop(code) for code, field in own.items()})


def _on_file(known: models.Model, code: str) -> object:
    """What a row has in a field; of a catalogue its code."""
    column = known._meta.get_field(code)
    value = getattr(known, code)
    is_catalogue = (
        isinstance(column, models.ForeignKey) and isinstance(value, models.Model) and isinstance(value.pk, str)
    )
    return value.pk if is_catalogue else value


def _warnings(kind: RegisterKind, parsed: ParsedRegister, rows: Iterable[CheckedRow]) -> list[RowError]:
    """What a person should look at, the many rows without a credit code in one."""
    found = [warning for row in rows for warning in row.warnings]
    if any(each.code == "credit_code" for each in kind.fields):
        without = [row for row in rows if row.status == NEW and not row.values.get("credit_code")]
        if without:
            message = _("%(count)d new enterprises come in without a credit code; their files show it as unknown.")
            first = without[0].row
            found.append(RowError(first.row, "", "", message % {"count": len(without)}, first.sheet))
    return found
