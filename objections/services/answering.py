"""异议的答复: accepted with the change of the datum in the same transaction, in part, or rejected with reasons."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from core.models import FileChange
from core.steps import VERSION, Given
from notices.services import notices
from objections.models import Objection, ObjectionEvent
from objections.services import telling
from objections.services.subjects import row_of, subject_of
from objections.states import ObjectionEventKind
from objections.workflow import OBJECTIONS


@OBJECTIONS.effect("accept")
def accept(objection: Objection, actor: User, given: Given) -> None:
    """The datum is another one from now on: changed here, or changed before, and then the answer leads to it."""
    change = _written(objection, actor, given) or changed_since(objection) or _added_since(objection, actor)
    if change is None:
        raise WorkflowError(_("Change the datum first, here or on its own page; the answer then leads to it."), "value")
    objection.change = change
    _end(objection, actor, ObjectionEventKind.ACCEPTED, given)


@OBJECTIONS.effect("partly")
def partly(objection: Objection, actor: User, given: Given) -> None:
    objection.change = _written(objection, actor, given) or changed_since(objection) or _added_since(objection, actor)
    _end(objection, actor, ObjectionEventKind.PARTLY, given)


@OBJECTIONS.effect("reject")
def reject(objection: Objection, actor: User, given: Given) -> None:
    _end(objection, actor, ObjectionEventKind.REJECTED, given)


@OBJECTIONS.effect("withdraw")
def withdraw(objection: Objection, actor: User, given: Given) -> None:
    """The enterprise takes it back: nobody has to answer any more."""
    objection.ended_at = clock.now()
    note(objection, ObjectionEventKind.WITHDRAWN, actor)


def changed_since(objection: Objection) -> FileChange | None:
    """The latest change of the datum since it was objected to."""
    rows = FileChange.objects.filter(row=objection.subject, at__gte=objection.raised_at)
    return rows.filter(after__has_key=objection.field).first()


def _added_since(objection: Objection, reader: User) -> FileChange | None:
    """The latest row that was added beside one that can't be changed, since it was objected to."""
    row = row_of(objection.subject, reader)
    subject = subject_of(row) if row is not None else None
    if row is None or subject is None:
        return None
    return FileChange.objects.filter(row__in=subject.further_rows(row), at__gte=objection.raised_at).first()


def note(objection: Objection, kind: ObjectionEventKind, actor: User | None, text: str = "") -> None:
    """Write down what happened to it."""
    due = objection.due if kind == ObjectionEventKind.MOVED_UP else None
    ObjectionEvent.objects.create(objection=objection, kind=kind, at=clock.now(), actor=actor, due=due, text=text)


def _written(objection: Objection, actor: User, given: Given) -> FileChange | None:
    """Write what the answer says of the datum, by the service that keeps it; None where it says nothing."""
    values = cast(Mapping[str, object], given.get("values") or {})
    row = row_of(objection.subject, actor) if values else None
    subject = subject_of(row) if row is not None else None
    if row is None or subject is None:
        return None
    before = getattr(row, VERSION)
    changed = subject.write(row, actor=actor, version=cast(int, given["row_version"]), values=values)
    if getattr(changed, VERSION) == before:
        raise WorkflowError(_("This stands on file already."), "value")
    return changed_since(objection)


def _end(objection: Objection, actor: User, kind: ObjectionEventKind, given: Given) -> None:
    objection.answered_by, objection.answer = actor, str(given.get("answer") or "")
    objection.ended_at = clock.now()
    note(objection, kind, actor, objection.answer)
    notices.note_act(actor.pk, [telling.subject_of(objection)], at=objection.ended_at)
    telling.tell_enterprise(objection)
