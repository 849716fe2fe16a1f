"""Whose clocks somebody sees: those of the rows in the own scope, if all that is shown of them is readable."""

from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet

from core.fields import reads_everywhere
from notices.clocks import Clock

if TYPE_CHECKING:
    from accounts.models import User


def is_read_by(clock: Clock, user: "User") -> bool:
    """Whether this person reads all that is shown of a row."""
    return all(reads_everywhere(clock.rows().model, path, user) for path in clock.paths)


def rows_for(clock: Clock, user: "User") -> QuerySet[Model]:
    """The rows that run for this person; none for whoever doesn't read what stands in them."""
    rows = clock.rows()
    found: QuerySet[Model] = rows.visible_to(user) if is_read_by(clock, user) else rows.none()
    return found
