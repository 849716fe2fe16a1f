"""督办函、挂牌督办通知书、约谈通知: what a letter says, its number, and its being issued and voided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from accounts.states import ANSWERING
from core import clock
from core.errors import WorkflowError
from core.models import Attachment
from core.services import attachments, calendar, log, uploads
from core.steps import Given
from documents.blocks import written
from documents.models import IssuedDocument
from documents.rules.office_words import for_paper, own_name
from documents.services import issuing
from documents.services.issuing import contact_of
from inspections.services.citing import said_by
from notices.models import Notice
from notices.services import notices
from notices.services.notices import Words
from rectification.models import Item, SupervisionMeasure
from rectification.rules import clocks, hazards
from rectification.services.issuers import refuse_without_part
from rectification.services.notifying import subject_of
from rectification.states import EscalationDocument, State, SupervisionLevel
from supervision.models import SupervisionLetter
from supervision.rules import escalation
from supervision.services import listed_facts, voiding_letters
from supervision.services.item_facts import place_of
from supervision.services.letter_words import ALL_WAIT, BY_LAW, LISTED_WITH_PLAN, OPENINGS, REPLIES, SOME_WAIT, TITLES
from supervision.workflow import LETTERS

LANGUAGE = "zh-hans"
SUBJECT = "rectification.letter:"


@dataclass(frozen=True)
class LetterGiven:
    """What the person who confirms puts into the letters; the facts of the items come from the ledger.

    `requirements` holds what is demanded by kind of document, where one for all does not do.
    """

    requirement: str = ""
    requirements: Mapping[str, str] = field(default_factory=dict)
    answer_by: date | None = None
    contact: str = ""
    copied_to: str = ""
    talk_at: datetime | None = None
    talk_place: str = ""
    talk_by: str = ""
    opening: str = ""

    def required(self, document: str) -> str:
        """What is demanded in a document of this kind."""
        return self.requirements.get(document) or self.requirement


def issue(kind: str, items: Sequence[Item], *, actor: User, given: LetterGiven) -> SupervisionLetter:
    """Issue a letter on items of one unit; runs in the caller's transaction."""
    issuing.refuse_without_right(kind, actor)
    refuse_without_part(items, actor)
    addressee, county = items[0].lead_organization, items[0].county_id
    assert addressee is not None, "an item that is pushed has a lead unit"
    assert county is not None, "an item on the ledger has a county"
    _refuse_incomplete(kind, given)
    if kind == EscalationDocument.LISTING:
        listed_facts.refuse_unlistable(items, _contact(given, actor))
    usual = escalation.answer_by(clock.today(), settings.LETTER_ANSWER_WORKING_DAYS, calendar.current())
    answer_by = _answer_by(kind, items, given, usual.day)
    letter = SupervisionLetter(
        county_id=county,
        kind=kind,
        addressee=addressee,
        answer_by=answer_by,
        answer_derivation=usual.derivation.as_json() if answer_by == usual.day else {},
    )
    letter.document = issuing.issue(
        kind, county=county, actor=actor, content=lambda paper: content(letter, paper, actor, items, given)
    )
    letter.save()
    letter.items.set(items)
    _record_issue(letter, items, actor)
    _tell_unit(letter)
    return letter


def _record_issue(letter: SupervisionLetter, items: Sequence[Item], actor: User) -> None:
    numbers = [item.number for item in items]
    told = {"addressee": letter.addressee, "items": numbers, "answer_by": letter.answer_by}
    log.record("letter.issue", letter, actor=actor, after=told)


def _answer_by(kind: str, items: Sequence[Item], given: LetterGiven, usual: date) -> date:
    """As it was typed, else the usual day, which a listing asks for no later than its limit."""
    if kind != EscalationDocument.LISTING:
        return given.answer_by or _before_the_talk(usual, given)
    limit = listed_facts.limit_of(items)
    if given.answer_by in (None, usual):
        return min(usual, limit)
    if given.answer_by > limit:
        said = _("The answer is asked for by %(day)s, the limit of the listing at the latest.")
        raise WorkflowError(said % {"day": limit.isoformat()}, "answer_by")
    return given.answer_by


def _before_the_talk(day: date, given: LetterGiven) -> date:
    """Who takes part in a talk is to be known before it: the day before, or that day where the talk is tomorrow."""
    if given.talk_at is None:
        return day
    talk = timezone.localdate(given.talk_at)
    return min(day, max(talk - timedelta(days=1), min(talk, clock.today() + timedelta(days=1))))


