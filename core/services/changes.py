"""变化记录: what was changed in a file, as people read it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from core.fields import Read, known_among
from core.models import FileChange
from core.querysets import kind_of, model_of
from core.rules import phones

if TYPE_CHECKING:
    from accounts.models import User

NEWEST = 50
NOTHING = "—"


def changes_of(file: models.Model) -> Iterator[dict[str, object]]:
    """The newest changes of a file and of what belongs to it; the caller has it from its own `visible_to`."""
    changes = list(FileChange.objects.of(file)[:NEWEST])
    reader = getattr(file, "reader", None)
    hidden = _unknown_rows(changes, reader) if reader is not None else set()
    for change in changes:
        if change.row in hidden:
            continue
        yield {"change": change, "is_new": not change.before, "lines": list(_lines(change))}


def _unknown_rows(changes: Iterable[FileChange], reader: "User") -> set[str]:
    """Rows of the file of which the reader may not know; only tables are asked of which a file has such rows."""
    rows: dict[type[Read], set[int]] = defaultdict(set)
    for change in changes:
        kind, _colon, key = change.row.partition(":")
        if not model_of(kind).objects.all().within_file:
            rows[model_of(kind)].add(int(key))
    return {
        f"{kind_of(model)}:{key}" for model, keys in rows.items() for key in keys - known_among(model, keys, reader)
    }


def _lines(change: FileChange) -> Iterator[dict[str, object]]:
    model = model_of(change.row.partition(":")[0])
    for name, after in change.after.items():
        field = model._meta.get_field(name)
        said = [shown(field, change.before.get(name)), shown(field, after)]
        first, then = map(phones.masked, said) if name.endswith("phone") else said
        yield {"label": getattr(field, "verbose_name", name), "before": first, "after": then}


def shown(field: object, value: object) -> str:
    """A value as it is read: the name of a code, yes or no, — for nothing."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in ("", None):
        return NOTHING
    return str(dict(getattr(field, "flatchoices", None) or ()).get(value, value))
