"""What a monthly report freezes of single items: a line for each of a list, and what they are called."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from rectification.models import Item
from rectification.rules.deadlines import days_late
from rectification.states import State

COLUMNS = ("item_id", "lead_organization_id", "deadline", "state", "supervision_level", "submitted_on")
Line = dict[str, Any]


def lines(rows: QuerySet[Model], day: date) -> list[Line]:
    """Rows of the ledger as they stood at the end of a day, by deadline, in values that JSON can hold."""
    found = rows.order_by("deadline", "item_id").values(*COLUMNS)
    return [_line(row, day) for row in found.iterator(chunk_size=2000)]


def _line(row: Line, day: date) -> Line:
    deadline = row["deadline"]
    late = days_late(state=row["state"], deadline=deadline, submitted_on=row["submitted_on"], today=day)
    return {
        "item": row["item_id"],
        "unit": None if row["state"] == State.PENDING else row["lead_organization_id"],
        "deadline": deadline.isoformat() if deadline else None,
        "days_late": late,
        "state": row["state"],
        "supervision": row["supervision_level"],
    }


def names(keys: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """For each item its number, its title and where it is: the enterprise, else the park, else nothing."""
    rows = Item.objects.filter(pk__in=keys).values_list("pk", "number", "title", "enterprise__name", "park__name")
    return {pk: (number, title, plant or park or "") for pk, number, title, plant, park in rows}
