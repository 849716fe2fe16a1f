"""建设进展: how far a facility has come is written here and nowhere else; the facility says what its last row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.services import attachments, editing, uploads
from parks.models import Infrastructure, InfrastructureProgress
from parks.rules.milestones import reached
from parks.states import BUILT


@dataclass(frozen=True)
class Seen:
    """How far a facility was on a day."""

    day: date
    percent: int
    status: str
    note: str = ""
    photos: Sequence[Attachment] = ()


@transaction.atomic
def found(facility: Infrastructure, *, actor: User, names: Sequence[str]) -> Infrastructure:
    """A new facility in the file of a park; what is said of its progress is the first row of its history."""
    added = editing.add(facility, actor=actor, names=names)
    _written(added, Seen(clock.today(), added.progress, added.status), actor)
    return added


@transaction.atomic
def note(facility_id: int, seen: Seen, *, actor: User) -> InfrastructureProgress:
    """Write down how far a facility is. Raises NotKeeperError or DomainError; then nothing is written.

    A row of an earlier day than the last one completes the past and leaves the present alone.
    """
    editing.refuse_reader(actor)
    facility = Infrastructure.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=facility_id)
    _refuse_unfit(seen)
    attachments.refuse_used(seen.photos, actor, field="photos")
    row = _written(facility, seen, actor)
    row.photos.set(seen.photos)
    uploads.release(seen.photos)
    last = InfrastructureProgress.objects.filter(facility=facility).order_by("-day", "-pk").first()
    if last == row:
        _follow(facility, seen, actor)
    return row


@transaction.atomic
def change(facility: Infrastructure, *, actor: User, version: int, values: Mapping[str, object]) -> Infrastructure:
    """Change a facility; a status or progress that is new is a row of its history, of today. Raises as `note`."""
    rest = {name: value for name, value in values.items() if name not in ("status", "progress")}
    changed = editing.change(facility, actor=actor, version=version, values=rest)
    status = str(values.get("status", changed.status))
    percent = int(str(values.get("progress", 100 if status in BUILT else changed.progress)))
    if (status, percent) != (changed.status, changed.progress):
        note(changed.pk, Seen(clock.today(), percent, status), actor=actor)
        changed.refresh_from_db()
    return changed


def _refuse_unfit(seen: Seen) -> None:
    if seen.day > clock.today():
        raise DomainError(_("This day has not come yet."), "day")
    if not 0 <= seen.percent <= 100:
        raise DomainError(_("Between 0 and 100."), "percent")
    if seen.status in BUILT and seen.percent < 100:
        raise DomainError(_("What is built stands at 100."), "percent")


def _written(facility: Infrastructure, seen: Seen, actor: User) -> InfrastructureProgress:
    return InfrastructureProgress.objects.create(
        facility=facility,
        day=seen.day,
        percent=seen.percent,
        status=seen.status,
        note=seen.note,
        recorded_by=actor,
        recorded_at=clock.now(),
    )


def _follow(facility: Infrastructure, seen: Seen, actor: User) -> None:
    """Let the facility say what its last row says, and which milestones it has reached by that."""
    milestones = [name for name in reached(facility.status, seen.status) if getattr(facility, name) is None]
    values: dict[str, object] = {"status": seen.status, "progress": seen.percent}
    values |= {"note": seen.note} if seen.note else {}
    values |= dict.fromkeys(milestones, seen.day)
    before = editing.said_of(facility, values)
    for name, value in values.items():
        setattr(facility, name, value)
    facility.version += 1
    facility.save()
    editing.record(facility, actor, before=before, after=editing.said_of(facility, values))
