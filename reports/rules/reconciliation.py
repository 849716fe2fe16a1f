"""对账: what must agree before a report may be issued (domain rules R10, documents section 4)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import figures
from inspections.states import Level, SourceKind

OPENING, NEW, CLOSED, VOID, CLOSING = (f"ledger.{name}" for name in ("opening", "new", "closed", "void", "closing"))
BALANCE = (OPENING, NEW, CLOSED, VOID, CLOSING)
ADDED_UP = ("level", "category_group", "category", "lead_organization")
"""Tables of which each item stands in exactly one line; by source an item may stand in several."""
LISTED = {"overdue": "ledger.overdue", "major": "ledger.major_open"}
"""Lists line by line, and the figure that counts each."""
TABLES = {
    "source": gettext_lazy("Source"),
    "category_group": gettext_lazy("Category"),
    "category": gettext_lazy("Category"),
    "level": gettext_lazy("Level"),
    "lead_organization": gettext_lazy("Lead unit"),
    "park": gettext_lazy("Park"),
}
VALUES: Mapping[str, Mapping[object, object]] = {
    "level": dict(Level.choices),
    "source": dict(SourceKind.choices),
}
Values = Mapping[str, int]


class Row(TypedDict):
    """A line of a table: a value of its dimension, and the figures of that value."""

    key: str | int | None
    values: Values


class Counted(TypedDict):
    """What of a snapshot must agree."""

    figures: Values
    tables: Mapping[str, Sequence[Row]]
    lists: Mapping[str, Sequence[object]]


Names = Mapping[str, Mapping[str, str]]
"""What the report calls the values of a dimension, by dimension and key."""


def faults(snapshot: Counted, names: Names | None = None) -> list[str]:
    """What does not agree, each in a sentence that names the equation; empty where all does."""
    return [
        *_unbalanced(snapshot, names or {}),
        *_not_added_up(snapshot),
        *_not_of_one_piece(snapshot["figures"]),
        *_not_as_listed(snapshot),
    ]


def _unbalanced(snapshot: Counted, names: Names) -> Iterator[str]:
    yield from _equation(_("the whole"), snapshot["figures"])
    for table, rows in snapshot["tables"].items():
        for row in rows:
            yield from _equation(f"{TABLES[table]} {_value(table, row['key'], names)}", row["values"])


def _value(table: str, key: object, names: Names) -> str:
    """What people call a line of a table."""
    if key is None:
        return "—"
    named = names.get("category" if table == "category_group" else table, {}).get(str(key))
    return str(named or VALUES.get(table, {}).get(key, key))


def _figure(code: str) -> str:
    return f"“{figures.named(code).name}”"


def _equation(where: str, values: Values) -> Iterator[str]:
    opening, new, closed, void, closing = (values[code] for code in BALANCE)
    if opening + new - closed - void != closing:
        said = {"where": where, "sum": f"{opening} + {new} - {closed} - {void}", "closing": closing}
        yield _("%(where)s: %(sum)s is not %(closing)s.") % said


def _not_added_up(snapshot: Counted) -> Iterator[str]:
    for table in ADDED_UP:
        rows: Sequence[Row] = snapshot["tables"].get(table, ())
        for code in BALANCE:
            together, whole = sum(row["values"][code] for row in rows), snapshot["figures"][code]
            if together != whole:
                said = {"table": TABLES[table], "code": _figure(code), "together": together, "whole": whole}
                yield _("%(table)s: the lines of %(code)s come to %(together)s, the whole is %(whole)s.") % said


def _not_of_one_piece(values: Values) -> Iterator[str]:
    """Figures of different chapters that say the same, where the snapshot has them all: older ones lack the newer."""
    pairs = (
        (CLOSING, ("ledger.open",)),
        ("ledger.all", ("ledger.done", "ledger.not_done")),
        ("ledger.not_done", ("ledger.overdue", "ledger.not_due", "ledger.undated", "ledger.rechecking")),
        (
            "ledger.overdue",
            ("ledger.overdue_1_7", "ledger.overdue_8_30", "ledger.overdue_31_90", "ledger.overdue_over_90"),
        ),
        ("ledger.look_back", ("ledger.look_back_kept", "ledger.look_back_rebound")),
        ("ledger.not_done", ("ledger.on_schedule", "ledger.behind")),
    )
    for whole, parts in pairs:
        if not values.keys() >= {whole, *parts}:
            continue
        together = sum(values[part] for part in parts)
        if together != values[whole]:
            added = " + ".join(map(_figure, parts))
            said = {"whole": _figure(whole), "value": values[whole], "parts": added, "together": together}
            yield _("%(whole)s is %(value)s, but %(parts)s is %(together)s.") % said


def _not_as_listed(snapshot: Counted) -> Iterator[str]:
    """Lists that follow the report with another number of lines than its text says."""
    for name, code in LISTED.items():
        lines, value = len(snapshot["lists"][name]), snapshot["figures"][code]
        if lines != value:
            said = {"code": _figure(code), "value": value, "lines": lines}
            yield _("%(code)s is %(value)s, but its list has %(lines)s lines.") % said
