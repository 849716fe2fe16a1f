from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, OrganizationAlias, User
from accounts.rules.unit_names import normalise
from accounts.states import OrganizationKind, Role
from core.errors import DomainError


@transaction.atomic
def create_organization(*, name: str, kind: str, parent: Organization | None, **details: Any) -> Organization:
    """Add a unit below `parent`; its path and county follow from the tree."""
    if Organization.objects.filter(county=_county_below(parent), name=name).exists():
        raise DomainError(_("A unit of this name exists already."), "name")
    organization = Organization.objects.create(name=name, kind=kind, parent=parent, **details)
    _place(organization)
    return organization


@transaction.atomic
def move_organization(organization: Organization, parent: Organization | None) -> Organization:
    """Hang a unit with everything below it under another one."""
    if parent is not None and parent.path.startswith(organization.path):
        raise DomainError(_("A unit can't be put below itself."), "parent")
    organization.parent = parent
    for unit in Organization.objects.filter(path__startswith=organization.path).order_by("path"):
        _place(organization if unit.pk == organization.pk else Organization.objects.get(pk=unit.pk))
    return organization


@transaction.atomic
def add_alias(organization: Organization, name: str) -> OrganizationAlias:
    """Remember another way in which a unit is written."""
    alias, _created = OrganizationAlias.objects.get_or_create(
        organization=organization, normalised=normalise(name), defaults={"name": name}
    )
    return alias


def _county_below(parent: Organization | None) -> Organization | None:
    return parent.county if parent is not None else None


def _place(organization: Organization) -> None:
    parent = organization.parent
    organization.path = f"{parent.path if parent else '/'}{organization.pk}/"
    is_county = organization.kind == OrganizationKind.COUNTY
    organization.county = organization if is_county else _county_below(parent)
    organization.save()


@transaction.atomic
def save_unit(unit: Organization | None, *, actor: User, other_names: str, **values: Any) -> Organization:
    """The system administrator adds a unit or changes one, with the other names it goes by."""
    if not actor.keeps_accounts:
        raise DomainError(_("This is for the %(role)s.") % {"role": Role.SYSADMIN.label})
    parent = values.pop("parent", None)
    if unit is None:
        unit = create_organization(parent=parent, **values)
    else:
        _change(unit, parent, values)
    _keep_aliases(unit, {name for line in other_names.splitlines() if (name := line.strip()[:120])})
    return unit


def _change(unit: Organization, parent: Organization | None, values: dict[str, Any]) -> None:
    same_name = Organization.objects.filter(county=_county_below(parent), name=values["name"])
    if same_name.exclude(pk=unit.pk).exists():
        raise DomainError(_("A unit of this name exists already."), "name")
    if not values["is_active"] and unit.users.active().exists():
        raise DomainError(_("People of this unit still have accounts; end or move these first."), "is_active")
    for name, value in values.items():
        setattr(unit, name, value)
    move_organization(unit, parent)


def _keep_aliases(unit: Organization, names: set[str]) -> None:
    unit.aliases.exclude(normalised__in=[normalise(name) for name in names]).delete()
    for name in names:
        add_alias(unit, name)
