"""Who is told of an objection: those on whose desk it stands, and the enterprise of what comes of it."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import FILE_KEEPERS, Role
from notices.services import notices
from notices.services.notices import Words
from objections.models import Objection
from objections.states import Turn

RAISED, MOVED_UP, ENDED = "objection-raised", "objection-moved-up", "objection-ended"
TO_ANSWER = _("%(enterprise)s objects to a datum of its file: %(name)s; to be answered by %(day)s")
LEFT = _("Nobody has answered an objection of %(enterprise)s in time: %(name)s; it is yours to answer by %(day)s")
ANSWERED = _("Your objection has been answered: %(name)s, %(state)s")
UNANSWERED = _("Your objection has ended without an answer: %(name)s")


def on_the_desk(objection: Objection) -> Iterable[User]:
    """The people whose turn it is."""
    enterprise = objection.enterprise
    keepers = User.objects.able(*FILE_KEEPERS)
    if objection.turn == Turn.KEEPER and enterprise.park is not None:
        return keepers.filter(role=Role.PARK, organization=enterprise.park.committee_id)
    linked = Q(organization=enterprise.linked_organization_id)
    if objection.turn == Turn.LEADER:
        linked &= Q(is_head=True)
    coordinators = Q(role=Role.COORDINATOR, organization__county=enterprise.county_id)
    return keepers.filter(coordinators | linked)


def subject_of(objection: Objection) -> str:
    return f"objection:{objection.pk}"


def tell_desk(objection: Objection, *, moved: bool = False) -> None:
    """Tell those whose turn it is."""
    _tell(objection, on_the_desk(objection), MOVED_UP if moved else RAISED, LEFT if moved else TO_ANSWER)


def tell_enterprise(objection: Objection, said: Promise = ANSWERED) -> None:
    """Tell the people of the enterprise what came of it."""
    people = User.objects.able(Role.ENTERPRISE).filter(organization=objection.enterprise.organization_id)
    _tell(objection, people, ENDED, said)


def _tell(objection: Objection, people: Iterable[User], rule: str, said: Promise) -> None:
    def say(person: User) -> Words:
        facts = {
            "enterprise": objection.enterprise.label,
            "name": objection.name,
            "day": date_format(objection.due, "DATE_FORMAT"),
            "state": objection.get_state_display(),
        }
        return Words(said % facts)

    notices.tell(people, rule=rule, subject=subject_of(objection), say=say, url=objection.get_absolute_url())
