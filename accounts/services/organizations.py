"""The tree of the units: kept by the system administrator; its place decides what a unit's people see."""

from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, OrganizationAlias, ProposedChange, User
from accounts.rules import changing
from accounts.rules.unit_names import normalise
from accounts.services import changes
from accounts.states import OrganizationKind, Role
from core.errors import DomainError
from core.services import log
from core.services.holding import refuse_held

SAID = (
    "name",
    "short_name",
    "kind",
    "parent",
    "protocol_order",
    "phone",
    "document_word",
    "is_active",
    "other_names",
)
ACTS_ON_UNITS: tuple[tuple[str, str | Promise], ...] = (
    ("create", gettext_lazy("Unit added")),
    ("remove", gettext_lazy("Unit removed with the import that had added it")),
    ("edit", gettext_lazy("Unit changed")),
    ("alias", gettext_lazy("Another name of a unit added")),
    ("confirm-change", gettext_lazy("Move of a unit confirmed")),
    ("decline-change", gettext_lazy("Move of a unit declined")),
)


class UnitDetails(TypedDict, total=False):
    """What a unit says of itself besides its name and place."""

    short_name: str
    credit_code: str
    protocol_order: int
    phone: str
    document_word: str
    is_active: bool


class UnitValues(UnitDetails):
    """All that is typed about a unit."""

    name: str
    kind: str
    parent: Organization | None


class NotOfUnitsError(DomainError):
    """This act on a unit belongs to another administrator, or nobody confirms what he has proposed."""

    status = 403


@transaction.atomic
def create_organization(
    *, name: str, kind: str, parent: Organization | None, actor: User | None = None, **details: Unpack[UnitDetails]
) -> Organization:
    """Add a unit below `parent`; its path and county follow from the tree."""
    unit = _create(name=name, kind=kind, parent=parent, **details)
    log.record("unit.create", unit, actor=actor, after={"kind": kind, "parent": parent})
    return unit


@transaction.atomic
def add_alias(organization: Organization, name: str, *, actor: User | None = None) -> OrganizationAlias:
    """Remember another way in which a unit is written."""
    alias, created = _remember(organization, name)
    if created:
        log.record("unit.alias", organization, actor=actor, after={"other_names": [name]})
    return alias


@transaction.atomic
def save_unit(
    unit: Organization | None, *, actor: User, other_names: str, **values: Unpack[UnitValues]
) -> Organization:
    """The system administrator adds a unit or changes one, with the other names it goes by.

    Another place in the tree or another kind of a unit waits for the security administrator.
    """
    if not actor.keeps_accounts:
        raise NotOfUnitsError(_("This is for the %(role)s.") % {"role": Role.SYSADMIN.label})
    refuse_held(actor)
    names = {name for line in other_names.splitlines() if (name := line.strip()[:120])}
    if unit is None:
        return _add(actor, names, values)
    before = _said(unit)
    proposed = changing.differing(unit, values, changing.OF_UNIT)
    _change(unit, {name: value for name, value in values.items() if name not in proposed})
    _keep_aliases(unit, names)
    if proposed:
        changes.propose(unit, proposed, actor=actor)
    _record(unit, actor, before, proposed)
    return unit


def refuse_unseen(unit: Organization, key: str) -> None:
    """Hold the unit and refuse to decide on another change than the page has shown (S67). Raises DomainError."""
    held = Organization.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    change = changes.open_change(held)
    if key and change and key != str(change.pk):
        raise DomainError(_("This has changed since the page was shown. Look again before you decide."))


@transaction.atomic
def confirm_change(unit: Organization, *, actor: User) -> Organization:
    """The security administrator agrees to another place or kind of a unit; everything below it moves along."""
    held, change = _taken(unit, actor)
    if change.proposed_by_id == actor.pk:
        raise NotOfUnitsError(_("You proposed this yourself, so a second person has to decide."))
    refuse_held(actor)
    before = _said(held)
    for name, value in changes.decide(change, actor=actor, granted=True).items():
        setattr(held, name, value)
    _move(held)
    after = _said(held)
    moved = [name for name in changing.OF_UNIT if before[name] != after[name]]
    was, now = ({name: values[name] for name in moved} for values in (before, after))
    log.record("unit.confirm-change", held, actor=actor, before=was, after=now)
    return held


