"""分组: the ledger in groups, each with how many items there are in it, how many are overdue, and its share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Case, Count, F, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.rules.numbers import per_cent
from inspections.models import FindingSource
from inspections.states import Level
from rectification.querysets import KEYS, UNASSIGNED, overdue_on
from rectification.states import State

Rows = TypeVar("Rows", bound=QuerySet[Model])
FIRST_SOURCE = FindingSource.objects.filter(finding=OuterRef("finding")).order_by("pk").values("kind")[:1]


def _in_order(field: str, codes: list[str]) -> Case:
    """The place of a code among all, so that groups stand as its choices do."""
    places = [When(**{field: code}, then=Value(place)) for place, code in enumerate(codes)]
    return Case(*places, output_field=IntegerField())


@dataclass(frozen=True)
class Group:
    """What the rows are grouped by: the key of a row, its place in the order; `named` where that place is its name.

    `asks` is the filter that finds the rows of one group; empty where none finds exactly those.
    """

    label: str | Promise
    key: Combinable | Subquery
    order: Combinable | Subquery
    asks: str
    named: bool = False


GROUPS: dict[str, Group] = {
    "lead_organization": Group(
        _("Lead unit"),
        KEYS["lead_organization"],
        Case(When(UNASSIGNED, then=None), default=F("lead_organization__name")),
        "lead_organization",
        named=True,
    ),
    "category": Group(_("Category"), F("category"), F("category"), "category_is"),
    "source": Group(_("First source"), Subquery(FIRST_SOURCE), Subquery(FIRST_SOURCE), ""),
    "park": Group(_("Park"), F("park"), F("park__name"), "park", named=True),
    "level": Group(_("Level"), F("level"), _in_order("level", list(reversed(Level.values))), "level"),
    "state": Group(_("State"), F("state"), _in_order("state", list(State.values)), "state"),
}


@dataclass(frozen=True)
class GroupHead:
    """What stands over a group: of all hits in it, not only of those on this page."""

    key: object
    label: str
    count: int
    late: int
    share: str
    asks: str = ""

    @property
    def line(self) -> str:
        """The head in one line, for a workbook."""
        counted = ngettext("%(n)s item · %(share)s", "%(n)s items · %(share)s", self.count)
        said = [self.label, counted % {"n": self.count, "share": self.share}]
        late = [gettext("Overdue") + f" {self.late}"] if self.late else []
        return "  ".join([*said, *late])


def grouped(rows: Rows, asked: Mapping[str, str]) -> Rows:
    """Rows in their order, but those of a group together, if a link asks for groups; what is in none comes last."""
    group = GROUPS.get(asked.get("group", ""))
    if group is None:
        return rows
    own = rows.query.order_by
    marked = rows.annotate(group_key=group.key, group_order=group.order)
    first = (F("group_order").asc(nulls_last=True), F("group_key").asc(nulls_last=True))
    return marked.order_by(*first, *own)


def heads(
    rows: QuerySet[Model], name: str, *, day: date, word_of: Callable[[str, object], str]
) -> dict[object, GroupHead]:
    """The heads of the groups of these rows by key, in their order, by one statement."""
    group = GROUPS[name]
    late = Count("pk", filter=Q(overdue_on(day)))
    marked = rows.order_by().annotate(group_key=group.key, group_order=group.order)
    counted = list(
        marked.values("group_key", "group_order")
        .annotate(count=Count("pk"), late=late)
        .order_by(F("group_order").asc(nulls_last=True), F("group_key").asc(nulls_last=True))
    )
    whole = sum(row["count"] for row in counted)
    return {
        row["group_key"]: GroupHead(
            row["group_key"],
            row["group_order"] if group.named and row["group_key"] else word_of(name, row["group_key"]),
            row["count"],
            row["late"],
            per_cent(row["count"], whole),
            group.asks,
        )
        for row in counted
    }


def heads_asked(
    rows: QuerySet[Model], asked: Mapping[str, str], day: date, word_of: Callable[[str, object], str]
) -> dict[object, GroupHead]:
    """The heads of the groups that a link asks for; none where it asks for none."""
    name = asked.get("group", "")
    return heads(rows, name, day=day, word_of=word_of) if name in GROUPS else {}
