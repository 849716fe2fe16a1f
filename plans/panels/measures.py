"""措施 and how they stand: of every kind of plan the same table, with the item that follows each, and the figures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import scoped
from core.figures import Reading
from core.listing import Column, Table, Words
from core.querysets import address
from plans.services.placing import KINDS, MeasureRow, unfinished
from rectification.models import Item
from rectification.services import measures


@dataclass(frozen=True)
class Line:
    """A measure with the item that follows it; `is_placed` where there is one that the reader may not know of yet.

    `place` is where it is put on the ledger and `edit` where it is changed, each empty for whoever may not.
    """

    row: MeasureRow
    item: Item | None = None
    is_placed: bool = False
    place: str = ""
    edit: str = ""

    @property
    def text(self) -> str:
        return str(getattr(self.row, "text", "") or getattr(self.row, "problem", ""))


@dataclass(frozen=True)
class Block:
    """The measures of one plan, the figures of their items, and what can be done with them."""

    title: Words
    lines: Sequence[Line]
    add: str = ""
    note: Words = ""
    columns: Sequence[Column] = ()
    figures: Sequence[Reading] = ()
    place_all: str = ""

    @property
    def table(self) -> Table:
        return Table(self.title, self.columns or COLUMNS, self.lines)

    @property
    def waiting(self) -> int:
        """How many the reader could put on the ledger."""
        return sum(bool(line.place) for line in self.lines)

    def of(self, kind: str, plan: models.Model, reader: User) -> "Block":
        """The same with the figures of the plan's items, and the address by which all measures are put there."""
        figures = measures.progress([plan], reader) if any(line.is_placed for line in self.lines) else ()
        place_all = reverse("plans:measures-place", args=[kind, plan.pk]) if self.waiting else ""
        return replace(self, figures=figures, place_all=place_all)


UNIT = Column("unit", _("Responsible unit"), "row.organization.label", empty="—", labelled=True)
PERSON = Column("person", _("Responsible person"), "row.person", empty="—", style="nowrap", labelled=True)
DEADLINE = Column("deadline", _("Deadline"), "row.deadline", "day", style="nowrap", labelled=True)
FUNDS = Column(
    "funds", _("Funds (10,000 yuan)"), "row.funds", style="number", head_style="number", labelled=True, empty="—"
)
ITEM = Column("item", _("On the ledger"), "", "plans/_placed.html", labelled=True)
TEXT = Column("text", _("Measure"), "text", "plans/_measure.html", style="problem")
COLUMNS = (TEXT, UNIT, PERSON, DEADLINE, ITEM)
WITH_FUNDS = (TEXT, UNIT, PERSON, DEADLINE, FUNDS, ITEM)


def lines(
    kind: str, rows: Collection[MeasureRow], reader: User, *, edit: str = "", placeable: bool = True
) -> list[Line]:
    """The rows with their items; `edit` names the address where one is changed."""
    items, placed = measures.items_of(rows, reader), measures.placed_rows(rows)
    may = placeable and measures.places(reader)
    todo = {row.pk for row in unfinished(rows)}
    return [
        Line(
            row,
            items.get(address(row)),
            address(row) in placed,
            reverse("plans:measure-place", args=[kind, row.pk])
            if may and row.pk in todo and address(row) not in placed
            else "",
            reverse(edit, args=[row.pk]) if edit and reader.keeps_files else "",
        )
        for row in rows
    ]


def rows_of(kind: str, plan: models.Model, reader: User) -> list[MeasureRow]:
    """The measures of a plan that the reader may know of, each with its unit and what the reader reads of it."""
    of = KINDS[kind]
    return list(scoped(of.rows).visible_to(reader).filter(**{of.to_plan: plan}).select_related("organization"))
