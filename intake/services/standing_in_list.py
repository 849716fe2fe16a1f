"""How the items of a superior's list stand, row by row, under that list's own numbers and deadlines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from intake.models import ImportBatch, ImportedRow
from intake.rules.return_form import Progress
from rectification.models import HistoryEntry, Item
from rectification.services.recording import COME_IN, SOURCE_STEPS
from rectification.states import Mode

OF_THE_IMPORT = SOURCE_STEPS | {"register", COME_IN}
CHUNK = 500
Place = tuple[str, int, int]
"""Sheet, row, and the part of a cell that was taken apart (0 for the whole)."""


@dataclass(frozen=True)
class RowStanding:
    """A row of the list, its number there, and how its item stands."""

    sheet: str
    row: int
    number: str
    progress: Progress
    has_moved: bool
    """Whether anything has happened to the item but lists that named it."""


def standings(
    batch: ImportBatch, fingerprints: Mapping[Place, str], reported: Mapping[int, Progress] | None = None
) -> list[RowStanding]:
    """Every row that is on the ledger: those that this list brought, and those known from earlier ones.

    `fingerprints` is by what each row of the list is known again. `reported` is what an answer reports of a row, by
    the key of its source: it stands in the form whether the item has moved or not.
    """
    rows = {(row.sheet or batch.sheet, row.row, row.part): row for row in _rows().filter(batch=batch)}
    rows = {**_known(batch, {place: print_ for place, print_ in fingerprints.items() if place not in rows}), **rows}
    numbers = {row.source.finding.item.pk: _number(row, place) for place, row in rows.items()}
    told = reported or {}
    return [_standing(place, row, numbers, told.get(row.source_id)) for place, row in sorted(rows.items())]


def _rows() -> QuerySet[ImportedRow]:
    moves = HistoryEntry.objects.filter(item__finding=OuterRef("source__finding")).exclude(transition__in=OF_THE_IMPORT)
    rows = ImportedRow.objects.select_related("source__finding__item__merged_into")
    return rows.annotate(has_moved=Exists(moves))


def _known(batch: ImportBatch, wanted: Mapping[Place, str]) -> dict[Place, ImportedRow]:
    """The rows that came with earlier lists of the county already."""
    if not wanted:
        return {}
    found = {row.fingerprint: row for row in _of_fingerprints(batch, sorted(set(wanted.values())))}
    return {place: found[print_] for place, print_ in wanted.items() if print_ in found}


def _of_fingerprints(batch: ImportBatch, wanted: list[str]) -> Iterator[ImportedRow]:
    rows = _rows().filter(source__finding__county=batch.organization.county_id)
    for start in range(0, len(wanted), CHUNK):
        yield from rows.filter(fingerprint__in=wanted[start : start + CHUNK])


def _number(row: ImportedRow, place: Place) -> str:
    return row.source.number or str(place[1])


def _standing(place: Place, row: Any, numbers: Mapping[int, str], reported: Progress | None) -> RowStanding:
    if reported is not None:
        return RowStanding(place[0], place[1], _number(row, place), reported, has_moved=True)
    item, source = row.source.finding.item, row.source
    later = [day for day in (item.deadline, source.deadline) if day and item.deadline]
    progress = Progress(
        state=item.state,
        deadline=max(later, default=None),
        submitted_on=item.submitted_on,
        passed_on=item.passed_on,
        closed_on=timezone.localdate(item.closed_at) if item.closed_at else None,
        work_done=item.work_done,
        measures=item.measures,
        stage_share=item.stage_share,
        stage_next_on=item.stage_next_on,
        is_stopped=item.mode == Mode.SUSPEND,
        merged_into=_named(item.merged_into, numbers) if item.merged_into else "",
        void_reason=item.void_reason,
    )
    return RowStanding(place[0], place[1], _number(row, place), progress, row.has_moved)


def _named(item: Item, numbers: Mapping[int, str]) -> str:
    """The item it was merged into, by its number in this list, else by its title: ours means nothing there."""
    return f"“{numbers[item.pk]}”" if item.pk in numbers else f"“{item.title}”"
