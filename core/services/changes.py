"""变化记录: what was changed in a file, as people read it."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from core.models import FileChange
from core.querysets import model_of
from core.rules import phones

NEWEST = 50
NOTHING = "—"


def changes_of(file: models.Model) -> Iterator[dict[str, object]]:
    """The newest changes of a file and of what belongs to it; the caller has it from its own `visible_to`."""
    for change in FileChange.objects.of(file)[:NEWEST]:
        yield {"change": change, "is_new": not change.before, "lines": list(_lines(change))}


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
