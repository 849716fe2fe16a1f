"""建档: a new enterprise, with the organization through which it acts."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind
from core.services.editing import NotKeeperError
from enterprises.models import Enterprise


@transaction.atomic
def found(enterprise: Enterprise, *, actor: User) -> Enterprise:
    """Write a new enterprise's file; its unit is made with it, below the county."""
    if not actor.keeps_files:
        raise NotKeeperError(_("You may read this file but not change it."))
    county = enterprise.park.county if enterprise.park else _county(actor)
    enterprise.county = county
    enterprise.organization = create_organization(
        name=enterprise.name, kind=OrganizationKind.ENTERPRISE, parent=county, short_name=enterprise.short_name
    )
    enterprise.save(force_insert=True)
    return enterprise


def _county(actor: User) -> Organization:
    county = actor.organization.county
    if county is None:
        raise NotKeeperError(_("Say in which park it lies."), "park")
    return county
