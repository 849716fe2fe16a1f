"""版次: drawn up from the edition in use or from the catalogue, changed item by item, approved by another person."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from checklists.models import CatalogItem, Edition, Question
from checklists.states import EditionState
from checklists.workflow import EDITIONS, keeps
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import editing, log
from core.steps import Given

COPIED = (
    "position", "code", "name_zh", "name_en", "category_id", "criterion_codes", "basis_text", "valid_from", "valid_to",
    "trait", "after_code", "after_said", "is_asked",
)  # fmt: skip
OWN = "C"
"""In the code of an item of the county's own, after the letters of its list."""


def in_force(county: int, kind: str, day: date) -> Edition | None:
    """The edition that is used on a day."""
    return Edition.objects.filter(county=county, kind=kind).in_force(day).first()


@transaction.atomic
def draw_up(kind: str, valid_from: date, *, actor: User) -> Edition:
    """A further edition, as the one approved last; the first one as the catalogue stands.

    Raises NotAllowedError for who keeps no checklists, DomainError while another one is being drawn up.
    """
    county = actor.organization.county_id
    if not keeps(actor) or county is None:
        raise NotAllowedError(_("Coordinators keep the checklists."))
    former = Edition.objects.filter(county=county, kind=kind)
    last = former.in_force(clock.today()).first() or former.filter(state=EditionState.APPROVED).first()
    made = Edition(county_id=county, kind=kind, valid_from=valid_from, drafted_by=actor, drafted_at=clock.now())
    made.number = (former.aggregate(n=Max("number"))["n"] or 0) + 1
    _insert(made)
    Question.objects.bulk_create(_as_last(made, last) if last else _as_catalogue(made))
    log.record("checklist.draw-up", made, actor=actor, after={"edition": made.number})
    return made


def _insert(edition: Edition) -> None:
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError as clash:
        raise DomainError(_("An edition of this checklist is being drawn up already."), "kind") from clash


def _as_last(edition: Edition, last: Edition) -> list[Question]:
    return [Question(edition=edition, **{name: getattr(row, name) for name in COPIED}) for row in last.questions.all()]


def _as_catalogue(edition: Edition) -> list[Question]:
    """All rows of the catalogue but those that have ended before the edition is used."""
    rows = CatalogItem.objects.filter(checklist_code=edition.kind).exclude(valid_to__lt=edition.valid_from)
    return [
        Question(
            edition=edition,
            position=10 * place,
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            category_id=row.default_problem_id,
            criterion_codes=row.criterion_codes,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for place, row in enumerate(rows, 1)
    ]


@transaction.atomic
def change(question: Question, *, actor: User, version: int, values: Mapping[str, object]) -> Question:
    """Change an item of a draft. Raises WrongStateError once the edition is decided, StaleError, UnfitError."""
    edition = _refuse_decided(question.edition_id, actor)
    _refuse_strange_condition(question, values)
    changed = editing.change(question, actor=actor, version=version, values=values)
    if changed.version != version:
        edition.hands.add(actor)
    return changed


@transaction.atomic
def add(question: Question, *, actor: User, names: Sequence[str]) -> Question:
    """Add an item of the county's own to a draft, with the next code of its own."""
    edition = _refuse_decided(question.edition_id, actor)
    own = edition.questions.filter(code__startswith=f"{edition.kind}{OWN}").count()
    question.code = f"{edition.kind}{OWN}{own + 1:02}"
    _refuse_strange_condition(question, {"after_code": question.after_code})
    added = editing.add(question, actor=actor, names=names)
    edition.hands.add(actor)
    return added


def _refuse_decided(key: int, actor: User) -> Edition:
    """The edition, held. Raises NotAllowedError or WrongStateError."""
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=key)
    if not keeps(actor):
        raise NotAllowedError(_("Coordinators keep the checklists."))
    if not edition.is_draft:
        raise WrongStateError(_("This edition has been decided; draw up a further one."))
    return edition


def _refuse_strange_condition(question: Question, values: Mapping[str, object]) -> None:
    """An item can stand only on one that comes before it."""
    code = values.get("after_code", question.after_code)
    place = values.get("position", question.position)
    if code and not question.edition.questions.filter(code=code, position__lt=place).exists():
        raise DomainError(_("No item of this code comes before this one."), "after_code")


@EDITIONS.effect("approve")
def _approve(edition: Edition, actor: User, given: Given) -> None:
    """It is used from its first day on, at the earliest from today: what was answered before stays as it was."""
    edition.valid_from = max(edition.valid_from, clock.today())
    edition.decided_by, edition.decided_at = actor, clock.now()


@EDITIONS.effect("drop")
def _drop(edition: Edition, actor: User, given: Given) -> None:
    edition.decided_by, edition.decided_at = actor, clock.now()
