"""印发、作废: a paper gets its number and stays as it is; the one way in for every kind."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import OrganizationKind
from core import clock
from core.errors import NotAllowedError, StaleError, WrongStateError
from core.services import log
from core.services.holding import refuse_held
from documents import kinds
from documents.models import VOIDING, Issuable, IssuedDocument
from documents.services import files, series
from documents.states import FileKind

Content = Mapping[str, object]


class Located(Protocol):
    """A row of a county."""

    pk: int

    @property
    def county_id(self) -> int | None: ...


_afterwards: list[Callable[[IssuedDocument], None]] = []


def afterwards(look_at: Callable[[IssuedDocument], None]) -> None:
    """Let an app look at each paper that has been issued, in its transaction; called once by its config."""
    if look_at not in _afterwards:
        _afterwards.append(look_at)


@transaction.atomic
def issue(
    code: str,
    *,
    county: int,
    actor: User,
    content: Callable[[IssuedDocument], Content],
    row: Located | None = None,
    books: Mapping[FileKind, bytes] | None = None,
) -> IssuedDocument:
    """Issue a paper of this kind; `content` tells what it says, with its title, once its number is known.

    `row` is what it is about, where a thing may have several. A kind that keeps its files keeps `books` with them:
    those that are not made of the document.

    Raises NotAllowedError where the actor's body has no power to issue it, HeldError for an account reset of late,
    WrongStateError where another is valid for the same act.
    """
    kind = refuse_without_right(code, actor)
    paper = _blank(kind, county=county, actor=actor, row=row)
    _refuse_another(paper)
    (paper.sequence,) = series.take(_key_of(kind, paper))
    _write(kind, paper, content)
    _keep(paper)
    if kind.keeps_files:
        files.keep(paper, books or {})
    for look_at in _afterwards:
        look_at(paper)
    return paper


def _blank(kind: kinds.DocumentKind, *, county: int, actor: User, row: Located | None) -> IssuedDocument:
    """A paper of today in the name of the actor's body, without its number."""
    paper = IssuedDocument(
        county_id=county,
        kind=kind.code,
        issuer=actor.organization,
        series=kind.series.code,
        word=kind.word(actor.organization),
        year=clock.today().year,
        issued_by=actor,
        issued_at=clock.now(),
    )
    if row is not None:
        paper.about, paper.act = row.pk, kind.act(row, paper)
    return paper


def _keep(paper: IssuedDocument) -> None:
    """Two who issue at once meet in the database: the second is told of the paper of the first."""
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
    except IntegrityError:
        _refuse_another(paper)
        raise


def _refuse_another(paper: IssuedDocument) -> None:
    """Raises WrongStateError that names the paper which is valid for the same act."""
    valid = IssuedDocument.objects.filter(kind=paper.kind, about=paper.about, act=paper.act, voided_at=None)
    number = valid.values_list("number", flat=True).first() if paper.act else None
    if number:
        raise WrongStateError(
            _("%(number)s says this and is valid; void it before another is issued.") % {"number": number}
        )


def refuse_second(code: str, row: Located, actor: User) -> None:
    """Raises WrongStateError where a paper of this kind that the actor would issue now has been issued and is valid."""
    county, _content = _of_row(code, row)
    _refuse_another(_blank(kinds.named(code), county=county, actor=actor, row=row))


def _key_of(kind: kinds.DocumentKind, paper: IssuedDocument) -> str:
    return kind.series.key_of(county=paper.county_id, year=paper.year, word=paper.word)


def _write(kind: kinds.DocumentKind, paper: IssuedDocument, content: Callable[[IssuedDocument], Content]) -> None:
    """What the paper says under the number of its sequence."""
    paper.number = kind.series.written(paper.sequence, year=paper.year, word=paper.word)
    paper.content = dict(content(paper))
    paper.title, paper.sha256 = str(paper.content["title"]), digest(paper.content)


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


