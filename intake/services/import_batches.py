"""导入批次: an uploaded list on its way through the steps of the wizard."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.services.organizations import add_alias
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services import log, stored_files
from intake.models import ImportBatch, MappingMemory, SentBack
from parks.models import Park

SUFFIXES = (".xlsx", ".xls", ".csv")
LEASE = timedelta(minutes=20)
MOST_TRIES = 3
OPEN_STAGES = (ImportBatch.Stage.UPLOADED, ImportBatch.Stage.CHECKED)


@stored_files.all_or_none()
@transaction.atomic
def upload(
    file: UploadedFile,
    *,
    actor: User,
    register: str = "",
    check: Callable[[ImportBatch], object] = lambda batch: None,
) -> ImportBatch:
    """Keep the file that somebody wants to import; nothing stays of one at which `check` raises.

    `register` is the kind of a list of files; without one it is a list of problems.
    """
    if not (actor.keeps_files if register else actor.imports_lists):
        raise NotAllowedError(_("Your role does not import lists."))
    content = file.read()
    batch = ImportBatch(
        file_name=(file.name or "")[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        register=register,
        uploaded_by=actor,
        organization=actor.organization,
        uploaded_at=clock.now(),
    )
    file.seek(0)
    batch.file.save(batch.sha256 + suffix_of(batch.file_name), file, save=False)
    batch.save(force_insert=True)
    check(batch)
    log.record("list.bring", batch, actor=actor, after={"sha256": batch.sha256})
    return batch


def suffix_of(name: str) -> str:
    """The ending under which a list is stored; what it holds is told by its bytes, not by this."""
    suffix = Path(name).suffix.lower()
    return suffix if suffix in SUFFIXES else SUFFIXES[0]


@transaction.atomic
def decide(
    batch: ImportBatch,
    *,
    mapping: Mapping[str, str | None],
    source: str = "",
    park: Park | None = None,
    decisions: Mapping[str, Mapping[str, str]],
    actor: User,
) -> ImportBatch:
    """Write down what a person says of the columns, the source, the park, the unknown units and words."""
    _must_be_open(batch)
    batch.mapping, batch.source, batch.park = dict(mapping), source, park
    batch.decisions = {**batch.decisions, **decisions}
    batch.stage = ImportBatch.Stage.CHECKED
    batch.save()
    log.record("list.columns", batch, actor=actor, after={"mapping": batch.mapping, "source": source, "park": park})
    return batch


@transaction.atomic
def choose_sheet(batch: ImportBatch, sheet: str, *, actor: User) -> ImportBatch:
    """Read another sheet; what was said of the columns no longer holds."""
    _must_be_open(batch)
    before, batch.sheet, batch.mapping = batch.sheet, sheet[:120], {}
    batch.save(update_fields=["sheet", "mapping"])
    log.record("list.sheet", batch, actor=actor, before={"sheet": before}, after={"sheet": batch.sheet})
    return batch


@transaction.atomic
def start(batch: ImportBatch, *, merge: list[str], skip_errors: bool, actor: User) -> ImportBatch:
    """Let a job do the import of a long list."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    _must_be_open(batch)
    batch.decisions = {**batch.decisions, "merge": merge, "skip_errors": skip_errors}
    _queue(batch)
    log.record("list.start", batch, actor=actor)
    return batch


def _queue(batch: ImportBatch) -> None:
    batch.stage, batch.progress, batch.error = ImportBatch.Stage.RUNNING, 10, ""
    batch.claimed_until, batch.tries = None, 0
    batch.save()


def claim(batch_id: int) -> ImportBatch | None:
    """Take the work on a started list for the length of a lease; None where nothing is to be done or somebody is at it.

    A list at which several workers have broken off is given up: then its page says so.
    """
    now = clock.now()
    free = ImportBatch.objects.waiting_for_a_worker(now).filter(pk=batch_id)
    if not free.update(claimed_until=now + LEASE, tries=F("tries") + 1):
        return None
    batch = ImportBatch.objects.select_related("uploaded_by__organization__county", "park").get(pk=batch_id)
    if batch.tries > MOST_TRIES:
        fail(batch, _("The import broke off several times. Tell the system administrator, then try again."))
        return None
    return batch


def fail(batch: ImportBatch, reason: str) -> None:
    """Say why the import did not come to its end; what another worker has finished meanwhile stays finished."""
    running = ImportBatch.objects.filter(pk=batch.pk, stage=ImportBatch.Stage.RUNNING)
    running.update(stage=ImportBatch.Stage.FAILED, error=reason)
    batch.refresh_from_db(fields=["stage", "error"])


def can_be_cancelled(batch: ImportBatch) -> bool:
    """Whether the list is started and nobody is at it yet."""
    return ImportBatch.objects.waiting_for_a_worker(clock.now()).filter(pk=batch.pk).exists()


@transaction.atomic
def cancel(batch: ImportBatch, *, actor: User) -> ImportBatch:
    """Take a started list out of the queue: it is checked again as before the start."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if not can_be_cancelled(batch):
        raise WorkflowError(_("The list is being imported at this moment. It can be taken back afterwards."))
    batch.stage, batch.progress = ImportBatch.Stage.CHECKED, 0
    batch.save(update_fields=["stage", "progress"])
    log.record("list.cancel", batch, actor=actor)
    return batch


@transaction.atomic
def start_again(batch: ImportBatch, *, actor: User) -> ImportBatch:
    """Put a list that failed into the queue once more, as it was decided."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if not can_be_started_again(batch):
        raise WorkflowError(_("Only an import that failed can be started again."))
    _queue(batch)
    log.record("list.again", batch, actor=actor)
    return batch


def can_be_started_again(batch: ImportBatch) -> bool:
    """Whether it failed on its way in; what could never be read was not started."""
    return batch.stage == ImportBatch.Stage.FAILED and "merge" in batch.decisions


def summarise(batch: ImportBatch, summary: Mapping[str, object]) -> None:
    """Keep the numbers of the receipt."""
    batch.summary = {**batch.summary, **summary}
    batch.save(update_fields=["summary"])


@transaction.atomic
def note_sent_back(batch: ImportBatch, content: bytes, cells: int, *, actor: User) -> SentBack:
    """Keep who took which file to send it back: it is what the superior was told."""
    digest = hashlib.sha256(content).hexdigest()
    log.record("list.send-back", batch, actor=actor, after={"sha256": digest, "cells": cells})
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
