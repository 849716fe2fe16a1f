"""The morning of the demonstration: the ladder has proposed, and some letters are on their way already."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import translation

from core import clock
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from rectification.states import EscalationDocument
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.services.escalating import escalate_overdue
from supervision.services.escalating_decisions import confirm
from supervision.services.letter_words import REQUIREMENTS
from supervision.services.letters import LetterGiven
from supervision.services.listed_facts import lacking
from supervision.workflow import LETTERS, PROPOSALS

BEFORE = timedelta(days=1)
MOST_LETTERS = 2
ISSUERS = ("coordinator", "emergency", "ecology")
DOCUMENTS = (EscalationDocument.SUPERVISION, EscalationDocument.LISTING)
ANSWER = "设备已到货，安装调试后即申请复查。"


def issue_some(county: County, today: date) -> None:
    """Letters of the day before, one of them answered, and what the ladder proposes today; by the real services."""
    issued = _at(today - BEFORE, 9)
    with clock.at(issued):
        escalate_overdue(issued.date())
        for unit, document in _wanted(issued):
            _issue(_quiet(issued).filter(item__lead_organization=unit, step__document=document), county)
    with clock.at(issued + timedelta(hours=7)):
        _answer_first()
    with clock.at(_at(today, 0)):
        escalate_overdue(today)


def _quiet(since: datetime) -> QuerySet[EscalationProposal]:
    """Open proposals of items to which nothing has happened since, so that no history runs backwards."""
    return EscalationProposal.objects.open().exclude(item__history__at__gte=since).for_list()


def _wanted(since: datetime) -> list[tuple[int, str]]:
    waiting = _quiet(since).filter(step__document__in=DOCUMENTS).order_by("-step__document", "item__lead_organization")
    units = dict.fromkeys(waiting.values_list("item__lead_organization", "step__document"))
    return list(units)[:MOST_LETTERS]


def _issue(waiting: QuerySet[EscalationProposal], county: County) -> None:
    """By the first of those who issue letters whose these proposals are to decide, of what can be issued."""
    for login in ISSUERS:
        actor = county.logins[login]
        theirs = [each for each in waiting if PROPOSALS["confirm"].may(each, actor) and _is_complete(each)]
        if theirs:
            with translation.override("zh-hans"):
                requirements: dict[str, str] = {kind: str(REQUIREMENTS[kind]) for kind in DOCUMENTS}
            seen = {proposal.pk: proposal.item.version for proposal in theirs}
            confirm(seen, actor=actor, given=LetterGiven(requirements=requirements))
            return


def _is_complete(proposal: EscalationProposal) -> bool:
    return proposal.step.document != EscalationDocument.LISTING or not list(lacking(proposal.item))


def _answer_first() -> None:
    letter = SupervisionLetter.objects.order_by("pk").first()
    person = letter and letter.addressee.users.filter(is_active=True).order_by("pk").first()
    if letter and person and LETTERS.allows("answer", letter, person):
        take(LETTERS, letter.pk, "answer", actor=person, text=ANSWER)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
