"""More of everything that one enterprise has: a copy of each of its rows, whatever table they stand in.

What its neighbours are shown, counted and drawn must stay as it was.
"""

import uuid
from collections import deque
from collections.abc import Iterator

from django.db import IntegrityError, models, transaction

from enterprises.models import Enterprise
from tests.doors.digests import business_tables

FARTHEST = 3
"""Steps from a row to the enterprise that it is of: a check of a guarantor of a source of it."""


def multiply(plant: Enterprise) -> set[str]:
    """Copy each row of it; answers the tables of which there is more now."""
    grown = set()
    for table in business_tables():
        paths = () if table is Enterprise else ways_to(table, Enterprise)
        rows = [row for path in paths for row in table._base_manager.filter(**{path: plant})]
        grown |= {table._meta.label for row in rows if copied(row)}
    return grown


def ways_to(table: type[models.Model], target: type[models.Model]) -> Iterator[str]:
    """The shortest path from a table to another one by its columns, if there is one."""
    waiting, seen = deque([("", table)]), {table}
    while waiting:
        path, model = waiting.popleft()
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            further, to = f"{path}__{field.name}".removeprefix("__"), field.related_model
            if to is target:
                yield further
                return
            if to not in seen and further.count("__") < FARTHEST - 1:
                seen.add(to)
                waiting.append((further, to))


def copied(row: models.Model) -> bool:
    """Whether there is one more of it; some tables admit one row of a thing alone."""
    row.pk = None
    row._state.adding = True
    for field in row._meta.concrete_fields:
        if isinstance(field, models.OneToOneField):
            free = field.related_model._base_manager.filter(**{field.related_query_name(): None})
            setattr(row, field.name, free.last())
        elif field.unique and isinstance(field, models.UUIDField):
            setattr(row, field.attname, uuid.uuid4())
        elif isinstance(field, models.CharField) and (field.unique or field.name == "number"):
            setattr(row, field.attname, uuid.uuid4().hex[: field.max_length])
    try:
        with transaction.atomic():
            type(row)._base_manager.bulk_create([row])
    except IntegrityError:
        return False
    return True