def content(
    letter: SupervisionLetter, paper: IssuedDocument, actor: User, items: Sequence[Item], given: LetterGiven
) -> dict[str, object]:
    """All that the letter says, as JSON; page, .docx and PDF are made from nothing else."""
    with translation.override(LANGUAGE):
        is_listing = letter.kind == EscalationDocument.LISTING
        of_hazards = is_listing or letter.kind == EscalationDocument.REMOVAL
        hazard = hazards.kind_of(said_by(item.finding) for item in items) if of_hazards else ""
        return {
            "number": paper.number,
            "kind": letter.kind,
            "title": str(TITLES[letter.kind]) % {"hazard": hazard},
            "issuer": actor.organization.name,
            "addressee": letter.addressee.name,
            "opening": given.opening or _opening(letter.kind, items, hazard),
            "items": _told_of(letter, actor, items) if letter.kind in REPLIES else [],
            "requirement": for_paper(given.required(letter.kind)),
            "talk": _talk(given) if letter.kind == EscalationDocument.TALK else {},
            "listing": _listing(items) if is_listing else {},
            "reply": _reply(letter, actor, items),
            "answer_by": letter.answer_by.isoformat(),
            "contact": _contact(given, actor),
            "copied_to": given.copied_to,
            "issued_on": clock.today().isoformat(),
        }


def _opening(kind: str, items: Sequence[Item], hazard: str) -> str:
    law, waiting = BY_LAW.get(hazard, ""), _waiting(items)
    return str(OPENINGS[kind]) % {"n": len(items), "hazard": hazard, "law": law, "waiting": waiting}


def _waiting(items: Sequence[Item]) -> str:
    """What a unit has handed in late is not said to be left undone."""
    handed_in = sum(item.state == State.UNDER_REVIEW for item in items)
    if not handed_in:
        return ""
    return str(ALL_WAIT if handed_in == len(items) else SOME_WAIT % {"k": handed_in})


def _told_of(letter: SupervisionLetter, actor: User, items: Sequence[Item]) -> list[dict[str, object]]:
    told = facts(items, letter.addressee)
    if letter.kind != EscalationDocument.LISTING:
        return told
    return [{**each, **listed_facts.of(item, actor)} for each, item in zip(told, items, strict=True)]


def _reply(letter: SupervisionLetter, actor: User, items: Sequence[Item]) -> str:
    asked = REPLIES.get(letter.kind, "")
    if letter.kind == EscalationDocument.LISTING and all(map(listed_facts.has_plan, items)):
        asked = LISTED_WITH_PLAN
    said = {"day": written(letter.answer_by), "us": own_name(actor.organization.name)}
    return str(asked) % said if asked else ""


def _contact(given: LetterGiven, actor: User) -> str:
    """As it was typed; else who issues it, with the phone of the office where one is on record."""
    return given.contact.strip() or contact_of(actor)


def facts(items: Iterable[Item], addressee: Organization) -> list[dict[str, object]]:
    """What the ledger holds of each item: number, problem, deadline, days late, when the unit was reminded."""
    rows = list(items)
    reminded = reminders_of(rows, addressee)
    return [
        {
            "number": item.number,
            "problem": for_paper(item.title),
            "place": place_of(item),
            "level": item.get_level_display(),
            "found_on": item.found_on.isoformat(),
            "deadline": item.deadline.isoformat() if item.deadline else "",
            "days_late": item.days_late,
            "reminders": reminded[item.pk],
            "measures": for_paper(item.measures),
            "responsible_person": for_paper(item.responsible_person),
        }
        for item in rows
    ]


def reminders_of(items: Sequence[Item], addressee: Organization) -> dict[int, list[str]]:
    """The days before this one on which the unit was reminded of each item or chased for it, by both records."""
    days: dict[int, set[str]] = defaultdict(set)
    subjects = {subject_of(item): item.pk for item in items}
    told = Notice.objects.filter(
        subject__in=subjects, is_reminder=True, recipient__organization=addressee, rule__startswith="overdue"
    ).filter(created_at__lt=clock.start_of_today())
    for subject, at in told.values_list("subject", "created_at"):
        days[subjects[subject]].add(timezone.localdate(at).isoformat())
    chased = SupervisionMeasure.objects.filter(item__in=items, level=SupervisionLevel.CHASED).filter(
        at__lt=clock.start_of_today()
    )
    for item, at in chased.values_list("item", "at"):
        days[item].add(timezone.localdate(at).isoformat())
    return {item.pk: sorted(days[item.pk]) for item in items}


