"""The lines of the page of a list: the superior's row and, beside it, how our item stands and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from inspections.models import SuperiorList
from intake.imports.placing import words_alone
from intake.models import ImportBatch, ImportedRow
from rectification.models import Item
from rectification.services import superior_lists, telling
from rectification.services.superior_lists import ListRow, Rows
from rectification.states import ListState
from superiors.models import ListPaper
from superiors.rules.rows import Row
from superiors.services import lacking, snapshots


@dataclass(frozen=True)
class LastAnswer:
    """What was last answered of a row, and with which letter."""

    state: str
    progress: str
    on: date
    paper: ListPaper


@dataclass(frozen=True)
class Line:
    """A row of the superior in his words, and what stands beside it."""

    row: ListRow
    item: Item
    merged: str = ""
    part: int = 0
    lacks: Sequence[str | Promise] = field(default=())
    answered: LastAnswer | None = None

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def problem(self) -> str:
        return words_alone(self.row.wording) or self.row.finding.description

    @property
    def demanded(self) -> str | date | None:
        """By when the superior wants it, in his words."""
        return self.row.deadline_text or self.row.deadline

    @property
    def state(self) -> ListState:
        return ListState(self.row.stands)

    @property
    def unit(self) -> str:
        return self.item.lead_organization.name if self.item.lead_organization else ""

    @property
    def turn(self) -> str:
        """Where the ball is; nothing more is awaited of what is signed off or void."""
        return "" if self.state in (ListState.BEFORE, ListState.VOID) else telling.whose_turn(self.item)

    @property
    def stage(self) -> int | None:
        """阶段性办结: the share of what is not done as a whole."""
        return self.item.stage_share if self.state in (ListState.ON_SCHEDULE, ListState.BEHIND) else None

    @property
    def lacking(self) -> str:
        return "、".join(map(str, self.lacks))

    @property
    def void_reason(self) -> str:
        return self.item.void_reason if self.state == ListState.VOID else ""


def lines_of(one: SuperiorList, rows: Rows, user: User) -> list[Line]:
    """The lines of these rows, in a fixed number of queries."""
    found = superior_lists.read(rows.select_related("finding__item"))
    visible = Item.objects.visible_to(user).select_related("lead_organization", "awaited_officer", "finding")
    items = visible.in_bulk({row.answering for row in found})
    lacks, parts = lacking.of_items(list(items.values())), _parts(found)
    answers = _answers(one, user)
    return [
        Line(
            row=row,
            item=items[row.answering],
            merged=row.finding.item.number if row.finding.item.pk != row.answering else "",
            part=parts.get(row.pk, 0),
            lacks=lacks[row.answering] if row.stands != ListState.BEFORE else (),
            answered=answers.get(str(row.pk)),
        )
        for row in found
        if row.answering in items
    ]


def _parts(rows: Sequence[ListRow]) -> Mapping[int, int]:
    """Of a row whose cell held several problems and was taken apart, which of them it is."""
    taken_apart = ImportedRow.objects.filter(source__in=[row.pk for row in rows], part__gt=0)
    return dict(taken_apart.values_list("source", "part"))


def _answers(one: SuperiorList, user: User) -> Mapping[str, LastAnswer]:
    """What the last issued answer says of each row."""
    issued = ListPaper.objects.visible_to(user).answers().issued().filter(superior_list=one)
    paper = issued.select_related("document").order_by("-sequence").first()
    if paper is None:
        return {}
    return {row.key: _answered(row, paper) for row in snapshots.rows_of(paper)}


def _answered(row: Row, paper: ListPaper) -> LastAnswer:
    at = paper.issued_at
    assert at is not None, "only issued answers are asked for"
    return LastAnswer(str(ListState(row.state).label), row.progress, timezone.localdate(at), paper)


@dataclass(frozen=True)
class TakenBack:
    """A list that came in under this name and was taken back as a whole: when, by whom, how many items it had."""

    at: datetime
    by: str
    count: int
    name: str


def taken_back(one: SuperiorList) -> list[TakenBack]:
    """What of this list came in and was taken back."""
    undone = ImportBatch.objects.of_problems().filter(stage=ImportBatch.Stage.UNDONE, title=one.title, source=one.kind)
    of_the_county = undone.filter(organization__county=one.county_id).exclude(title="")
    return [_taken_back(batch) for batch in of_the_county.order_by("pk")]


def _taken_back(batch: ImportBatch) -> TakenBack:
    told = batch.summary.get("taken_back", {})
    numbers = told.get("numbers", [])
    return TakenBack(datetime.fromisoformat(told["at"]), str(told.get("by", "")), len(numbers), batch.file_name)


def said_of(line: Line) -> str:
    """What became of a row beside its state: merged, taken apart, void; as the workbook has it."""
    said = []
    if line.merged:
        said.append(_("%(number)s was merged into %(other)s") % {"number": line.merged, "other": line.item.number})
    if line.part:
        said.append(_("Part %(n)s of a row that was taken apart") % {"n": line.part})
    if line.void_reason:
        said.append(line.void_reason)
    return "；".join(said)
