"""摘牌: the body that has listed a hazard ends its listing when it is signed off, by a notice to the unit."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, WorkflowError
from documents.blocks import written
from documents.rules.office_words import for_paper, own_name
from documents.services.issuing import refuse_unseen
from inspections.services.citing import said_by
from rectification.models import Item, ListedSupervision
from rectification.rules import hazards
from rectification.states import EscalationDocument, State, SupervisionLevel
from supervision.models import SupervisionLetter
from supervision.services import letters
from supervision.services.item_facts import place_of
from supervision.services.letter_words import BY_NOTICE, OPENINGS, REQUIREMENTS, YOUR_UNIT
from supervision.services.letters import LetterGiven


def listed_by(listing: ListedSupervision) -> SupervisionLetter | None:
    """The notice by which the item was listed, the latest that holds; None where it was listed without one."""
    return _letters(listing, EscalationDocument.LISTING).select_related("document__issued_by__organization").first()


def _lister(listing: ListedSupervision) -> User | None:
    """Who has listed it: by a notice, else by the measure on record."""
    if notice := listed_by(listing):
        return notice.issued_by
    measures = listing.item.supervision_measures.filter(level=SupervisionLevel.LISTED).select_related(
        "by__organization"
    )
    measure = measures.order_by("-at", "-pk").first()
    return measure.by if measure else None


def is_removed(listing: ListedSupervision) -> bool:
    return _letters(listing, EscalationDocument.REMOVAL).exists()


def _letters(listing: ListedSupervision, kind: EscalationDocument) -> QuerySet[SupervisionLetter]:
    return SupervisionLetter.objects.filter(items=listing.item_id, kind=kind, document__voided_at=None)


def may_remove(listing: ListedSupervision, person: User) -> bool:
    """The head, or the coordinator, of the body that has listed it, once it is signed off."""
    if listing.item.state != State.CLOSED or is_removed(listing):
        return False
    lister = _lister(listing)
    own = lister is not None and lister.organization_id == person.organization_id
    return own and person.assigns and (person.is_head or person.is_coordinator)


@transaction.atomic
@clock.still()
def remove(pk: int, *, actor: User, look_back_on: date, seen: str | None = None) -> SupervisionLetter:
    """Issue the notice of removal. Raises DoesNotExist, NotAllowedError, WorkflowError.

    `seen` is the digest of the notice that the actor was shown: raises StaleError where it would be another one.
    """
    rows = ListedSupervision.objects.visible_to(actor).select_for_update(of=("self",)).select_related("item")
    listing = rows.get(pk=pk)
    if not may_remove(listing, actor):
        raise NotAllowedError(_("The body that has listed it takes the listing off, once the item is signed off."))
    if look_back_on <= clock.today():
        raise WorkflowError(_("The look-back lies after today."), "look_back_on")
    given = _given(listing, actor, look_back_on)
    letter = letters.issue(EscalationDocument.REMOVAL, [listing.item], actor=actor, given=given)
    refuse_unseen(letter.paper, seen)
    return letter


def _where(item: Item) -> str:
    """The place of the hazard as its unit is told: 你单位, where it is its own."""
    unit, place = item.lead_organization, place_of(item)
    return str(YOUR_UNIT) if unit and place in ("", unit.name) else place


def _given(listing: ListedSupervision, actor: User, look_back_on: date) -> LetterGiven:
    item, notice = listing.item, listed_by(listing)
    assert item.passed_on is not None, "what is signed off has passed"
    assert item.closed_at is not None, "what is signed off has its moment"
    with translation.override(letters.LANGUAGE):
        opening = OPENINGS[EscalationDocument.REMOVAL] % {
            "us": own_name(actor.organization.name),
            "notice": BY_NOTICE % {"title": notice.frozen["title"], "listing": notice.number} if notice else "",
            "hazard": hazards.kind_of([said_by(item.finding)]),
            "listed_on": written(timezone.localdate(notice.paper.issued_at) if notice else listing.listed_on),
            "number": item.number,
            "problem": for_paper(item.title),
            "where": _where(item),
            "passed_on": written(item.passed_on),
            "closed_on": written(timezone.localdate(item.closed_at)),
            "removed_on": written(clock.today()),
        }
        requirement = REQUIREMENTS[EscalationDocument.REMOVAL] % {"day": written(look_back_on)}
    return LetterGiven(requirement=requirement, opening=opening, answer_by=look_back_on)
