from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Seen


class OrganizationKind(models.TextChoices):
    """What a unit is in the tree (单位)."""

    PROVINCE = "PROVINCE", _("Provincial body")
    CITY = "CITY", _("City body")
    COUNTY = "COUNTY", _("County government")
    OFFICE = "OFFICE", _("Coordinating office")
    DEPARTMENT = "DEPARTMENT", _("Department")
    TOWNSHIP = "TOWNSHIP", _("Township")
    PARK_COMMITTEE = "PARK_COMMITTEE", _("Park committee")
    ENTERPRISE = "ENTERPRISE", _("Enterprise")
    SUPERVISION_GROUP = "SUPERVISION_GROUP", _("Democratic supervision group")
    OTHER = "OTHER", _("Other unit")


GOVERNMENT_KINDS = frozenset(OrganizationKind) - {
    OrganizationKind.ENTERPRISE,
    OrganizationKind.SUPERVISION_GROUP,
    OrganizationKind.OTHER,
}


class Role(models.TextChoices):
    """What a person is here for; one person has exactly one role, so the three administrators exclude each other."""

    COORDINATOR = "COORDINATOR", _("County coordinator")
    DEPARTMENT = "DEPARTMENT", _("Department officer")
    PARK = "PARK", _("Park officer")
    INSPECTOR = "INSPECTOR", _("Inspector")
    ENTERPRISE = "ENTERPRISE", _("Enterprise representative")
    SUPERIOR = "SUPERIOR", _("Superior")
    OBSERVER = "OBSERVER", _("Supervision group member")
    SYSADMIN = "SYSADMIN", _("System administrator")
    SECADMIN = "SECADMIN", _("Security administrator")
    AUDITADMIN = "AUDITADMIN", _("Audit administrator")


class AccountState(models.TextChoices):
    """Whether one can log in with an account, or why not yet or not any more."""

    WAITING = "waiting", _("to be confirmed")
    ROLE = "role", _("change proposed")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")


class Reach(models.TextChoices):
    """How far a role sees business data."""

    COUNTY = "COUNTY", _("The whole county")
    PARK = "PARK", _("Own parks")
    OWN = "OWN", _("Own enterprise")
    PUBLIC = "PUBLIC", _("Public part of the parks watched")
    NOTHING = "NOTHING", _("No business data")


REACH = {
    Role.COORDINATOR: Reach.COUNTY,
    Role.DEPARTMENT: Reach.COUNTY,
    Role.INSPECTOR: Reach.COUNTY,
    Role.SUPERIOR: Reach.COUNTY,
    Role.PARK: Reach.PARK,
    Role.ENTERPRISE: Reach.OWN,
    Role.OBSERVER: Reach.PUBLIC,
    Role.SYSADMIN: Reach.NOTHING,
    Role.SECADMIN: Reach.NOTHING,
    Role.AUDITADMIN: Reach.NOTHING,
}

READS = {
    Reach.COUNTY: frozenset({Seen.PUBLIC, Seen.UNIT, Seen.OFFICIALS}),
    Reach.PARK: frozenset({Seen.PUBLIC, Seen.UNIT, Seen.OFFICIALS}),
    Reach.OWN: frozenset({Seen.PUBLIC, Seen.UNIT}),
    Reach.PUBLIC: frozenset({Seen.PUBLIC}),
    Reach.NOTHING: frozenset({Seen.PUBLIC, Seen.UNIT, Seen.OFFICIALS}),
}
"""Which classes of columns are read how far; administrators see no row but those of accounts and of the house."""

INSPECTING_KINDS = frozenset({OrganizationKind.DEPARTMENT})
"""Kinds of units that inspect in their own name; leading groups, park committees and third parties may not (R7)."""
WATCHING_KINDS = frozenset({OrganizationKind.PROVINCE, OrganizationKind.CITY, OrganizationKind.SUPERVISION_GROUP})
"""Kinds of units that look on from above or beside and answer for no item."""
ADMINISTRATORS = frozenset({Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN})
ASSIGNERS = frozenset({Role.COORDINATOR, Role.DEPARTMENT})
REVIEWERS = frozenset({Role.DEPARTMENT, Role.INSPECTOR})
ANSWERING = frozenset({Role.COORDINATOR, Role.DEPARTMENT, Role.PARK, Role.ENTERPRISE})
RECORDERS = frozenset({Role.COORDINATOR, Role.DEPARTMENT, Role.PARK, Role.INSPECTOR, Role.ENTERPRISE})
COMPLAINT_HANDLERS = frozenset({Role.COORDINATOR, Role.DEPARTMENT})
FILE_KEEPERS = frozenset({Role.COORDINATOR, Role.DEPARTMENT, Role.PARK})
LAW_KEEPERS = frozenset({Role.COORDINATOR})
"""Who maintains the catalogue of the law, two persons at a time (rules R11, 8); administrators see no business."""
IMPORTERS = frozenset({Role.COORDINATOR, Role.DEPARTMENT})
OVERSEERS = frozenset({Role.COORDINATOR, Role.SUPERIOR})
"""Who sees what each unit keeps of itself (its people, its equipment), and not only the own one's."""
ENFORCEMENT_WATCHERS = frozenset({Role.SUPERIOR})
"""Who supervises how the bodies of the county enforce the law (行政执法监督): its leaders."""
APPROVERS = ASSIGNERS | {Role.SUPERIOR}
"""Who signs off, approves or decides: plans, extensions, voidings, sign-offs; reports are approved by a leader."""
NEED_SECOND_FACTOR = ADMINISTRATORS | APPROVERS
FIELD_ROLES = frozenset({Role.INSPECTOR, Role.ENTERPRISE})
