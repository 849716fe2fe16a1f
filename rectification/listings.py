"""The columns of the ledger: on the page and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import reads_everywhere
from core.listing import Column, Value
from rectification.models import Item


@dataclass(frozen=True)
class LedgerColumn(Column):
    """A column of the ledger; `path` is where a query finds its value, which says who reads it."""

    path: str = ""
    usual: bool = True


def column(
    name: str, label: str | Promise, value: Value, *, sort: str = "", path: str = "", **look: Any
) -> LedgerColumn:
    """A column that is sorted by the path which its link names."""
    return LedgerColumn(name, label, value, by=sort, word=sort, path=path or sort, **look)


def only_if_it_says_more(item: Item) -> str:
    """The lead unit has its place on a phone only where it isn't the enterprise itself."""
    lead = item.lead_organization
    return "on-wide" if lead is not None and lead.label == item.place_label else ""


def sources(item: Item) -> str:
    return "、".join(source.get_kind_display() for source in item.finding.sources.all())


TICK = Column(
    "tick", "", "", "rectification/_tick.html", head="rectification/_tick_all.html", style="tick d-print-none"
)
COLUMNS = (
    column("number", _("Number"), "number", sort="pk", path="number", style="nowrap"),
    column("title", _("Problem"), "title", path="title", cell="rectification/_title.html", style="problem"),
    column("place", _("Enterprise or park"), "place_label", path="enterprise__name", empty="—"),
    column(
        "category",
        _("Category"),
        "category.name",
        sort="category",
        path="category__name_zh",
        empty="—",
        style="on-wide",
    ),
    column(
        "lead",
        _("Lead unit"),
        "lead_organization.label",
        sort="lead_organization__name",
        empty="—",
        style=only_if_it_says_more,
    ),
    column("deadline", _("Deadline"), "deadline", sort="deadline", cell="rectification/_due.html", style="nowrap"),
    column("state", _("State"), "state", sort="state", cell="rectification/_state.html"),
    column("source", _("Source"), sources, path="finding__sources__kind", style="on-wide"),
    column("level", _("Level"), "get_level_display", sort="level", usual=False),
    column("found_on", _("Found on"), "found_on", sort="found_on", cell="day", style="nowrap", usual=False),
    column("supervision", _("Supervision"), "get_supervision_level_display", sort="supervision_level", usual=False),
    column("person", _("Responsible person"), "responsible_person", path="responsible_person", empty="—", usual=False),
)


def columns_for(user: User) -> list[LedgerColumn]:
    """The columns a person may choose: those who watch the public part don't see who is to do what (S18)."""
    return [each for each in COLUMNS if reads_everywhere(Item, each.path, user)]


def chosen(offered: Sequence[LedgerColumn], wanted: Sequence[str]) -> list[LedgerColumn]:
    """The columns asked for, in their order; the usual ones where nothing sensible was asked."""
    named = [each for each in offered if each.name in wanted]
    return named or [each for each in offered if each.usual]
