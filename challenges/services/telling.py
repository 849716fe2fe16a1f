"""Who is told of a challenge: those whose turn it is, and both sides of what comes of it."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import ASSIGNERS, Role
from challenges.models import Challenge
from challenges.services.people import who_answer
from challenges.states import ChallengeEventKind as Kind
from challenges.states import ChallengeState
from core import clock
from notices.services import notices
from notices.services.notices import Words

RAISED, MOVED_UP, ANSWERED, ENDED, STOOD = (
    "challenge-raised",
    "challenge-moved-up",
    "challenge-answered",
    "challenge-ended",
    "challenge-deadline",
)
TO_ANSWER = _("%(enterprise)s challenges a finding: %(name)s; to be answered by %(day)s")
PASSED_ON = _("Nobody has answered your challenge in time: %(name)s; it has moved up, to be answered by %(day)s")
LEFT = _("Nobody has answered a challenge of %(enterprise)s in time: %(name)s; it is yours to answer by %(day)s")
REFUSED = _("The voiding of the finding was not agreed to: %(name)s; the challenge goes on, to be answered by %(day)s")
UNSEEN = _("Nobody decided on the voiding in time: %(name)s; the challenge goes on, to be answered by %(day)s")
GOES_ON = _("%(name)s, %(state)s: you may go on with your challenge until %(day)s")
OVER = _("The challenge of %(enterprise)s has ended: %(name)s, %(state)s")
SILENT = _("The challenge of %(enterprise)s has ended undecided, because nobody answered in time: %(name)s")
SUSPENDED = _("The deadline stands still while the challenge is open: %(name)s")
RESUMED = _("The deadline runs again: %(name)s, now due on %(deadline)s")
HAS_MOVED = {Kind.MOVED_UP: (LEFT, PASSED_ON), Kind.PASSED_ON: (REFUSED, REFUSED), Kind.UNCONFIRMED: (UNSEEN, UNSEEN)}
"""By which a challenge goes on without the enterprise: what is said to whose turn it is, and to the enterprise."""


def subject_of(challenge: Challenge) -> str:
    return f"challenge:{challenge.pk}:v{challenge.version}"


def tell_desk(challenge: Challenge, kind: Kind) -> None:
    """Tell those whose turn it is; where it is not the enterprise that brought it to them, the enterprise too."""
    moved = kind in HAS_MOVED
    to_desk, to_enterprise = HAS_MOVED.get(kind, (TO_ANSWER, None))
    _tell(challenge, who_answer(challenge), MOVED_UP if moved else RAISED, to_desk)
    if to_enterprise is not None:
        _tell(challenge, _enterprise(challenge), MOVED_UP, to_enterprise)


def tell_of_an_answer(challenge: Challenge) -> None:
    """Tell the enterprise of an answer with which it may go on."""
    _tell(challenge, _enterprise(challenge), ANSWERED, GOES_ON)


def tell_of_the_end(challenge: Challenge, actor: User | None) -> None:
    """Tell both sides: the enterprise, the unit that found it and the one that assigned it; of silence the leaders."""
    said = SILENT if challenge.state == ChallengeState.UNDECIDED else OVER
    people = {person.pk: person for person in (*_enterprise(challenge), *_body(challenge))}
    if challenge.state == ChallengeState.UNDECIDED:
        people |= {person.pk: person for person in who_answer(challenge)}
    if actor is not None:
        people.pop(actor.pk, None)
    _tell(challenge, people.values(), ENDED, said)


def tell_of_the_deadline(challenge: Challenge, *, is_running: bool) -> None:
    """Tell the enterprise that its deadline stands still, or runs again."""
    _tell(challenge, _enterprise(challenge), STOOD, RESUMED if is_running else SUSPENDED)


def note_act(challenge: Challenge, actor: User) -> None:
    """What the person has been told of the challenge so far has been acted on."""
    told = [f"challenge:{challenge.pk}:v{version}" for version in range(1, challenge.version + 1)]
    notices.note_act(actor.pk, told, at=clock.now())


def _enterprise(challenge: Challenge) -> Iterable[User]:
    return User.objects.able(Role.ENTERPRISE).filter(organization=challenge.enterprise.organization_id)


def _body(challenge: Challenge) -> Iterable[User]:
    item = challenge.item
    units = [item.registered_by_organization_id, item.assigned_by_organization_id]
    roles = (*(Role(role) for role in ASSIGNERS), Role.PARK, Role.INSPECTOR)
    return User.objects.able(*roles).filter(organization__in=[unit for unit in units if unit])


def _tell(challenge: Challenge, people: Iterable[User], rule: str, said: Promise) -> None:
    def say(person: User) -> Words:
        deadline = challenge.item.deadline
        facts = {
            "enterprise": challenge.enterprise.label,
            "name": challenge.name,
            "day": date_format(challenge.due, "DATE_FORMAT"),
            "state": challenge.get_state_display(),
            "deadline": date_format(deadline, "DATE_FORMAT") if deadline else "—",
        }
        return Words(said % facts)

    notices.tell(people, rule=rule, subject=subject_of(challenge), say=say, url=challenge.get_absolute_url())
