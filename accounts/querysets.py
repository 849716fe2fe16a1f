from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.states import ADMINISTRATORS, GOVERNMENT_KINDS, AccountState, Reach, Role
from core.querysets import manager_of

if TYPE_CHECKING:
    from accounts.models import Organization, User


def within_county(user: "User", field: str = "county") -> Q:
    """Rows of the county the user serves; for a body above the county, of every county below it."""
    organization = user.organization
    if organization.county_id is not None:
        return Q(**{field: organization.county_id})
    return Q(**{f"{field}__path__startswith": organization.path})


class OrganizationQuerySet(models.QuerySet["Organization"]):
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

    def containing(self, words: str) -> Self:
        """Units in whose name, short name or other name each of the words stands."""
        aliases = manager_of(self.model, "aliases")
        found = self
        for word in words.split():
            other = aliases.filter(organization=OuterRef("pk"), name__contains=word)
            found = found.filter(Q(name__contains=word) | Q(short_name__contains=word) | Exists(other))
        return found


class UserQuerySet(models.QuerySet["User"]):
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

    def active(self) -> Self:
        return self.filter(is_active=True)

    def containing(self, words: str) -> Self:
        """People in whose name or account each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__contains=word) | Q(username__contains=word))
        return found

    def in_state(self, state: str) -> Self:
        """Accounts that are waiting, active or ended, or for which another role is proposed."""
        waiting = Q(confirmed_at=None) & ~Q(created_by=None)
        return self.filter(
            {
                AccountState.WAITING: waiting,
                AccountState.ROLE: ~Q(proposed_role=""),
                AccountState.ACTIVE: Q(is_active=True),
                AccountState.ENDED: Q(is_active=False) & ~waiting,
            }[AccountState(state)]
        )

    def able(self, *roles: Role) -> Self:
        """Active people of these roles."""
        return self.active().filter(role__in=roles)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str) -> "User":
        return self.select_related("organization").get(username=username)
