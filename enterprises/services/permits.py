"""证照: renewed by a row that follows the old one, suspended or revoked from a day on, shown by its scans."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.services import attachments, calendar, editing, uploads
from enterprises.models import Permit, PermitChange, PermitKind
from enterprises.rules.permits import apply_by, may_become
from enterprises.states import RUNNING

SAVED_TOGETHER = 1000


def renewal_of(permit: Permit) -> Permit:
    """A row, not yet saved, that takes the place of a permit."""
    return Permit(enterprise=permit.enterprise, kind=permit.kind, authority=permit.authority, follows=permit)


@transaction.atomic
def renew(renewal: Permit, *, actor: User, names: Sequence[str]) -> Permit:
    """Put a renewal on file; from then on the old permit is silent and stays as what was valid before.

    Raises NotKeeperError, or DomainError for one that was renewed already or has been revoked or cancelled.
    """
    editing.refuse_reader(actor)
    assert renewal.follows is not None
    old = Permit.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=renewal.follows.pk)
    if old.state not in RUNNING:
        raise DomainError(_("A permit that has been revoked or cancelled is not renewed; add a new one."))
    if old.is_renewed:
        raise DomainError(_("This permit has been renewed already."))
    if old.valid_until and renewal.valid_until and renewal.valid_until <= old.valid_until:
        raise DomainError(_("A renewal ends later than the permit that it renews."), "valid_until")
    return editing.add(renewal, actor=actor, names=[*names, "follows"])


@transaction.atomic
def change_state(permit: Permit, *, actor: User, version: int, state: str, since: date, reason: str) -> Permit:
    """Suspend, restore, revoke or cancel a permit from a day on. Raises NotKeeperError, StaleError or DomainError."""
    editing.refuse_reader(actor)
    locked: Permit = editing.lock(permit, actor=actor, version=version)
    if not may_become(locked.state, state):
        raise DomainError(_("The permit can't be put into this state."), "state")
    last = locked.changes.order_by("-since").first()
    if since > clock.today() or (last and since <= last.since):
        raise DomainError(_("Give a day after the last change of its state, not one that is still to come."), "since")
    before = editing.said_of(locked, ["state"])
    change = PermitChange(permit=locked, state=state, since=since, reason=reason, actor=actor, at=clock.now())
    change.save(force_insert=True)
    locked.state = state
    locked.version += 1
    locked.save()
    after = {"state": state, "since": since, "reason": reason}
    editing.record(locked, actor, before=before, after=after)
    return locked


@transaction.atomic
def add_scans(permit: Permit, files: Sequence[Attachment], *, actor: User) -> None:
    """Hang scans at a permit. Raises NotKeeperError, or DomainError for a file that hangs elsewhere."""
    editing.refuse_reader(actor)
    attachments.refuse_used(files, actor, field="scans")
    locked: Permit = editing.lock(permit, actor=actor, version=permit.version)
    before = {"scans": _names(locked)}
    locked.scans.add(*files)
    locked.version += 1
    locked.save()
    uploads.release(files)
    editing.record(locked, actor, before=before, after={"scans": _names(locked)})


def _names(permit: Permit) -> str:
    return "、".join(permit.scans.order_by("pk").values_list("name", flat=True))


def settle_last_days_to_apply() -> int:
    """Bring `apply_by` in step with catalogue and calendar, which may have changed since; answers how many differed.

    Two queries, and further ones only for what differs.
    """
    leads, days = {kind.pk: kind.lead for kind in PermitKind.objects.all()}, calendar.current()
    known: dict[tuple[str, date], date | None] = {}
    changed = []
    rows = Permit.objects.exclude(valid_until=None).values_list("pk", "kind_id", "valid_until", "apply_by")
    for pk, kind, until, kept in rows.iterator(chunk_size=SAVED_TOGETHER):
        assert until is not None
        if (kind, until) not in known:
            known[kind, until] = apply_by(until, leads[kind], days)
        if kept != known[kind, until]:
            changed.append(Permit(pk=pk, apply_by=known[kind, until]))
    return Permit.objects.bulk_update(changed, ["apply_by"], batch_size=SAVED_TOGETHER)
