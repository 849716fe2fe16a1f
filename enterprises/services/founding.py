"""建档: a new enterprise, with the organization through which it acts."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind
from core.errors import DomainError
from core.services import editing
from enterprises.models import Enterprise


@transaction.atomic
def found(enterprise: Enterprise, *, actor: User, names: Sequence[str]) -> Enterprise:
    """Write a new enterprise's file; its unit is made with it, below the county.

    Raises NotKeeperError, or DomainError at the field that doesn't fit; then nothing is written.
    """
    editing.refuse_reader(actor)
    county = enterprise.park.county if enterprise.park else _county_of(actor)
    enterprise.county = county
    enterprise.organization = create_organization(
        name=enterprise.name,
        kind=OrganizationKind.ENTERPRISE,
        parent=county,
        short_name=enterprise.short_name,
        actor=actor,
    )
    editing.add(enterprise, actor=actor, names=names)
    return enterprise


def _county_of(actor: User) -> Organization:
    """The county of a file outside every park: only who serves the whole county keeps such."""
    county = actor.organization.county
    if not actor.keeps_parks or county is None:
        raise DomainError(_("Say in which park it lies."), "park")
    return county
