"""Who is told of a draw: those who were drawn, and of teams in which nobody has an account whoever leads their body."""

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.querysets import UserQuerySet
from accounts.states import Role
from draws.models import Draw, DrawnVisit
from notices.services import notices
from notices.services.notices import Words

DRAWN, REDRAWN = "draw-drawn", "draw-redrawn"
ARE_DRAWN = _("Drawn for visits from %(first)s to %(last)s: %(places)s")
ARE_REPLACED = _("Drawn anew, what you were drawn for holds no more: %(places)s")


def tell_drawn(draw: Draw, rule: str, said: Promise, actor: User) -> None:
    """Each of the teams, with the enterprises to which he goes; of a draw that has no result nobody."""
    days = {"first": draw.first_day, "last": draw.last_day}

    def say(person: User) -> Words:
        lines = DrawnVisit.objects.filter(of_person(person), draw=draw).select_related("enterprise").distinct()
        given = {name: date_format(day, "DATE_FORMAT") for name, day in days.items()}
        return Words(said % {**given, "places": "、".join(line.enterprise.label for line in lines)})

    people = people_of(draw).exclude(pk=actor.pk)
    notices.tell(people, rule=rule, subject=f"draw:{draw.pk}", say=say, url=draw.get_absolute_url())


def of_person(person: User) -> Q:
    """The lines that are a person's turn: the own ones; whoever leads a body, those whose team has no account."""
    own = Q(team__account=person.pk)
    if person.role != Role.DEPARTMENT:
        return own
    accounts = User.objects.filter(is_active=True, supervisors__drawn=OuterRef("pk"))
    return own | Q(~Exists(accounts), body=person.organization_id)


def people_of(draw: Draw) -> UserQuerySet:
    """Whose turn it is of a draw."""
    drawn = User.objects.filter(is_active=True, supervisors__drawn__draw=draw)
    accounts = User.objects.filter(is_active=True, supervisors__drawn=OuterRef("pk"))
    lonely = DrawnVisit.objects.filter(~Exists(accounts), draw=draw).values("body")
    leaders = User.objects.able(Role.DEPARTMENT).filter(organization__in=lonely)
    return User.objects.filter(Q(pk__in=drawn.values("pk")) | Q(pk__in=leaders.values("pk")))
