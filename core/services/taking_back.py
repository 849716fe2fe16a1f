"""Files as they were: rows taken back to a moment through the record of their changes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db import models

from core.models import FileChange
from core.querysets import address, kind_of

Row = TypeVar("Row", bound=models.Model)


def as_of(rows: Iterable[Row], moment: datetime) -> list[Row]:
    """The rows that were there before a moment, with the plain values they had then; to be read, never saved.

    What a row points to is taken as it is today: the record keeps the name of it, not the key. A row of whose
    beginning no record is kept counts as having been there.
    """
    known = list(rows)
    later: dict[str, list[FileChange]] = defaultdict(list)
    kind = f"{kind_of(type(known[0]))}:" if known else ""
    for change in FileChange.objects.filter(at__gte=moment, row__startswith=kind) if known else ():
        later[change.row].append(change)
    return [row for row in known if _was_there(row, later[address(row)])]


def _was_there(row: models.Model, newest_first: list[FileChange]) -> bool:
    """Take the values back; answers whether the row was there already."""
    for change in newest_first:
        if not change.before:
            return False
        for name, value in change.before.items():
            field = row._meta.get_field(name)
            if isinstance(field, models.Field) and not field.is_relation:
                setattr(row, name, field.to_python(value))
    return True
