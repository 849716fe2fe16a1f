"""档案完整度: which data are asked of the file of an enterprise, of what this app keeps of it."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.db.models import Exists, Model, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import completeness
from core.completeness import Datum, Group, columns
from enterprises.models import Enterprise, Permit
from enterprises.states import EnterpriseKind, OperatingState

KIND = "enterprises.enterprise"
IDENTITY = ("short_name", "credit_code", "kind", "state", "products", "employees")
PLACE = ("address",)
CONTACTS = ("principal_name", "principal_phone", "safety_manager_name", "safety_manager_phone")
LINKED = ("linked_leader", "linked_organization")
EXCLUDED = frozenset(
    [
        "id",
        "name",
        "county",
        "organization",
        "park",
        "has_key_process",
        "has_key_chemical",
        "has_major_hazard_source",
        "updated_at",
        "version",
    ]
)
"""What every file has, what may rightly be empty (no park), and what follows from other rows."""
OPERATING, TRIAL = OperatingState.OPERATING, OperatingState.TRIAL
NO_PRODUCERS = (EnterpriseKind.STORAGE, EnterpriseKind.ENVIRONMENT, EnterpriseKind.OTHER)
PERMITS: tuple[tuple[str, str | Promise, tuple[str, ...], tuple[str, ...]], ...] = (
    ("PM21", _("Safety production licence"), ("PM21",), (OPERATING,)),
    ("PM24", _("Registration of hazardous chemicals"), ("PM24",), (OPERATING,)),
    ("PM25", _("Discharge permit or registration"), ("PM25", "PM26"), (OPERATING, TRIAL)),
)
"""Permits that are asked of enterprises in these states: those of domain rules R5; of producers the first two alone."""


def edited(enterprise: Model) -> str:
    return reverse("enterprises:enterprise-edit", args=[enterprise.pk])


def keeper(enterprise: Model) -> str | Promise:
    """The committee of its park, else the unit linked to it, else the county's coordinator."""
    assert isinstance(enterprise, Enterprise)
    if enterprise.park is not None:
        return enterprise.park.committee.label
    return enterprise.linked_organization.label if enterprise.linked_organization else _("the county's coordinator")


def theirs(enterprise: Model) -> str:
    """The enterprises of which something is missing, and the same unit fills it in; none where no unit does."""
    assert isinstance(enterprise, Enterprise)
    unit = enterprise.park.committee_id if enterprise.park else enterprise.linked_organization_id
    asked = urlencode({"keeper": unit, "complete": "false"})
    return f"{reverse('enterprises:enterprise-list')}?{asked}" if unit else ""


def _held(kinds: tuple[str, ...]) -> Callable[[], Q]:
    return lambda: Q(Exists(Permit.objects.running().filter(enterprise=OuterRef("pk"), kind__in=kinds)))


def _of(name: str, states: tuple[str, ...]) -> Callable[[], Q]:
    if name == "PM25":
        return lambda: Q(state__in=states)
    return lambda: Q(state__in=states) & ~Q(kind__in=NO_PRODUCERS)


def _permits() -> tuple[Datum, ...]:
    return tuple(
        Datum(
            name, label, _held(kinds), lambda file: reverse("enterprises:permit-create", args=[file.pk]), _of(name, of)
        )
        for name, label, kinds, of in PERMITS
    )


GROUPS = (
    Group("identity", _("Identity"), 10, columns(Enterprise, edited, IDENTITY)),
    Group("place", _("Place"), 20, columns(Enterprise, edited, PLACE)),
    Group("contacts", _("Who answers for it"), 30, columns(Enterprise, edited, CONTACTS)),
    Group("linked", _("Linked leader and unit"), 40, columns(Enterprise, edited, LINKED)),
    Group("permits", _("Permits"), 50, _permits()),
)


def register() -> None:
    """Called once by the app's config."""
    completeness.kept_by(KIND, keeper, theirs)
    completeness.offer(KIND, *GROUPS)
