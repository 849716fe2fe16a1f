"""印发、作废: a paper gets its number and stays as it is; the one way in for every kind."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import OrganizationKind
from core import clock
from core.errors import NotAllowedError, WrongStateError
from core.services import log
from core.services.holding import refuse_held
from documents import kinds
from documents.models import VOIDING, IssuedDocument
from documents.services import files, series
from documents.states import FileKind

Content = Mapping[str, object]


class Located(Protocol):
    """A row of a county."""

    pk: int
    county_id: int | None


@transaction.atomic
def issue(
    code: str,
    *,
    county: int,
    actor: User,
    content: Callable[[IssuedDocument], Content],
    about: int | None = None,
    books: Mapping[FileKind, bytes] | None = None,
) -> IssuedDocument:
    """Issue a paper of this kind; `content` tells what it says, with its title, once its number is known.

    A kind that keeps its files keeps `books` with them: those that are not made of the document.

    Raises NotAllowedError where the actor's body has no power to issue it, HeldError for an account reset of late.
    """
    kind = refuse_without_right(code, actor)
    paper = IssuedDocument(
        county_id=county,
        kind=code,
        issuer=actor.organization,
        series=kind.series.code,
        word=kind.word(actor.organization),
        year=clock.today().year,
        about=about,
        issued_by=actor,
        issued_at=clock.now(),
    )
    (paper.sequence,) = series.take(kind.series.key_of(county=county, year=paper.year, word=paper.word))
    paper.number = kind.series.written(paper.sequence, year=paper.year, word=paper.word)
    paper.content = dict(content(paper))
    paper.title, paper.sha256 = str(paper.content["title"]), digest(paper.content)
    paper.save(force_insert=True)
    if kind.keeps_files:
        files.keep(paper, books or {})
    return paper


def digest(content: Content) -> str:
    """SHA-256 of the content in its one written form."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def void(pk: int, *, actor: User, reason: str) -> IssuedDocument:
    """作废: the paper no longer holds; its number is never given out again. Raises WrongStateError the second time."""
    refuse_held(actor)
    paper = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=pk)
    if paper.is_void or not kinds.named(paper.kind).voidable:
        raise WrongStateError(_("This paper can't be voided, or has been already."))
    paper.voided_by, paper.voided_at, paper.void_reason = actor, clock.now(), reason
    paper.save(update_fields=VOIDING)
    if paper.about:
        log.record("document.void", paper, actor=actor, reason=reason)
    return paper


def issue_about(code: str, row: Located, *, actor: User) -> IssuedDocument:
    """Issue a paper of a kind that is worded of a row: its county's, and about it, with a row of the log.

    Where a paper has a row of its own, the act on that is what the log tells.
    """
    wording = kinds.named(code).wording
    assert wording is not None, "a kind with rows of its own is issued with its content"
    assert row.county_id is not None, "a paper is issued in a county"
    made = partial(wording, row)
    paper = issue(code, county=row.county_id, actor=actor, content=lambda paper: made(paper).as_json(), about=row.pk)
    log.record("document.issue", paper, actor=actor)
    return paper


def refuse_without_right(code: str, actor: User) -> kinds.DocumentKind:
    """The kind of a code; raises as `issue` does, before anything is asked of the paper itself."""
    kind = kinds.named(code)
    refuse_without_power(kind.bodies, kind.label, actor)
    refuse_held(actor)
    return kind


def refuse_without_power(bodies: frozenset[OrganizationKind], label: str | Promise, person: User) -> None:
    """Raises NotAllowedError where the person's body is none of those that issue this paper in their own name."""
    unit = person.organization
    if OrganizationKind(unit.kind) not in bodies:
        said = {"unit": unit.name, "kind": unit.get_kind_display(), "paper": label}
        raise NotAllowedError(
            _("%(unit)s (%(kind)s) has no power to issue “%(paper)s”; a body that has it must issue it.") % said
        )


def contact_of(person: User | None) -> str:
    """联系人 with the phone of the office; empty where no phone is on record."""
    if person is None or not person.organization.phone:
        return ""
    return f"联系人：{person.name}，联系电话：{person.organization.phone}"
