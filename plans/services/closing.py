"""关停并转: the file is written, its compensation is paid in instalments, and its steps end in the closed state."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError
from core.models import Attachment
from core.services import attachments, editing, uploads
from core.steps import Given
from enterprises.models import Enterprise
from enterprises.services import operating
from enterprises.services.operating import StateGiven
from enterprises.states import OperatingState
from plans.models import Closure, Instalment
from plans.states import ClosureState
from plans.workflow import CLOSURES, keeps_plans

WRITTEN = (ClosureState.PREPARED, ClosureState.OPEN)
"""While a closure stands so its facts and payments are written."""


@transaction.atomic
def open_file(closure: Closure, *, actor: User, names: Sequence[str]) -> Closure:
    """Begin the file of a closure. Raises NotKeeperError, or UnfitError while another one is open."""
    _refuse_reader(actor)
    closure.made_at = clock.now()
    made = editing.add(closure, actor=actor, names=names)
    made.hands.add(actor)
    return made


@transaction.atomic
def change_file(closure: Closure, *, actor: User, version: int, values: Mapping[str, object]) -> Closure:
    """Write what has been agreed and done. Raises as `editing.change`, DomainError once it is to be verified."""
    held = _held(closure.pk, actor)
    if held.state == ClosureState.OPEN and {"decision", "decided_on", "kind"} & set(values):
        raise DomainError(_("What has been decided is not changed any more."), "decision")
    changed = editing.change(closure, actor=actor, version=version, values=values)
    _refuse_more_than_agreed(changed, None)
    changed.hands.add(actor)
    return changed


@transaction.atomic
def add_instalment(row: Instalment, *, actor: User, names: Sequence[str]) -> Instalment:
    """Add an instalment. Raises DomainError where the sums exceed what is agreed and nobody says why."""
    held = _held(row.closure_id, actor)
    made = editing.add(row, actor=actor, names=names)
    _refuse_more_than_agreed(held, made)
    held.hands.add(actor)
    return made


@transaction.atomic
def change_instalment(row: Instalment, *, actor: User, version: int, values: Mapping[str, object]) -> Instalment:
    """Change an instalment, or write down that it was paid. Raises as `add_instalment`."""
    held = _held(row.closure_id, actor)
    changed = editing.change(row, actor=actor, version=version, values=values)
    _refuse_more_than_agreed(held, changed)
    held.hands.add(actor)
    return changed


@transaction.atomic
def add_scans(row: Instalment, files: Sequence[Attachment], *, actor: User) -> None:
    """Hang the receipt at a payment, where it stays. Raises DomainError while nothing is paid, or for a used file."""
    held = _held(row.closure_id, actor)
    attachments.refuse_used(files, actor, field="scans")
    locked: Instalment = editing.lock(row, actor=actor, version=row.version)
    if not locked.paid_on:
        raise DomainError(_("Write down first when it was paid, and how much."), "scans")
    before = {"scans": _names(locked)}
    locked.scans.add(*files)
    locked.version += 1
    locked.save()
    uploads.release(files)
    editing.record(locked, actor, before=before, after={"scans": _names(locked)})
    held.hands.add(actor)


def _names(row: Instalment) -> str:
    return "、".join(row.scans.order_by("pk").values_list("name", flat=True))


def _held(pk: int, actor: User) -> Closure:
    """The file, held until the end of the transaction, so that two payments don't pass each other."""
    _refuse_reader(actor)
    closure = Closure.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=pk)
    if closure.state not in WRITTEN:
        raise DomainError(_("This closure is being verified or has ended: nothing is written any more."))
    return closure


def _refuse_reader(actor: User) -> None:
    if not keeps_plans(actor):
        raise NotAllowedError(_("Whoever keeps the file of the enterprise carries the closure out."))


def _refuse_more_than_agreed(closure: Closure, row: Instalment | None) -> None:
    """Neither what is due nor what is paid exceeds what is agreed, unless the instalment says why."""
    if row is not None and row.over_reason.strip():
        return
    if row is None and closure.instalments.exclude(over_reason="").exists():
        return
    sums = closure.instalments.aggregate(due=Sum("amount"), paid=Sum("paid"))
    agreed = closure.agreed or Decimal(0)
    if max(sums["due"] or 0, sums["paid"] or 0) > agreed:
        field = "agreed" if row is None else "over_reason"
        raise DomainError(_("More than the %(agreed)s that are agreed: say why.") % {"agreed": agreed}, field)


@CLOSURES.effect("decide")
@CLOSURES.effect("report")
def take_part(closure: Closure, actor: User, given: Given) -> None:
    closure.hands.add(actor)


@CLOSURES.effect("check")
def check(closure: Closure, actor: User, given: Given) -> None:
    closure.checked_by = actor
    closure.hands.add(actor)


@CLOSURES.effect("return")
def give_back(closure: Closure, actor: User, given: Given) -> None:
    """Whoever sent it back has looked at it, and may verify it again; the first verification is gone."""
    closure.checked_by, closure.reason = None, str(given["reason"])


@CLOSURES.effect("cancel")
def cancel(closure: Closure, actor: User, given: Given) -> None:
    closure.reason, closure.ended_on = str(given["reason"]), clock.today()
    closure.hands.add(actor)


@CLOSURES.effect("finish")
def finish(closure: Closure, actor: User, given: Given) -> None:
    """The second person confirms it: the enterprise is closed from today on."""
    closure.finished_by, closure.ended_on = actor, clock.today()
    closure.hands.add(actor)
    enterprise = Enterprise.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=closure.enterprise_id)
    if enterprise.state != OperatingState.CLOSED:
        said = StateGiven(
            OperatingState.CLOSED, clock.today(), _("Closure verified by two persons."), closure.decision, by_order=True
        )
        operating.enter(enterprise, said, actor=actor, version=enterprise.version)
