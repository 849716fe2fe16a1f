"""导入批次: an uploaded list on its way through the steps of the wizard."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.services.organizations import add_alias
from core import clock
from parks.models import Park
from rectification.models import ImportBatch, MappingMemory, SentBack
from rectification.workflow import NotAllowedError, WorkflowError

OPEN_STAGES = (ImportBatch.Stage.UPLOADED, ImportBatch.Stage.CHECKED)


@transaction.atomic
def upload(file: UploadedFile, *, actor: User) -> ImportBatch:
    """Keep the file that somebody wants to import."""
    if not actor.imports_lists:
        raise NotAllowedError(_("Your role does not import lists."))
    content = file.read()
    batch = ImportBatch(
        file_name=(file.name or "")[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=actor,
        organization=actor.organization,
        uploaded_at=clock.now(),
    )
    file.seek(0)
    batch.file.save(f"{batch.sha256}.xlsx", file, save=False)
    batch.save(force_insert=True)
    return batch


def discard(batch: ImportBatch) -> None:
    """Forget an upload that can't be read."""
    batch.file.delete(save=False)
    batch.delete()


@transaction.atomic
def decide(
    batch: ImportBatch, *, mapping: Mapping[str, str | None], source: str, park: Park | None, units: Mapping[str, str]
) -> ImportBatch:
    """Write down what a person says of the columns, the source, the park and the unknown units."""
    _must_be_open(batch)
    batch.mapping, batch.source, batch.park = dict(mapping), source, park
    batch.decisions = {**batch.decisions, "units": dict(units)}
    batch.stage = ImportBatch.Stage.CHECKED
    batch.save()
    return batch


@transaction.atomic
def choose_sheet(batch: ImportBatch, sheet: str) -> ImportBatch:
    """Read another sheet; what was said of the columns no longer holds."""
    _must_be_open(batch)
    batch.sheet, batch.mapping = sheet[:120], {}
    batch.save(update_fields=["sheet", "mapping"])
    return batch


@transaction.atomic
def start(batch: ImportBatch, *, merge: list[int], skip_errors: bool) -> ImportBatch:
    """Let a job do the import of a long list."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    _must_be_open(batch)
    batch.decisions = {**batch.decisions, "merge": merge, "skip_errors": skip_errors}
    batch.stage, batch.progress = ImportBatch.Stage.RUNNING, 10
    batch.save()
    return batch


def fail(batch: ImportBatch, reason: str) -> None:
    """Say why the import did not come to its end."""
    batch.stage, batch.error = ImportBatch.Stage.FAILED, reason
    batch.save(update_fields=["stage", "error"])


def summarise(batch: ImportBatch, summary: Mapping[str, Any]) -> None:
    """Keep the numbers of the receipt."""
    batch.summary = dict(summary)
    batch.save(update_fields=["summary"])


def note_sent_back(batch: ImportBatch, content: bytes, cells: int, *, actor: User) -> SentBack:
    """Keep who took which file to send it back: it is what the superior was told."""
    digest = hashlib.sha256(content).hexdigest()
    return SentBack.objects.create(batch=batch, by=actor, at=clock.now(), sha256=digest, cells=cells)


def remembered(user: User, signature: str) -> dict[str, str | None]:
    """How the user's unit mapped a list with these headings the last time; empty if never."""
    memory = MappingMemory.objects.filter(organization=user.organization_id, signature=signature).first()
    return memory.mapping if memory else {}


def remember(user: User, signature: str, mapping: Mapping[str, str | None]) -> None:
    """Propose this mapping for the next list with these headings."""
    MappingMemory.objects.update_or_create(
        organization_id=user.organization_id,
        signature=signature,
        defaults={"mapping": dict(mapping), "used_at": clock.now()},
    )


@transaction.atomic
def remember_names(renamed: Mapping[str, int], actor: User) -> None:
    """Know the units next time by the names that a person has given to them."""
    for name, key in renamed.items():
        unit = Organization.objects.visible_to(actor).filter(pk=key).first()
        if unit is not None:
            add_alias(unit, name[:120], actor=actor)


def _must_be_open(batch: ImportBatch) -> None:
    if batch.stage not in OPEN_STAGES:
        raise WorkflowError(_("This list has been imported already."))
