"""What the head of a column of the ledger asks: values with their counts, a text, days, whether anything is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Model

from accounts.models import Organization
from core.fields import scoped
from enterprises.models import Enterprise
from rectification.filters import NOT, LedgerFilter
from rectification.querysets import NONE, LedgerRows

if TYPE_CHECKING:
    from accounts.models import User
    from rectification.forms.filtering import FilterForm

MOST_VALUES = 200


@dataclass(frozen=True)
class Asked:
    """The filters that a head offers, by the words of the link."""

    values: tuple[str, ...] = ()
    text: str = ""
    days: tuple[str, str] | None = None
    empty: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every filter that the head sets; what is there besides stays."""
        return (*self.values, *(f"{name}{NOT}" for name in self.values), self.text, *(self.days or ()))


HEADS: dict[str, Asked] = {
    "number": Asked(text="number"),
    "title": Asked(text="title"),
    "place": Asked(values=("park", "enterprise"), text="place", empty="enterprise"),
    "category": Asked(values=("category_is",), empty="category"),
    "lead": Asked(values=("lead_organization",), text="unit", empty="lead_organization"),
    "deadline": Asked(days=("deadline_after", "deadline_before"), empty="deadline"),
    "found_on": Asked(days=("found_after", "found_before")),
    "state": Asked(values=("state",)),
    "level": Asked(values=("level",)),
    "source": Asked(values=("source",)),
    "supervision": Asked(values=("supervision",), empty="supervision"),
    "mode": Asked(values=("mode",), empty="mode"),
    "person": Asked(text="person"),
}
EXCLUDED = [name.removesuffix(NOT) for name in LedgerFilter.base_filters if name.endswith(NOT)]
"""The filters that can leave a value out."""
NAMED: dict[str, type[Model]] = {"enterprise": Enterprise, "lead_organization": Organization}


def asking(query: Mapping[str, object]) -> list[str]:
    """The columns whose heads a link asks something of."""
    return [column for column, head in HEADS.items() if any(name and query.get(name) for name in head.names)]


@dataclass(frozen=True)
class Offered:
    """A value of a head: what the link says of it, its words, how many rows have it, whether it is asked for."""

    key: str
    label: str
    count: int
    is_on: bool


def offered(rows: LedgerRows[Model], name: str, *, form: "FilterForm", user: "User", on: str) -> list[Offered]:
    """The values that these rows have, the most frequent first."""
    marked = rows.order_by().with_key(name)
    counted = list(marked.values("key").annotate(count=Count("pk", distinct=True)).order_by("-count")[:MOST_VALUES])
    words = _names(name, [row["key"] for row in counted], user)
    unseen = form.unseen if name in NAMED else None
    chosen = set(on.split(",")) if on else set()
    values = []
    for row in counted:
        key = NONE if row["key"] is None else str(row["key"])
        if not key:
            continue
        label = words.get(row["key"]) or str((row["key"] and unseen) or form.word_of(name, row["key"]))
        values.append(Offered(key, label, row["count"], key in chosen))
    return values


def _names(name: str, keys: list[object], user: "User") -> Mapping[object, str]:
    """What rows of a table are called, of those that the person may know of."""
    if name not in NAMED:
        return {}
    found = scoped(NAMED[name]).visible_to(user).in_bulk([key for key in keys if key])
    return {key: str(row) for key, row in found.items()}
