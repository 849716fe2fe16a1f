"""作答: an item is answered on a visit, once each, and answered otherwise while the visit is not closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from checklists.models import AnswerPhoto, Edition, ItemAnswer, Question, Run
from checklists.services.asking import edition_on
from checklists.states import SITE_RECORD, Said
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import Attachment
from core.services import attachments, log, uploads
from documents.models import IssuedDocument
from rectification.models import Item
from rectification.services.registration import ItemGiven
from visits.models import Visit
from visits.services import findings
from visits.workflow import closed_to, registers_on


@dataclass(frozen=True)
class Given:
    """What somebody answers; `token` and `written_at` are what a device says of it."""

    said: str
    note: str = ""
    photos: Sequence[Attachment] = ()
    token: UUID | None = None
    written_at: datetime | None = None


@transaction.atomic
def answer(visit: Visit, kind: str, code: str, given: Given, *, actor: User) -> ItemAnswer:
    """Answer an item of a checklist on a visit; the same once more changes nothing.

    Raises NotAllowedError for who does not inspect there now, DomainError for an item that is not asked or without
    a note that is needed, WrongStateError for one of which a problem has been registered. What a device wrote down
    earlier than what is here already changes nothing.
    """
    refuse_stranger(visit, actor)
    refuse_recorded(visit)
    edition, run = edition_on(visit, kind)
    question = _question(edition, code, visit)
    _refuse_without_note(given)
    held = _run_of(visit, question.edition, run, actor)
    present = ItemAnswer.objects.filter(run=held, question=question).first()
    if present is None:
        return _first(held, question, given, actor)
    return _otherwise(present, given, actor)


def refuse_recorded(visit: Visit) -> None:
    """Raises WrongStateError where a record that holds tells the answers of the visit: they stay as it says."""
    number = IssuedDocument.objects.filter(kind=SITE_RECORD, about=visit.pk, voided_at=None).values_list("number")
    if found := number.first():
        said = _("%(number)s tells what was answered; void it before anything is answered otherwise.")
        raise WrongStateError(said % {"number": found[0]})


def refuse_stranger(visit: Visit, actor: User) -> None:
    """Raises NotAllowedError for whoever does not inspect on this visit as it stands."""
    if not registers_on(visit, actor):
        raise NotAllowedError(closed_to(visit, actor))


def _question(edition: Edition | None, code: str, visit: Visit) -> Question:
    found = edition.questions.filter(code=code).select_related("edition").first() if edition else None
    if found is None or not found.holds_on(visit.planned_on):
        raise DomainError(_("This item is not asked on this visit."), "code")
    return found


def _refuse_without_note(given: Given) -> None:
    if given.said == Said.NONE and not given.note.strip():
        raise DomainError(_("Say why it is not applicable."), "note")


def _run_of(visit: Visit, edition: Edition, run: Run | None, actor: User) -> Run:
    """The row of the checklist on this visit, held until the end: two who answer come one after the other."""
    if run is None:
        said = {"begun_by": actor, "begun_at": clock.now()}
        run = Run.objects.get_or_create(visit=visit, edition=edition, defaults=said)[0]
    return Run.objects.select_for_update(of=("self",)).get(pk=run.pk)


def _first(run: Run, question: Question, given: Given, actor: User) -> ItemAnswer:
    made = ItemAnswer(run=run, question=question, answered_by=actor, answered_at=clock.now())
    _write(made, given)
    made.save(force_insert=True)
    _hang(made, given.photos, actor)
    log.record("checklist.answer", made, actor=actor, after={"said": made.said})
    return made


def _otherwise(present: ItemAnswer, given: Given, actor: User) -> ItemAnswer:
    if _is_known(present, given):
        _hang(present, given.photos, actor)
        return present
    if present.finding_id and given.said != Said.UNMET:
        raise WrongStateError(_("A problem has been registered of it, so it stays as not met."), "said")
    before = present.said
    _write(present, given)
    present.answered_by, present.answered_at = actor, clock.now()
    present.version += 1
    present.save()
    _hang(present, given.photos, actor)
    log.record("checklist.answer", present, actor=actor, before={"said": before}, after={"said": present.said})
    return present


def _is_known(present: ItemAnswer, given: Given) -> bool:
    """The same words, the same name of the device, or older than what is here."""
    if given.token is not None and given.token == present.token:
        return True
    if given.written_at is not None and given.written_at < (present.written_at or present.answered_at):
        return True
    return (present.said, present.note) == (given.said, given.note.strip())


def _write(row: ItemAnswer, given: Given) -> None:
    row.said, row.note = given.said, given.note.strip()
    row.token, row.written_at = given.token, given.written_at


def _hang(row: ItemAnswer, photos: Sequence[Attachment], actor: User) -> None:
    attachments.refuse_used(photos, actor, field="photos")
    AnswerPhoto.objects.bulk_create(AnswerPhoto(answer=row, attachment=file) for file in photos)
    uploads.release(photos)


def _refuse_the_requirement(question: Question, description: str) -> None:
    """The words of an item say what is to be so: alone they would put the opposite of the problem on the ledger."""
    said = description.strip().rstrip("。.")
    if said in {name.rstrip("。.") for name in (question.name_zh, question.name_en) if name}:
        raise DomainError(_("These are the words of the requirement itself; say what is not met."), "description")


@transaction.atomic
def register(row: ItemAnswer, given: ItemGiven, *, actor: User) -> Item:
    """Register the problem of an item that is not met: on the ledger, of this visit, of this answer.

    Raises WrongStateError for an item that is met, or of which a problem has been registered already, DomainError
    for a description that only repeats the requirement.
    """
    held = ItemAnswer.objects.select_for_update(of=("self",)).select_related("run__visit", "question").get(pk=row.pk)
    if held.said != Said.UNMET:
        raise WrongStateError(_("This item is not answered as not met."))
    if held.finding_id:
        raise WrongStateError(_("The problem of this item has been registered already."))
    _refuse_the_requirement(held.question, given.description)
    item = findings.register(held.run.visit, given, actor=actor)
    held.finding, held.version = item.finding, held.version + 1
    held.save()
    log.record("checklist.find", held, actor=actor, after={"item": item.number})
    return item
