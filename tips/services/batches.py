"""交办批次: a batch from above is entered, put right with a reason, and filled row by row in the superior's order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError
from core.rules import persons
from core.services import editing, log
from core.services.acting import refuse_missing
from tips.models import Tip, TipBatch
from tips.services import submitting
from tips.services.submitting import TipGiven
from tips.workflow import OFFICE_OF_BATCHES, keeps_batches

FREE_WORDS = ("text", "place", "when")


@dataclass(frozen=True)
class BatchGiven:
    """What is entered of a batch."""

    superior: str
    origin: str
    number: int
    received_on: date
    answer_by: date


@dataclass(frozen=True)
class RowGiven:
    """A row of a batch: where it stands, the superior's number of it, and what was told; never by whom."""

    place_in_batch: int
    told: TipGiven
    superior_number: str = ""


@transaction.atomic
def open_batch(given: BatchGiven, *, actor: User) -> TipBatch:
    """Enter a batch. Raises NotAllowedError, DomainError for what is missing, doesn't fit or is there already."""
    _refuse_others(actor)
    refuse_missing(("superior", "origin"), {"superior": given.superior, "origin": given.origin})
    batch = TipBatch(
        county=actor.organization.county,
        superior=given.superior,
        origin=given.origin,
        number=given.number,
        received_on=given.received_on,
        answer_by=given.answer_by,
        opened_by=actor,
        opened_at=clock.now(),
    )
    editing.refuse_unfit(batch)
    batch.save(force_insert=True)
    log.record("tip-batch.open", batch, actor=actor, after={"answer_by": given.answer_by})
    return batch


@transaction.atomic
def change(batch: TipBatch, *, actor: User, version: int, values: Mapping[str, object]) -> TipBatch:
    """Put right what was entered, with its reason; rows that still wait for an answer follow its last day.

    Raises NotAllowedError, StaleError, DomainError for what doesn't fit.
    """
    _refuse_others(actor)
    locked: TipBatch = editing.lock(batch, actor=actor, version=version)
    reason = str(values.get("reason") or "")
    refuse_missing(("reason",), {"reason": reason})
    written = {name: value for name, value in values.items() if name != "reason"}
    before, was = editing.said_of(locked, written), locked.answer_by
    for name, value in written.items():
        setattr(locked, name, value)
    after = editing.said_of(locked, written)
    if before == after:
        return locked
    editing.refuse_unfit(locked)
    locked.version += 1
    locked.save()
    _follow(locked, was)
    log.record("tip-batch.change", locked, actor=actor, before=before, after=after, reason=reason)
    return locked


def _follow(batch: TipBatch, was: date) -> None:
    """The rows that are not answered yet are due when the batch is."""
    if was == batch.answer_by:
        return
    for tip in batch.rows.open().select_for_update(of=("self",)):
        tip.due = batch.answer_by
        tip.accept_by = min(tip.accept_by, batch.answer_by)
        tip.version += 1
        tip.save(update_fields=["due", "accept_by", "version"])


@transaction.atomic
def add_row(batch: TipBatch, given: RowGiven, *, actor: User) -> Tip:
    """Enter a row of a batch as a tip that waits to be accepted; it is due when the batch is.

    Raises NotAllowedError, DomainError for what is missing, for a place or number that is taken, and where a phone
    or the number of an identity card stands in the words: who told it does not come in with a list (S33).
    """
    _refuse_others(actor)
    locked = TipBatch.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=batch.pk)
    _refuse_unfit_row(locked, given)
    tip = submitting.written(given.told, recorded_by=actor).tip
    tip.batch, tip.batch_place, tip.batch_number = locked, given.place_in_batch, given.superior_number
    tip.due = locked.answer_by
    tip.accept_by = min(tip.accept_by, locked.answer_by)
    tip.save()
    log.record("tip.take-in", tip, actor=actor, after={"batch": str(locked), "batch_place": given.place_in_batch})
    return tip


def next_place(batch: TipBatch) -> int:
    """The place after the last row."""
    last: int | None = batch.rows.aggregate(last=Max("batch_place"))["last"]
    return (last or 0) + 1


def _refuse_unfit_row(batch: TipBatch, given: RowGiven) -> None:
    told = given.told
    place = told.place or told.park or told.enterprise
    refuse_missing(("text", "place"), {"text": told.text, "place": place})
    if told.is_named:
        raise DomainError(_("Who told it does not come in with a batch."))
    for name in FREE_WORDS:
        if found := list(persons.found(getattr(told, name), ())):
            said = _("This has a phone or the number of an identity card: %(found)s. Leave out by whom it was told.")
            raise DomainError(said % {"found": "、".join(found)}, name)
    if batch.rows.filter(batch_place=given.place_in_batch).exists():
        raise DomainError(_("Another row of the batch has this place."), "batch_place")
    number = given.superior_number
    if number and batch.rows.filter(batch_number=number).exists():
        raise DomainError(_("Another row of the batch has this number."), "batch_number")


def _refuse_others(actor: User) -> None:
    if not keeps_batches(actor):
        raise NotAllowedError(str(OFFICE_OF_BATCHES))
