"""All encrypted columns of the house: whether the keys fit them, and writing them anew with the first key."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from core.encryption import EncryptedTextField, decrypted

BATCH = 500


def columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every model with the name of a field of it that is encrypted."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field.name


def refuse_wrong_keys() -> None:
    """Raises UnreadableError where the newest value of a column can't be read."""
    for model, name in columns():
        stored = _stored(model, name).order_by("-pk").first()
        if stored is not None:
            decrypted(stored["stored"])


def reencrypt() -> int:
    """Write every value anew with the first key; returns how many."""
    return sum(_reencrypt(model, name) for model, name in columns())


def _stored(model: type[models.Model], name: str) -> models.QuerySet[models.Model, dict[str, Any]]:
    """The rows that have a value, with what stands in the column."""
    rows = model._default_manager.exclude(**{name: ""})
    return rows.annotate(stored=Cast(name, models.TextField())).values("pk", "stored")


def _reencrypt(model: type[models.Model], name: str) -> int:
    done, keys = 0, list(_stored(model, name).order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), BATCH):
        with transaction.atomic():
            rows = model._default_manager.select_for_update().filter(pk__in=keys[first : first + BATCH]).only(name)
            for row in rows:
                row.save(update_fields=[name])
                done += 1
    return done
