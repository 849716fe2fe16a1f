"""提出异议: the enterprise says what is wrong in its file, what would be right, why, with proof."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError
from core.models import Attachment
from core.querysets import address
from core.services import attachments, calendar, log, uploads
from core.services.acting import refuse_missing
from enterprises.models import Enterprise
from objections.models import Objection, ObjectionEvent
from objections.rules.ladder import answer_by
from objections.services import telling
from objections.services.deriving import lead_of
from objections.services.subjects import named, subject_of, value_of
from objections.states import ObjectionEventKind


@dataclass(frozen=True)
class ObjectionGiven:
    """What the enterprise says of a datum."""

    field: str
    wrong: str
    proposed: str
    reason: str
    files: Sequence[Attachment] = ()


def may_object(user: User, enterprise: Enterprise) -> bool:
    """Whether this is the person's own enterprise."""
    return user.is_enterprise and enterprise.organization_id == user.organization_id


@transaction.atomic
def object_to(row: Model, enterprise: Enterprise, given: ObjectionGiven, *, actor: User) -> Objection:
    """Object to a datum of a row that the actor sees.

    Raises NotAllowedError for another one's file, DomainError for what is no datum, is missing or is objected to
    already; then nothing is written.
    """
    if not may_object(actor, enterprise):
        raise NotAllowedError(_("An enterprise objects to the data of its own file."))
    refuse_missing(("wrong", "reason"), {"wrong": given.wrong, "reason": given.reason})
    attachments.refuse_used(given.files, actor, field="files")
    datum(row, given.field)
    if lead := lead_of(row, given.field, enterprise, actor):
        raise DomainError(_("Object to what it follows from. %(why)s") % {"why": lead.said}, "field")
    objection = _drafted(row, enterprise, given, actor)
    try:
        with transaction.atomic():
            objection.save(force_insert=True)
    except IntegrityError as clash:
        raise DomainError(_("There is an open objection to this datum already."), "field") from clash
    objection.files.set(given.files)
    uploads.release(given.files)
    _note(objection, actor)
    telling.tell_desk(objection)
    return objection


def datum(row: Model, name: str) -> Field:
    """The column of a row by its name. Raises DomainError for what can't be objected to."""
    subject = subject_of(row)
    found = {field.name: field for field in subject.data()} if subject else {}
    if name not in found:
        raise DomainError(_("This is no datum of the file that can be objected to."), "field")
    return found[name]


def _drafted(row: Model, enterprise: Enterprise, given: ObjectionGiven, actor: User) -> Objection:
    return Objection(
        enterprise=enterprise,
        subject=address(row),
        subject_name=named(row),
        field=given.field,
        on_file=value_of(row, datum(row, given.field)),
        wrong=given.wrong,
        proposed=given.proposed,
        reason=given.reason,
        due=answer_by(clock.today(), settings.OBJECTION_ANSWER_WORKING_DAYS, calendar.current()),
        raised_by=actor,
        raised_at=clock.now(),
    )


def _note(objection: Objection, actor: User) -> None:
    ObjectionEvent.objects.create(
        objection=objection,
        kind=ObjectionEventKind.RAISED,
        at=objection.raised_at,
        actor=actor,
        due=objection.due,
    )
    told = {"enterprise": objection.enterprise, "field": objection.field, "due": objection.due}
    log.record("objection.raise", objection, actor=actor, after=told)