def _talk(given: LetterGiven) -> dict[str, str]:
    assert given.talk_at is not None, "refused before where it is missing"
    at = timezone.localtime(given.talk_at).strftime("%Y-%m-%d %H:%M")
    return {"at": at, "place": given.talk_place.strip(), "by": given.talk_by.strip()}


def _listing(items: Sequence[Item]) -> dict[str, str]:
    publish = clocks.listing_publish_by(clock.today(), calendar.current(), limit=listed_facts.limit_of(items))
    return {
        "publish_by": publish.day.isoformat(),
        "removal": _("The listing is taken off when the re-inspection has passed and the item is signed off."),
    }


def _refuse_incomplete(kind: str, given: LetterGiven) -> None:
    if kind == EscalationDocument.TALK and given.talk_at is None:
        raise WorkflowError(_("Say when the talk takes place."), "talk_at")
    if kind == EscalationDocument.TALK and not given.talk_place.strip():
        raise WorkflowError(_("Say where the talk takes place."), "talk_place")
    if given.talk_at is not None and given.talk_at <= clock.now():
        raise WorkflowError(_("The talk lies after now."), "talk_at")
    if given.answer_by is not None and given.answer_by <= clock.today():
        raise WorkflowError(_("The day of the answer lies after today."), "answer_by")


def _tell_unit(letter: SupervisionLetter) -> None:
    said = gettext_lazy("%(letter)s to your unit, to be answered by %(day)s")
    _tell(letter, _people_of_unit(letter), "letter-issued", said)


def _people_of_unit(letter: SupervisionLetter) -> QuerySet[User]:
    return User.objects.able(*ANSWERING).filter(organization=letter.addressee_id)


def _tell(letter: SupervisionLetter, people: Iterable[User], rule: str, said: Promise) -> None:
    def say(person: User) -> Words:
        facts = {"letter": letter, "day": date_format(letter.answer_by, "DATE_FORMAT"), "unit": letter.addressee}
        return Words(said % facts)

    notices.tell(people, rule=rule, subject=f"{SUBJECT}{letter.pk}", say=say, url=letter.get_absolute_url())


@LETTERS.effect("receive")
def receive(letter: SupervisionLetter, actor: User, given: Given) -> None:
    """签收: a person of the unit says that the letter has arrived; who was first stands. No opening is a receipt."""
    letter.received_by, letter.received_at = actor, clock.now()


@LETTERS.effect("answer")
def answer(letter: SupervisionLetter, actor: User, given: Given) -> None:
    """回复: the unit answers once, with files of its own; who answers has received it."""
    files = cast(Sequence[Attachment], given.get("files") or ())
    attachments.refuse_used(files, actor, field="files")
    if letter.received_at is None:
        receive(letter, actor, {})
        log.record("letter.receive", letter, actor=actor)
    letter.answer_files.set(files)
    uploads.release(files)
    letter.answered_by, letter.answered_at, letter.answer = actor, clock.now(), str(given["text"])
    notices.note_act(actor.pk, [f"{SUBJECT}{letter.pk}"], at=letter.answered_at)
    issuer = letter.paper.issued_by
    assert issuer is not None, "who has issued it is known of every letter"
    _tell(letter, [issuer], "letter-answered", gettext_lazy("%(unit)s has answered %(letter)s"))


@LETTERS.effect("void")
def void(letter: SupervisionLetter, actor: User, given: Given) -> None:
    """作废: the letter no longer holds, nor what it did to its items; its number is never given out again."""
    letter.document = issuing.void(letter.paper.pk, actor=actor, reason=str(given["reason"]))
    voiding_letters.undo(letter, actor)
    _tell(letter, _people_of_unit(letter), "letter-voided", gettext_lazy("%(letter)s to your unit has been voided"))


def links(letter: SupervisionLetter, reader: User) -> list[Item]:
    """The items of the letter that the reader may open."""
    return list(Item.objects.visible_to(reader).filter(letters=letter).order_by("pk"))
