"""What stands in each table, in a word."""

import hashlib

from django.apps import apps
from django.db import models

from tests.house import APPS

BY_THE_WAY = frozenset(
    {"accounts.LoginSession", "accounts.LoginTries", "core.LogEntry", "meetings.LastLook", "notices.CalendarFeed"}
)
"""Tables that looking through the doors may write: when somebody was last there and had last looked at a board, how
often an address has asked, who was refused or took a list, when a calendar was last read."""


def business_tables() -> list[type[models.Model]]:
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]
    return [model for model in found if model._meta.label not in BY_THE_WAY]


def digests() -> dict[str, str]:
    """A hash of all rows of each table."""
    return {model._meta.label: _digest(model) for model in business_tables()}


def _digest(model: type[models.Model]) -> str:
    rows = model._default_manager.order_by("pk").values_list(*[field.attname for field in model._meta.concrete_fields])
    return hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()
