"""两重点一重大: what an enterprise has of them follows from the rows on file, and from nothing else."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet

from accounts.models import User
from core.services import editing
from enterprises.models import Enterprise
from safety.models import HazardSource, HeldChemical, OperatedProcess

FLAGS: Mapping[str, Callable[[Enterprise], QuerySet]] = {
    "has_major_hazard_source": lambda enterprise: HazardSource.objects.filter(enterprise=enterprise).major(),
    "has_key_process": lambda enterprise: OperatedProcess.objects.filter(enterprise=enterprise).running(),
    "has_key_chemical": lambda enterprise: HeldChemical.objects.filter(enterprise=enterprise).running(),
}


def follow(enterprise_id: int, *, actor: User) -> None:
    """Bring the signs of an enterprise up to its rows; within the transaction that has changed one of them."""
    enterprise = Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise_id)
    before = editing.said_of(enterprise, FLAGS)
    after = {name: rows(enterprise).exists() for name, rows in FLAGS.items()}
    if after == before:
        return
    for name, has in after.items():
        setattr(enterprise, name, has)
    enterprise.version += 1
    enterprise.save()
    editing.record(enterprise, actor, before=before, after=after)
