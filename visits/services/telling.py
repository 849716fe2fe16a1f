"""Who is told of a visit: the leaders who decide, the team, and of what a plant says those who may read it."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.querysets import UserQuerySet
from accounts.states import ASSIGNERS, ENFORCEMENT_WATCHERS
from notices.services import notices
from notices.services.notices import Words
from visits.models import Answer, Visit
from visits.states import AnswerKind

PROPOSED, URGENT = "visit-proposed", "visit-urgent"
APPROVED, RETURNED, CANCELLED, JOINED = "visit-approved", "visit-returned", "visit-cancelled", "visit-joined"
RATED, COMPLAINED = "visit-rated", "visit-complained"
TO_DECIDE = _("A visit of %(place)s on %(day)s waits for your approval")
BEGUN_AT_ONCE = _("An urgent visit of %(place)s has begun; approve it by %(by)s")
MAY_GO = _("The visit of %(place)s on %(day)s has been approved")
APPROVED_AFTER = _("The urgent visit of %(place)s has been approved afterwards")
BACK = _("The visit of %(place)s on %(day)s has been returned")
IS_CANCELLED = _("The visit of %(place)s on %(day)s has been cancelled")
GO_TOGETHER = _("Another visit of %(place)s has been joined to yours on %(day)s")
SAID = {
    AnswerKind.RATING: (RATED, _("%(place)s has rated the visit of %(day)s")),
    AnswerKind.COMPLAINT: (COMPLAINED, _("%(place)s complains about the visit of %(day)s")),
}


def tell_leaders(visit: Visit, rule: str, said: Promise, actor: User) -> None:
    """The leaders of the body who may approve it."""
    _tell(visit, _leaders(visit).exclude(pk=actor.pk), rule, said)


def tell_team(visit: Visit, rule: str, said: Promise, actor: User) -> None:
    """Those of the team who have an account."""
    people = User.objects.filter(is_active=True, supervisors__visits__visit=visit)
    _tell(visit, people.exclude(pk=actor.pk).distinct(), rule, said)


def tell_of_answer(answer: Answer) -> None:
    """The leaders of the body and who supervises enforcement; nothing of its words."""
    rule, said = SAID[AnswerKind(answer.kind)]
    visit = answer.visit
    watchers = User.objects.able(*ENFORCEMENT_WATCHERS).filter(organization__county=visit.county_id)
    _tell(visit, [*_leaders(visit), *watchers], rule, said)


def _leaders(visit: Visit) -> UserQuerySet:
    people = User.objects.able(*ASSIGNERS).filter(organization=visit.body_id)
    return people.exclude(supervisors__visits__visit=visit)


def _tell(visit: Visit, people: Iterable[User], rule: str, said: Promise) -> None:
    def say(person: User) -> Words:
        by = date_format(visit.approve_by, "DATE_FORMAT") if visit.approve_by else ""
        day = date_format(visit.planned_on, "DATE_FORMAT")
        return Words(said % {"place": visit.enterprise.label, "day": day, "by": by})

    notices.tell(people, rule=rule, subject=f"visit:{visit.pk}", say=say, url=visit.get_absolute_url())
