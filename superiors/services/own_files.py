"""回传原表: the superior's own files, filled in from the snapshot of an answer."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.errors import DomainError
from inspections.models import SuperiorList
from intake.imports import return_form as returning
from intake.models import ImportBatch
from intake.reading.refusals import UnreadableFileError
from intake.rules.return_form import Progress
from superiors.models import AnswerFile, ListPaper
from superiors.services.snapshots import progress_of, rows_of


@dataclass(frozen=True)
class OwnFile:
    """A file of the superior: which list it came with, its name, and why it can't be filled in, if it can't."""

    batch: ImportBatch
    content: bytes = b""
    refused: str = ""

    @property
    def name(self) -> str:
        return self.batch.file_name


def batches_of(one: SuperiorList) -> list[ImportBatch]:
    """The lists that came in and brought its rows, in the order in which they came."""
    rows = ImportBatch.objects.filter(stage=ImportBatch.Stage.IMPORTED, rows__source__superior_list=one)
    return list(rows.distinct().order_by("pk"))


def named(paper: ListPaper) -> list[tuple[int, str]]:
    """The files that go with an answer, by the keys of their batches; nothing is read for it."""
    if not paper.is_answer:
        return []
    if paper.is_issued:
        return list(paper.own_files.values_list("batch", "name"))
    return [(batch.pk, batch.file_name) for batch in batches_of(paper.superior_list) if _is_workbook(batch)]


def _is_workbook(batch: ImportBatch) -> bool:
    """Whether a file of its kind can be filled in."""
    return bool(batch.file) and batch.file_name.lower().endswith(".xlsx")


def filled_in(paper: ListPaper, only: int | None = None) -> Iterator[OwnFile]:
    """Each file of the list with what the paper reports of its rows; what can't be filled in says why."""
    reported = reported_by(paper)
    for batch in batches_of(paper.superior_list):
        if only not in (None, batch.pk):
            continue
        try:
            yield OwnFile(batch, _content(batch, reported))
        except (DomainError, UnreadableFileError) as refused:
            yield OwnFile(batch, refused=str(refused))


def reported_by(paper: ListPaper) -> Mapping[int, Progress]:
    """What the paper says of each row, by the key of its source."""
    return {int(row.key): progress_of(row.facts, row.progress) for row in rows_of(paper)}


def _content(batch: ImportBatch, reported: Mapping[int, Progress]) -> bytes:
    try:
        return returning.prepare(batch, reported=reported).content
    except returning.NoProgressColumnError:
        return returning.prepare(batch, append=True, reported=reported).content


def keep(paper: ListPaper, files: list[OwnFile]) -> None:
    """Keep the files as they leave, byte for byte."""
    AnswerFile.objects.bulk_create(
        AnswerFile(
            paper=paper,
            batch=file.batch,
            name=file.name,
            content=file.content,
            sha256=hashlib.sha256(file.content).hexdigest(),
        )
        for file in files
        if file.content
    )