def may_void(paper: IssuedDocument, person: User) -> bool:
    """Whether the person may void it as it stands: one about a thing, by those who keep files in the body it is of.

    A paper with a row of its own is voided by the step of that row.
    """
    kind = kinds.named(paper.kind)
    is_open = kind.wording is not None and kind.voidable and kind.by_hand and not paper.is_void
    return is_open and person.keeps_files and person.organization_id == paper.issuer_id


def held_by(paper: IssuedDocument) -> str:
    """Why a paper about a thing is not voided by hand: the thing stands on it; empty where nothing does."""
    kind = kinds.named(paper.kind)
    if kind.held is None or paper.is_void:
        return ""
    return kind.held(kind.of._default_manager.get(pk=paper.about))


@transaction.atomic
def void_about(pk: int, *, actor: User, reason: str) -> IssuedDocument:
    """Void a paper about a thing. Raises NotAllowedError for whoever `may_void` doesn't name, else as `void`."""
    paper = IssuedDocument.objects.get(pk=pk)
    if not kinds.named(paper.kind).by_hand:
        raise WrongStateError(_("This paper is voided by the step that ends what it decided, not by itself."))
    if not paper.is_void and not may_void(paper, actor):
        raise NotAllowedError(_("Only the body that has issued this paper voids it."))
    if said := held_by(paper):
        raise WrongStateError(said)
    return void(pk, actor=actor, reason=reason)


@transaction.atomic
def issue_about(code: str, row: Located, *, actor: User, seen: str | None = None) -> IssuedDocument:
    """Issue a paper of a kind that is worded of a row: its county's, and about it, with a row of the log.

    Where a paper has a row of its own, the act on that is what the log tells. `seen` is the digest of what a person
    was shown of it (`foreseen`): raises StaleError where it would say something else by now.
    """
    county, content = _of_row(code, row)
    paper = issue(code, county=county, actor=actor, content=content, row=row)
    refuse_unseen(paper, seen)
    log.record("document.issue", paper, actor=actor)
    return paper


def refuse_unseen(paper: IssuedDocument, seen: str | None) -> None:
    """Raises StaleError where a paper says something else than the one with the digest that a person was shown."""
    if seen is not None and paper.sha256 != seen:
        raise StaleError(_("What the paper would say has changed since it was shown. This is how it would be now."))


def foreseen(code: str, row: Located, *, actor: User) -> IssuedDocument:
    """The paper as `issue_about` would issue it now, with the number that it would take; nothing is kept of it.

    Raises as `issue` does where the actor can't issue it, or another is valid.
    """
    kind = refuse_without_right(code, actor)
    county, content = _of_row(code, row)
    paper = _blank(kind, county=county, actor=actor, row=row)
    _refuse_another(paper)
    paper.sequence = series.next_of(_key_of(kind, paper))
    _write(kind, paper, content)
    return paper


def rehearsed(act: Callable[[], object], code: str, *, about: int) -> IssuedDocument:
    """The paper that an act would issue: it is taken, the paper is read, and all of it is undone.

    For acts whose paper says what they decide. Raises what the act raises.
    """
    with transaction.atomic():
        act()
        paper = IssuedDocument.objects.filter(kind=code, about=about).latest("pk")
        transaction.set_rollback(True)
    return paper


def rehearsed_letters(act: Callable[[], Iterable[Issuable]]) -> list[IssuedDocument]:
    """The papers of the rows that an act would issue, as `rehearsed`."""
    with transaction.atomic():
        papers = [row.paper for row in act()]
        transaction.set_rollback(True)
    return papers


def _of_row(code: str, row: Located) -> tuple[int, Callable[[IssuedDocument], Content]]:
    """The county of a paper about the row, and what it says."""
    wording = kinds.named(code).wording
    assert wording is not None, "a kind with rows of its own is issued with its content"
    assert row.county_id is not None, "a paper is issued in a county"
    made = partial(wording, row)
    return row.county_id, lambda paper: made(paper).as_json()


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
