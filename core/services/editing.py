"""Changing a file (park, enterprise, project …): by those who keep it, and not over somebody else's change."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError


class StaleError(DomainError):
    """Somebody else has changed the row since it was opened."""

    status = 409


class NotKeeperError(DomainError):
    """This person does not keep the file."""

    status = 403


@transaction.atomic
def change(row: models.Model, *, actor: Any, version: int, values: dict[str, Any]) -> models.Model:
    """Write values on a visible row with a `version`. Raises NotKeeperError or StaleError; then nothing changes."""
    if not actor.keeps_files:
        raise NotKeeperError(_("You may read this file but not change it."))
    rows: Any = type(row)._default_manager
    locked = rows.visible_to(actor).select_for_update(of=("self",)).get(pk=row.pk)
    if locked.version != version:
        raise StaleError(
            _("Somebody has changed this since you opened it; your entries are kept below."), version=locked.version
        )
    for name, value in values.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save()
    return locked
