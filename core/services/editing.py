"""Changing a file (park, enterprise, project …): by those who keep it, and not over somebody else's change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError


class StaleError(DomainError):
    """Somebody else has changed the row since it was opened."""

    status = 409


class NotKeeperError(DomainError):
    """This person does not keep the file."""

    status = 403


class UnfitError(DomainError):
    """The values don't go together, or not with another row."""


def refuse_reader(actor: Any) -> None:
    """Raises NotKeeperError for whoever may read files and not change them."""
    if not actor.keeps_files:
        raise NotKeeperError(_("You may read this file but not change it."))


@transaction.atomic
def change(row: models.Model, *, actor: Any, version: int, values: dict[str, Any]) -> models.Model:
    """Write values on a visible row with a `version`.

    Raises NotKeeperError, StaleError or UnfitError; then nothing changes.
    """
    refuse_reader(actor)
    rows: Any = type(row)._default_manager
    locked = rows.visible_to(actor).select_for_update(of=("self",)).get(pk=row.pk)
    if locked.version != version:
        raise StaleError(_("Somebody has changed this since you opened it."), version=locked.version)
    for name, value in values.items():
        setattr(locked, name, value)
    _refuse_unfit(locked)
    locked.version += 1
    locked.save()
    return locked


def _refuse_unfit(row: Any) -> None:
    try:
        row.clean()
        row.validate_constraints()
    except ValidationError as unfit:
        field = next(iter(unfit.message_dict)) if hasattr(unfit, "error_dict") else None
        known = field if field in {each.name for each in row._meta.get_fields()} else None
        raise UnfitError(" ".join(unfit.messages), known) from unfit


@transaction.atomic
def add(row: models.Model, *, actor: Any) -> models.Model:
    """Add a row to a file that the actor keeps."""
    if not actor.keeps_files:
        raise NotKeeperError(_("You may read this file but not change it."))
    row.save(force_insert=True)
    return row
