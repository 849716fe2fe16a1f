"""What is kept of people and equipment: each change with its version and history, and what follows from it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import GOVERNMENT_KINDS, WATCHING_KINDS
from capability.models import Calibration, EarlierPost, Equipment, Supervisor, Team, Training
from capability.rules.staffing import training_due
from capability.states import EquipmentState, TrainingResult
from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.services import attachments, editing, uploads

SUPERVISING = GOVERNMENT_KINDS - WATCHING_KINDS
"""Kinds of units that can have supervisors of their own."""


@transaction.atomic
def add_person(row: Supervisor, *, actor: User, names: Sequence[str]) -> Supervisor:
    """Put a supervisor on file, and with the first one the unit. Raises DomainError; then nothing is added."""
    _refuse_other_unit(row)
    row.training_by = _due(row, clock.today().year)
    added = editing.add(row, actor=actor, names=names)
    open_team(added.organization, actor=actor)
    return added


@transaction.atomic
def add_equipment(row: Equipment, *, actor: User, names: Sequence[str]) -> Equipment:
    """Put an instrument on file. Raises DomainError; then nothing is added."""
    added = editing.add(row, actor=actor, names=names)
    open_team(added.organization, actor=actor)
    return added


def open_team(unit: Organization, *, actor: User) -> None:
    """Open the file of a unit that has none yet."""
    if not Team.objects.filter(organization=unit).exists():
        editing.add(Team(organization=unit), actor=actor, names=["organization"])


@transaction.atomic
def change_post(row: Supervisor, *, actor: User, version: int, values: Mapping[str, object]) -> Supervisor:
    """Give a supervisor another post from a day on; the one until then stays on file as an earlier one.

    `values` are those of the new post, all of which are written. Raises NotKeeperError, StaleError or DomainError.
    """
    editing.refuse_reader(actor)
    locked: Supervisor = editing.lock(row, actor=actor, version=version)
    since = values["since"]
    assert isinstance(since, date)
    if locked.since is not None and since <= locked.since:
        raise DomainError(_("The new post begins after the present one."), "since")
    if locked.left_on is not None and since <= locked.left_on:
        raise DomainError(_("The new post begins after the last day of the present one."), "since")
    until = locked.left_on or since - timedelta(days=1)
    before = editing.said_of(locked, ("post", "since", "left_on"))
    EarlierPost.objects.create(person=locked, post=locked.post, since=locked.since, until=until)
    locked.post, locked.since, locked.left_on = str(values["post"]), since, None
    editing.refuse_unfit(locked)
    locked.version += 1
    locked.save()
    editing.record(locked, actor, before=before, after=editing.said_of(locked, ("post", "since", "left_on")))
    return locked


@transaction.atomic
def add_training(row: Training, *, actor: User, names: Sequence[str]) -> Training:
    """Record a training; the hours of the year follow. Raises DomainError; then nothing is added."""
    added = editing.add(row, actor=actor, names=names)
    settle_training(added.person)
    return added


@transaction.atomic
def change_training(row: Training, *, actor: User, version: int, values: Mapping[str, object]) -> Training:
    """Correct a training. Raises NotKeeperError, StaleError or UnfitError; then nothing changes."""
    changed = editing.change(row, actor=actor, version=version, values=values)
    settle_training(changed.person)
    return changed


def settle_training(person: Supervisor) -> None:
    """Set the last day of the first year, from the present one on, whose hours are not complete."""
    held = Supervisor.objects.select_for_update(of=("self",)).get(pk=person.pk)
    held.training_by = _due(held, clock.today().year)
    held.save(update_fields=["training_by"])


def _due(person: Supervisor, year: int) -> date:
    rows = Training.objects.filter(person=person.pk).exclude(result=TrainingResult.FAILED) if person.pk else ()
    hours: dict[int, int] = {}
    if rows:
        hours = dict(rows.order_by().values_list("held_on__year").annotate(hours=Sum("hours")))
    return training_due(hours, year, max(settings.SUPERVISOR_TRAINING_HOURS, 1))


@transaction.atomic
def record_calibration(
    row: Calibration, scans: Sequence[Attachment], *, actor: User, names: Sequence[str]
) -> Calibration:
    """Record a calibration with its scans: the clock runs on from the latest; one not passed means a repair.

    Raises NotKeeperError, or DomainError for a day to come; then nothing is written.
    """
    editing.refuse_reader(actor)
    thing = Equipment.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=row.equipment_id)
    if row.calibrated_on > clock.today():
        raise DomainError(_("This day is still to come."), "calibrated_on")
    if row.is_passed and (row.valid_until is None or row.valid_until < row.calibrated_on):
        raise DomainError(_("Say until when the calibration holds, a day after it was made."), "valid_until")
    attachments.refuse_used(scans, actor, field="scans")
    row.recorded_by, row.recorded_at = actor, clock.now()
    row.save(force_insert=True)
    row.scans.set(scans)
    uploads.release(scans)
    editing.record(row, actor, before={}, after=editing.said_of(row, names))
    _follow(thing, actor)
    return row


def _follow(thing: Equipment, actor: User) -> None:
    """The latest calibration says by when the next one is due; an instrument that failed it is under repair."""
    latest = thing.calibrations.all()[0]
    said = ("calibrate_by", "state")
    before = editing.said_of(thing, said)
    thing.calibrate_by = latest.valid_until if latest.is_passed else latest.calibrated_on
    if not latest.is_passed and thing.state == EquipmentState.IN_USE:
        thing.state = EquipmentState.REPAIR
    thing.version += 1
    thing.save()
    editing.record(thing, actor, before=before, after=editing.said_of(thing, said))


def _refuse_other_unit(row: Supervisor) -> None:
    if row.organization.kind not in SUPERVISING:
        raise DomainError(_("Supervisors belong to units of the government."), "organization")
