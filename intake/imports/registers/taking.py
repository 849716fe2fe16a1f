"""A checked list of files into the files: all good rows in one transaction, or none."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import models

from accounts.models import User
from core.querysets import manager_of
from core.services.log import masked
from enterprises.models import Enterprise
from enterprises.services.founding import found
from enterprises.states import EnterpriseKind, OperatingState
from intake.imports.registers import kinds
from intake.imports.registers.book import ToBeFounded
from intake.imports.registers.checking import CHANGED, NEW, SAME, CheckedRegister, CheckedRow
from intake.imports.registers.kinds import RegisterKind, Values
from intake.imports.registers.parks import found_committee
from intake.models import ImportBatch
from intake.reading.register_fields import Type
from intake.reading.register_rows import RegisterRow
from intake.services import registers
from intake.services.importing import ListGiven
from intake.services.registers import EntryGiven

Gather = Callable[[Sequence[tuple[RegisterRow, Values]], User], list[tuple[models.Model, RegisterRow]]]
_OF_A_CARD = re.compile(r"身份证|证件号")
_CARD = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")
"""A number of an identity card, with the day of birth in it."""


@dataclass
class _Founder:
    """Founds what a list names besides its rows, each once."""

    actor: User

    def __post_init__(self) -> None:
        self.made: dict[ToBeFounded, models.Model] = {}
        self.entries: list[EntryGiven] = []

    def made_of(self, value: object, kind: RegisterKind, row: CheckedRow) -> object:
        """The value itself, or what was founded for it."""
        if not isinstance(value, ToBeFounded):
            return value
        if value not in self.made:
            self.made[value] = self._found(value.name, kind)
            place = (row.row.sheet, row.row.row)
            self.entries.append(EntryGiven(self.made[value], *place, said={}, was_added=True))
        return self.made[value]

    def _found(self, name: str, kind: RegisterKind) -> models.Model:
        if "committee" in kind.looked_up:
            return found_committee(name, self.actor)
        enterprise = Enterprise(name=name, kind=EnterpriseKind.OTHER, state=OperatingState.OPERATING)
        return found(enterprise, actor=self.actor, names=("name", "kind", "state"))


def take(
    checked: CheckedRegister,
    brought: ListGiven,
    *,
    actor: User,
    changes: Collection[str] | None = None,
) -> ImportBatch:
    """Write the new rows and the changes that were chosen (None: all). Raises DomainError; then nothing is written."""

    def entries() -> list[EntryGiven]:
        founder = _Founder(actor)
        if checked.kind.gather:
            return _gathered(checked, checked.kind.gather, actor)
        rows = checked.of(NEW, CHANGED, SAME)
        written = [entry for row in rows for entry in _entries(row, checked.kind, founder, changes)]
        return [*founder.entries, *written]

    counts = checked.counts
    left = {"same": counts["same"], "repeated": counts["repeated"], "refused": counts["refused"]}
    return registers.write(brought, checked.kind.code, entries, left, actor=actor)


def _gathered(checked: CheckedRegister, gather: Gather, actor: User) -> list[EntryGiven]:
    """The files that the new rows make together, each told at its first row."""
    new = {row.row.key: row for row in checked.of(NEW)}
    written = gather([(row.row, row.values) for row in new.values()], actor)
    return [
        EntryGiven(file, first.sheet, first.row, said=_kept(new[first.key], checked.kind), was_added=True)
        for file, first in written
    ]


def _entries(
    row: CheckedRow, kind: RegisterKind, founder: _Founder, changes: Collection[str] | None
) -> Iterator[EntryGiven]:
    """What was written of a row, and after it of the further files that belong to it."""
    entry = _entry(row, kind, founder, changes)
    yield entry
    inner = kinds.named(kind.beside.kind) if kind.beside else None
    is_taken = row.known is None or changes is None or row.row.key in changes
    for part in row.beside if is_taken else ():
        if inner is not None and part.is_written:
            part.values[inner.key] = entry.file
            yield _entry(part, inner, founder, None)


def _entry(row: CheckedRow, kind: RegisterKind, founder: _Founder, changes: Collection[str] | None) -> EntryGiven:
    """What was written of a row; of one that changes nothing only what the list says of it is kept."""
    place, said = (row.row.sheet, row.row.row), _kept(row, kind)
    values = {code: founder.made_of(value, kind, row) for code, value in row.values.items()}
    if row.known is None:
        given = {code: value for code, value in values.items() if value is not None}
        added = kind.add(kind.model(**_placed(kind, given)), founder.actor, list(given))
        return EntryGiven(added, *place, said=said, was_added=True)
    wanted = {change.field for change in row.changes if changes is None or row.row.key in changes}
    new = _placed(kind, {code: value for code, value in values.items() if code in wanted})
    entry = EntryGiven(row.known, *place, said=said)
    return registers.change(row.known, new, entry, actor=founder.actor, write=kind.change)


def _kept(row: CheckedRow, kind: RegisterKind) -> dict[str, str]:
    """The words of a row that stay with the file: not who somebody is and how he is reached, which have their fields.

    No number of an identity card is kept, and of a mobile number both ends.
    """
    personal = {each.code for each in kind.fields if each.type in (Type.PERSON, Type.PHONE)}
    headings = {row.row.headings.get(code) for code in personal}
    words = row.row.said.items()
    kept = {head: text for head, text in words if head not in headings and not _OF_A_CARD.search(head)}
    return {head: masked(_CARD.sub("…", text)) for head, text in kept.items()}


def _placed(kind: RegisterKind, values: Values) -> Values:
    """The values as the table takes them: of a catalogue the row of the code."""
    placed = dict(values)
    for code in values:
        column = kind.model._meta.get_field(code)
        if isinstance(column, models.ForeignKey) and isinstance(values[code], str):
            placed[code] = manager_of(kind.model, code).get(pk=values[code])
    return placed