@transaction.atomic
def decline_change(unit: Organization, *, actor: User) -> Organization:
    """The security administrator does not agree; the unit stays where it is."""
    held, change = _taken(unit, actor)
    changes.decide(change, actor=actor, granted=False)
    log.record("unit.decline-change", held, actor=actor)
    return held


def _taken(unit: Organization, actor: User) -> tuple[Organization, ProposedChange]:
    held = Organization.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if actor.role != Role.SECADMIN:
        raise NotOfUnitsError(_("This is for the %(role)s.") % {"role": Role.SECADMIN.label})
    change = changes.open_change(held)
    if change is None:
        raise DomainError(_("This has been done already, or the account has been ended."))
    return held, change


def _add(actor: User, names: set[str], values: UnitValues) -> Organization:
    unit = _create(**values)
    _keep_aliases(unit, names)
    log.record("unit.create", unit, actor=actor, after=_said(unit))
    return unit


def _create(*, name: str, kind: str, parent: Organization | None, **details: Unpack[UnitDetails]) -> Organization:
    if Organization.objects.filter(county=_county_below(parent), name=name).exists():
        raise DomainError(_("A unit of this name exists already."), "name")
    unit = Organization.objects.create(name=name, kind=kind, parent=parent, **details)
    _place(unit)
    return unit


def _change(unit: Organization, values: Mapping[str, object]) -> None:
    same_name = Organization.objects.filter(county=unit.county, name=values["name"])
    if same_name.exclude(pk=unit.pk).exists():
        raise DomainError(_("A unit of this name exists already."), "name")
    if not values["is_active"] and unit.users.active().exists():
        raise DomainError(_("People of this unit still have accounts; end or move these first."), "is_active")
    for name, value in values.items():
        setattr(unit, name, value)
    unit.save()


def _move(unit: Organization) -> None:
    parent = unit.parent
    if parent is not None and parent.path.startswith(unit.path):
        raise DomainError(_("A unit can't be put below itself."), "parent")
    same_name = Organization.objects.filter(county=_county_below(parent), name=unit.name).exclude(pk=unit.pk)
    if same_name.exists():
        raise DomainError(_("A unit of this name exists already."), "name")
    for below in Organization.objects.filter(path__startswith=unit.path).order_by("path"):
        _place(unit if below.pk == unit.pk else Organization.objects.get(pk=below.pk))


def _place(unit: Organization) -> None:
    parent = unit.parent
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    is_county = unit.kind == OrganizationKind.COUNTY
    unit.county = unit if is_county else _county_below(parent)
    unit.save()


def _county_below(parent: Organization | None) -> Organization | None:
    return parent.county if parent is not None else None


def _keep_aliases(unit: Organization, names: set[str]) -> None:
    unit.aliases.exclude(normalised__in=[normalise(name) for name in names]).delete()
    for name in names:
        _remember(unit, name)


def _remember(unit: Organization, name: str) -> tuple[OrganizationAlias, bool]:
    return OrganizationAlias.objects.get_or_create(
        organization=unit, normalised=normalise(name), defaults={"name": name}
    )


def _said(unit: Organization) -> dict[str, object]:
    names = sorted(unit.aliases.values_list("name", flat=True)) if unit.pk else []
    return {name: names if name == "other_names" else getattr(unit, name) for name in SAID}


def _record(unit: Organization, actor: User, before: dict[str, object], proposed: dict[str, object]) -> None:
    """The row of the log of a changed unit: what is new, and what has only been proposed."""
    after = _said(unit)
    changed = [name for name in SAID if before[name] != after[name]]
    was, now = ({name: values[name] for name in changed} for values in (before, after))
    told = now | ({"proposed": proposed} if proposed else {})
    log.record("unit.edit", unit, actor=actor, before=was, after=told)
