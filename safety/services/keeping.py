"""What is kept of an enterprise's safety: each change of a row, and the signs of the enterprise that follow from it."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db import transaction

from accounts.models import User
from core.services import editing
from safety.models import (
    CrowdedPlace,
    Drill,
    EmergencyPlan,
    HazardSource,
    HeldChemical,
    KeyPerson,
    OperatedProcess,
    StatusAssessment,
)
from safety.services.flags import follow
from safety.services.settling import settle

Row = TypeVar(
    "Row",
    HazardSource,
    OperatedProcess,
    HeldChemical,
    KeyPerson,
    CrowdedPlace,
    EmergencyPlan,
    Drill,
    StatusAssessment,
)


@transaction.atomic
def add(row: Row, *, actor: User, names: Sequence[str]) -> Row:
    """Put a row on file. Raises NotKeeperError or UnfitError; then nothing is added."""
    added = editing.add(row, actor=actor, names=names)
    settle(added)
    follow(added.enterprise_id, actor=actor)
    return added


@transaction.atomic
def change(row: Row, *, actor: User, version: int, values: Mapping[str, object]) -> Row:
    """Change a row on file. Raises NotKeeperError, StaleError or UnfitError; then nothing changes."""
    changed = editing.change(row, actor=actor, version=version, values=values)
    settle(changed)
    follow(changed.enterprise_id, actor=actor)
    return changed
