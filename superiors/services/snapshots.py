"""The rows of a list as they stand at one moment: all that letter, table, workbook and the superior's file say."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone

from accounts.models import User
from core import clock
from documents.blocks import written
from documents.rules.office_words import for_paper
from inspections.models import SuperiorList
from inspections.states import SourceKind
from intake.imports.placing import words_alone
from intake.rules import return_form
from intake.rules.return_form import Progress
from rectification.models import Item
from rectification.services import superior_lists
from rectification.services.superior_lists import ListRow
from rectification.states import ListState
from superiors.models import ListPaper
from superiors.rules.rows import Row, Snapshot, told

UNTITLED = {
    SourceKind.INSPECTORATE: "督察反馈问题",
    SourceKind.PROV_FEEDBACK: "省级反馈问题",
    SourceKind.CITY_ASSIGNED: "市级交办问题",
}
"""How a paper calls the problems that name no list."""


def take(one: SuperiorList, actor: User, keys: Iterable[int] | None = None) -> Snapshot:
    """All rows of a list, or those of some keys, as they stand now; their places are those in the whole list."""
    rows = superior_lists.rows_of(one, actor, clock.today())
    found = superior_lists.read(rows.select_related("finding__item"))
    items = Item.objects.select_related("lead_organization").in_bulk({row.answering for row in found})
    numbers = {row.finding.item.pk: row.number or str(place) for place, row in enumerate(found, 1)}
    kept = None if keys is None else set(keys)
    return Snapshot(
        as_of=clock.now().isoformat(),
        title=one.title or UNTITLED[SourceKind(one.kind)],
        issuer=one.issuer,
        number=one.number,
        rows=tuple(
            _row(place, row, items[row.answering], numbers)
            for place, row in enumerate(found, 1)
            if kept is None or row.pk in kept
        ),
    )


def _row(place: int, row: ListRow, item: Item, numbers: Mapping[int, str]) -> Row:
    return Row(
        key=str(row.pk),
        item=item.pk,
        number=item.number,
        no=row.number,
        place=place,
        problem=for_paper(words_alone(row.wording) or row.finding.description),
        deadline=row.deadline_text or _written(row.deadline or item.deadline),
        unit=item.lead_organization.name if item.lead_organization else "",
        state=str(row.stands),
        facts=_facts(item),
        measures=for_paper(item.measures),
        progress=for_paper(_progress(row, item, numbers)),
        goal=for_paper(item.requirement),
        done=for_paper(item.work_done),
    )


def _progress(row: ListRow, item: Item, numbers: Mapping[int, str]) -> str:
    """The drafted words; what stands in the column of the measures is not said again."""
    if row.stands == ListState.BEFORE:
        return row.progress_text or "清单下发前已办结。"
    said = return_form.told(replace(_progress_of_item(item), measures=""), clock.today())
    return said if row.finding.item.pk == item.pk else f"与{_named(item, numbers)}合并办理。{said}"


def _named(item: Item, numbers: Mapping[int, str]) -> str:
    """The row it was merged with, by its number in this list; else the problem: our number means nothing there."""
    return f"第“{numbers[item.pk]}”项" if item.pk in numbers else f"“{item.title}”"


def _progress_of_item(item: Item) -> Progress:
    return progress_of(_facts(item))


def _facts(item: Item) -> dict[str, str]:
    return {
        "state": item.state,
        "deadline": _plain(item.deadline),
        "submitted_on": _plain(item.submitted_on),
        "passed_on": _plain(item.passed_on),
        "closed_on": _plain(timezone.localdate(item.closed_at) if item.closed_at else None),
        "work_done": item.work_done,
        "measures": item.measures,
        "void_reason": item.void_reason,
    }


def progress_of(facts: Mapping[str, str], said: str = "") -> Progress:
    """What the superior's own form asks of a row; `said` is what an answer reports of it."""
    return Progress(
        state=facts["state"],
        deadline=_day(facts["deadline"]),
        submitted_on=_day(facts["submitted_on"]),
        passed_on=_day(facts["passed_on"]),
        closed_on=_day(facts["closed_on"]),
        work_done=facts["work_done"],
        measures=facts["measures"],
        void_reason=facts["void_reason"],
        said=said,
    )


def _plain(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _written(day: date | None) -> str:
    return written(day) if day else ""


def digest(told: Mapping[str, object]) -> str:
    """SHA-256 of a snapshot in its one written form."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def rows_of(paper: ListPaper) -> list[Row]:
    """The rows of a paper with the words that people have written."""
    return [told(row, paper.texts) for row in snapshot_of(paper).rows]


def snapshot_of(paper: ListPaper) -> Snapshot:
    return Snapshot.from_json(paper.snapshot)


def moved(paper: ListPaper, actor: User) -> Iterator[Row]:
    """The rows that stand otherwise now than when the snapshot was taken."""
    present = take(paper.superior_list, actor)
    now = {row.key: (row.state, row.facts) for row in present.rows}
    for row in snapshot_of(paper).rows:
        if now.get(row.key) != (row.state, row.facts):
            yield row
