"""Nothing in the file of the made-up county was recorded before it happened."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from tests.factories import PASSWORD
from tests.house import APPS

pytestmark = pytest.mark.django_db
RECORDED = ("recorded_at", "at", "made_at", "received_at", "reported_at", "raised_at", "noted_at")
HAPPENED = (
    "since",
    "began_on",
    "held_on",
    "checked_on",
    "assessed_on",
    "calibrated_on",
    "counted_on",
    "day",
    "given_on",
    "met_on",
)
"""Days of what has happened; others are of what is to be."""


def pairs() -> Iterator[tuple[type[models.Model], str, str]]:
    """The tables that say both, with the columns."""
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            columns = {field.name: type(field) for field in model._meta.concrete_fields}
            recorded = [name for name in RECORDED if columns.get(name) is models.DateTimeField]
            happened = [name for name in HAPPENED if columns.get(name) is models.DateField]
            yield from ((model, said, day) for said in recorded for day in happened)


def too_early(model: type[models.Model], said: str, day: str) -> int:
    rows = model._base_manager.exclude(**{day: None}).exclude(**{said: None}).values_list(said, day)
    return sum(_is_before(recorded, happened) for recorded, happened in rows)


def _is_before(recorded: datetime, happened: date) -> bool:
    return timezone.localtime(recorded).date() < happened


def test_nothing_was_recorded_before_it_happened(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT, settings.DEMO = tmp_path, True
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    call_command("seed_demo", verbosity=0)

    found = {f"{model.__name__}.{said} before {day}": too_early(model, said, day) for model, said, day in pairs()}

    assert {name: count for name, count in found.items() if count} == {}
    assert len(found) > 4
