"""开县: the first three administrators of an empty county, each with a link for the own password (contract C6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.services import passwords
from accounts.services.organizations import create_organization
from accounts.services.people import Link
from accounts.states import ADMINISTRATORS, OrganizationKind, Role
from accounts.workflow import said
from core import clock
from core.errors import DomainError
from core.services import log


@dataclass(frozen=True)
class First:
    """One of the first three: account and name of the person."""

    username: str
    name: str


@transaction.atomic
def found_county(county: str, people: Mapping[Role, First]) -> list[Link]:
    """Make the county and its three administrators; returns what opens each one's page for a password.

    The links hold FIRST_PASSWORD_HOURS. Raises DomainError where there are administrators already, or where two of
    the three are one account; then nothing is made.
    """
    if User.objects.filter(role__in=ADMINISTRATORS).exists():
        raise DomainError(_("There are administrators already: further ones are made by two of them."))
    if len({first.username.lower() for first in people.values()}) < len(ADMINISTRATORS):
        raise DomainError(_("The three administrators are three accounts of three persons."))
    unit = _county(county)
    return [_make(role, first, unit) for role, first in people.items()]


def _county(name: str) -> Organization:
    found = Organization.objects.filter(kind=OrganizationKind.COUNTY).order_by("pk").first()
    return found or create_organization(name=name, kind=OrganizationKind.COUNTY, parent=None)


def _make(role: Role, first: First, unit: Organization) -> Link:
    if User.objects.filter(username__iexact=first.username).exists():
        raise DomainError(_("There is an account of this name already."), "username")
    person = User(username=first.username, name=first.name, organization=unit, role=role, created_at=clock.now())
    person.set_unusable_password()
    person.full_clean(exclude=["password"])
    person.save(force_insert=True)
    log.record("account.found", person, actor=None, after=said(person))
    return Link(person, passwords.make_link(person, actor=None))
