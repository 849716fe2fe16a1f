from datetime import date, datetime
from typing import TYPE_CHECKING, NoReturn, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.core.management.base import CommandError
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.states import (
    ADMINISTRATORS,
    ANSWERING,
    GOVERNMENT_KINDS,
    WATCHING_KINDS,
    AccountState,
    OrganizationKind,
    Reach,
    Role,
)
from core.fields import ReadRows
from core.querysets import manager_of, names_with

if TYPE_CHECKING:
    from accounts.models import Absence, HandOver, LoginSession, Organization, PasswordLink, User


def within_county(user: "User", field: str = "county") -> Q:
    """Rows of the county the user serves; for a body above the county, of every county below it."""
    organization = user.organization
    if organization.county_id is not None:
        return Q(**{field: organization.county_id})
    return Q(**{f"{field}__path__startswith": organization.path})


def of_no_other_enterprise(user: "User", unit: str = "organization") -> Q:
    """Of rows that stand in the file of a park and name a unit that answers: those for which no enterprise does.

    Whoever sees one enterprise only also knows of those for which that one answers.
    """
    if user.reach not in (Reach.OWN, Reach.PUBLIC):
        return Q()
    own = Q(**{unit: user.organization_id})
    return Q(**{unit: None}) | own | ~Q(**{f"{unit}__kind": OrganizationKind.ENTERPRISE})


class OrganizationQuerySet(ReadRows["Organization"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Government units of the county and the own unit; county-wide roles see every unit of theirs.

        A park officer also sees the units of the enterprises in the parks; an enterprise
        never sees another one.
        """
        if isinstance(user, AnonymousUser):
            return self.none()
        if user.role in ADMINISTRATORS:
            return self
        county = within_county(user)
        own = Q(pk=user.organization_id)
        if user.reach == Reach.COUNTY:
            return self.filter(county | own | Q(county=None))
        government = county & Q(kind__in=GOVERNMENT_KINDS)
        if user.reach == Reach.PARK:
            government |= Q(enterprise__park__committee=user.organization_id)
        return self.filter(own | government)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def who_answer(self) -> Self:
        """Units that may answer for an item: not those that watch, nor those whose people can't act for them.

        A unit without accounts may be named: its people come later.
        """
        people = manager_of(self.model, "users").filter(organization=OuterRef("pk"), is_active=True)
        able = people.filter(role__in=ANSWERING)
        return self.active().exclude(kind__in=WATCHING_KINDS).filter(Exists(able) | ~Exists(people))

    def containing(self, words: str) -> Self:
        """Units in whose name, short name or other name each of the words stands."""
        aliases = manager_of(self.model, "aliases")
        found = self
        for word in words.split():
            other = aliases.filter(organization=OuterRef("pk"), name__contains=word)
            found = found.filter(names_with(word, "name", "short_name") | Exists(other))
        return found


class UserQuerySet(ReadRows["User"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Administrators see accounts; officials the people of the county's government and their own unit."""
        if isinstance(user, AnonymousUser):
            return self.none()
        if user.role in ADMINISTRATORS:
            return self
        own = Q(organization=user.organization_id)
        if user.reach in (Reach.COUNTY, Reach.PARK):
            own |= within_county(user, "organization__county") & Q(organization__kind__in=GOVERNMENT_KINDS)
        return self.filter(own)

    def overseen_by(self, user: "User") -> Self:
        """Whose notices somebody watches over: the own ones, as head the unit's, as coordinator the county's."""
        if user.keeps_accounts:
            return self
        if user.is_coordinator:
            return self.filter(within_county(user, "organization__county"))
        if user.is_head:
            return self.filter(organization=user.organization_id)
        return self.filter(pk=user.pk)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def containing(self, words: str) -> Self:
        """People in whose name or account each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(names_with(word, "name") | Q(username__contains=word))
        return found

    def in_state(self, state: str) -> Self:
        """Accounts that are waiting, active or ended, or for which a change is proposed."""
        waiting = Q(confirmed_at=None) & ~Q(created_by=None)
        changes = manager_of(self.model, "proposed_changes").filter(person=OuterRef("pk"), decided_at=None)
        return self.filter(
            {
                AccountState.WAITING: waiting,
                AccountState.ROLE: ~Q(proposed_role="") | Exists(changes),
                AccountState.ACTIVE: Q(is_active=True),
                AccountState.ENDED: Q(is_active=False) & ~waiting,
            }[AccountState(state)]
        )

    def able(self, *roles: Role) -> Self:
        """Active people of these roles."""
        return self.active().filter(role__in=roles)

    def who_keep_accounts(self) -> Self:
        """The active system administrators, who also keep the system running."""
        return self.able(Role.SYSADMIN)


class AbsenceQuerySet(ReadRows["Absence"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The own ones, those in which one stands in, and as head those of the unit."""
        if isinstance(user, AnonymousUser):
            return self.none()
        mine = Q(person=user.pk) | Q(substitute=user.pk)
        return self.filter(mine | Q(person__organization=user.organization_id) if user.is_head else mine)

    def on(self, day: date) -> Self:
        return self.filter(first_day__lte=day, last_day__gte=day)

    def not_over(self, today: date) -> Self:
        return self.filter(last_day__gte=today)

    def still_fitting(self) -> Self:
        """Whose substitute is still an active colleague of the same unit and role."""
        same = Q(substitute__organization=F("person__organization"), substitute__role=F("person__role"))
        return self.filter(same, substitute__is_active=True)


class HandOverQuerySet(ReadRows["HandOver"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The own ones, given or taken, and as head those of the unit."""
        if isinstance(user, AnonymousUser):
            return self.none()
        mine = Q(person=user.pk) | Q(successor=user.pk)
        return self.filter(mine | Q(person__organization=user.organization_id) if user.is_head else mine)

    def waiting(self) -> Self:
        """Neither carried out nor called off."""
        return self.filter(carried_out_at=None, called_off_at=None)


class LoginSessionQuerySet(ReadRows["LoginSession"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The own ones; nobody looks over another's shoulder."""
        return self.none() if isinstance(user, AnonymousUser) else self.filter(user=user.pk)

    def living(self, now: datetime) -> Self:
        """In which one is logged in now, the newest login first."""
        return self.filter(expire_date__gt=now).order_by("-began_at", "session_key")


class PasswordLinkQuerySet(ReadRows["PasswordLink"]):
    def asked_for(self, now: datetime) -> Self:
        """Asked for by one administrator, and neither made nor declined by another."""
        return self.filter(digest="", used_at=None, expires_at__gt=now)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str) -> "User":
        return self.select_related("organization").get(username=username)

    def create_superuser(self, *given: object, **more: object) -> NoReturn:
        """There is none: accounts are made by one administrator and confirmed by another (S01, S13)."""
        raise CommandError(_("There is no superuser here: one administrator makes an account, another confirms it."))
