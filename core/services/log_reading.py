"""The log as people read it."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.models import LogEntry
from core.querysets import model_of
from core.services.changes import NOTHING, shown

TECHNICAL = frozenset({"page", "sha256", "version"})
"""What only a program or an examiner compares; what has no name in words stands beside it."""
LABELS = {
    "page": gettext_lazy("Name of the page"),
    "path": gettext_lazy("Address of the page"),
    "asked": gettext_lazy("What the link asked for"),
    "version": gettext_lazy("Version"),
    "sha256": gettext_lazy("Checksum"),
    "state": gettext_lazy("State"),
    "q": gettext_lazy("Words"),
    "person": gettext_lazy("Person or account"),
    "group": gettext_lazy("Done to"),
    "act": gettext_lazy("Act"),
    "since": gettext_lazy("From"),
    "until": gettext_lazy("Until"),
    "subject": gettext_lazy("Subject"),
    "sort": gettext_lazy("Order"),
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "parent": gettext_lazy("Parent"),
    "device": gettext_lazy("Device"),
    "address": gettext_lazy("Address"),
    "other_names": gettext_lazy("Other names"),
    "last_day": gettext_lazy("Last day"),
    "items": gettext_lazy("Items"),
    "further": gettext_lazy("Further sources of items"),
    "cells": gettext_lazy("Cells filled in"),
    "service": gettext_lazy("Service"),
    "unwanted": gettext_lazy("Not wanted by e-mail"),
    "quiet_from": gettext_lazy("Quiet hours from"),
    "quiet_until": gettext_lazy("Quiet hours until"),
    "answer_files": gettext_lazy("Files of the answer"),
    "made_at": gettext_lazy("Time of the backup"),
    "tables": gettext_lazy("Tables in the backup"),
    "rows": gettext_lazy("Rows in the backup"),
    "files": gettext_lazy("Files in the backup"),
    "bytes": gettext_lazy("Size of the backup in bytes"),
}


def lines(entry: LogEntry) -> list[dict[str, object]]:
    """What was before and after, field by field, as it is said; what proves it to a program is set apart."""
    fields = _fields(entry.subject.partition(":")[0])
    told = {**entry.after, **entry.after.get("proposed", {})}
    names = [name for name in {**entry.before, **told} if name != "proposed" and (name != "asked" or told.get(name))]
    return [
        {
            "label": _label(fields.get(name), name),
            "before": _said(fields.get(name), entry.before.get(name)),
            "after": _said(fields.get(name), told.get(name)),
            "is_technical": name in TECHNICAL or not (name in fields or name in LABELS),
        }
        for name in names
    ]


def _label(field: object, name: str) -> str:
    """What a value is called: a field by its own name, what a page or act adds by the words here."""
    own = "" if name in TECHNICAL else getattr(field, "verbose_name", "")
    return str(own or LABELS.get(name, name))


def changes(entry: LogEntry) -> str:
    """What was before and after, in one line."""
    return "；".join(f"{line['label']}：{line['before']} → {line['after']}" for line in lines(entry))


def exact(entry: LogEntry) -> str:
    """The moment to the millisecond, in the county's time."""
    return timezone.localtime(entry.at).isoformat(sep=" ", timespec="milliseconds")


def role(entry: LogEntry) -> str:
    """The role in which somebody acted, in words."""
    roles = dict(get_user_model()._meta.get_field("role").choices or ())
    return str(roles.get(entry.actor_role, entry.actor_role))


def _fields(label: str) -> dict[str, object]:
    if "." not in label:
        return {}
    try:
        return {field.name: field for field in model_of(label)._meta.get_fields()}
    except LookupError:
        return {}


def _said(field: object, value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{LABELS.get(name, name)}={each}" for name, each in value.items()) or NOTHING
    if isinstance(value, list):
        return "、".join(str(each) for each in value) or NOTHING
    return shown(field, value)
