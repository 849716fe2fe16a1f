from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.organizations import Organization
from accounts.querysets import UserManager
from accounts.rules.held import held_until
from accounts.rules.logins import is_over
from accounts.states import (
    ADMINISTRATORS,
    ANSWERING,
    ASSIGNERS,
    COMPLAINT_HANDLERS,
    ENFORCEMENT_WATCHERS,
    FILE_KEEPERS,
    IMPORTERS,
    LAW_KEEPERS,
    NEED_SECOND_FACTOR,
    OVERSEERS,
    REACH,
    READS,
    RECORDERS,
    REVIEWERS,
    AccountState,
    Reach,
    Role,
)
from core import clock
from core.fields import Read, Readers
from core.states import Seen


class User(Read, AbstractBaseUser):
    """A person with one account and one role.

    An account made by the system administrator becomes active when the security
    administrator confirms it (三员分立); a changed role waits in `proposed_role` likewise.
    """

    username = models.CharField(_("Account"), max_length=60, unique=True)
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=60)
    post = models.CharField(_("Post"), max_length=40, blank=True, default="")
    organization = models.ForeignKey(
        Organization, verbose_name=_("Organization"), on_delete=models.PROTECT, related_name="users"
    )
    role = models.CharField(_("Role"), max_length=12, choices=Role.choices)
    is_head = models.BooleanField(_("Head of the unit"), default=False)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    certificate_number = models.CharField(_("Enforcement certificate"), max_length=40, blank=True)
    language = models.CharField(_("Language"), max_length=10, default="zh-hans")
    keyboard_shortcuts = models.BooleanField(_("Single-key shortcuts"), default=True)
    is_active = models.BooleanField(_("Active"), default=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    reset_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("Created"), null=True, blank=True)
    created_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    proposed_role = models.CharField(max_length=12, choices=Role.choices, blank=True)
    proposed_is_head = models.BooleanField(default=False)
    proposed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    readers = Readers(
        public="username name organization role is_head is_active post",
        unit=(
            "last_login phone email certificate_number language keyboard_shortcuts reset_at "
            "password_changed_at created_at created_by confirmed_by confirmed_at proposed_role "
            "proposed_is_head proposed_by"
        ),
        nobody="password",
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("organization__protocol_order", "name")
        verbose_name = _("User")
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("created_by")),
                name="account_confirmed_by_another",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_log(self) -> str:
        """The person with the account, since names come twice."""
        return f"{self.name} ({self.username})"

    @property
    def reads_the_log(self) -> bool:
        """Whether the person reads the log of all acts (三员分立)."""
        return self.role == Role.AUDITADMIN

    def get_full_name(self) -> str:
        return self.name

    @property
    def full_label(self) -> str:
        """The person with the unit: 张三(县应急局)."""
        return f"{self.name}({self.organization.label})"

    @property
    def roles(self) -> list[str]:
        """The role codes, as the API lists them."""
        return [self.role]

    @property
    def reach(self) -> Reach:
        return REACH[Role(self.role)]

    @property
    def reads(self) -> frozenset[Seen]:
        """The classes of columns that the person reads, of rows in scope."""
        return READS[self.reach]

    @property
    def handles_complaints(self) -> bool:
        """Whether the person is named to handle what people tell (S33): of an officer, what the own unit took in."""
        return self.role in COMPLAINT_HANDLERS

    @property
    def handles_all_complaints(self) -> bool:
        return self.is_coordinator

    @property
    def is_administrator(self) -> bool:
        return self.role in ADMINISTRATORS

    @property
    def keeps_accounts(self) -> bool:
        """Whether the person makes accounts and keeps the tree of the units."""
        return self.role == Role.SYSADMIN

    @property
    def confirms_rights(self) -> bool:
        """Whether the person agrees to what the system administrator has proposed."""
        return self.role == Role.SECADMIN

    @property
    def waits_for_confirmation(self) -> bool:
        """Whether a second administrator has still to confirm the account."""
        return self.created_by_id is not None and self.confirmed_at is None

    @property
    def account_state(self) -> AccountState:
        """Whether one can log in with it, or why not."""
        if self.is_active:
            return AccountState.ACTIVE
        return AccountState.WAITING if self.waits_for_confirmation else AccountState.ENDED

    @property
    def must_choose_password(self) -> bool:
        """Whether nothing is done before a new password is chosen: the old one is too old (S02, S03)."""
        if settings.DEMO:
            return False
        days = settings.PASSWORD_DAYS_ADMINISTRATOR if self.is_administrator else settings.PASSWORD_DAYS
        return is_over(self.password_changed_at, clock.now(), timedelta(days=days))

    @property
    def held_until(self) -> datetime | None:
        """Until when the account confirms nothing, because its password came by a link; None where it may."""
        return held_until(self.reset_at, clock.now())

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone isn't enough for what the person may do (S06); the demonstration asks nobody."""
        return not settings.DEMO and self.role in NEED_SECOND_FACTOR

    @property
    def has_second_factor(self) -> bool:
        factor = getattr(self, "second_factor", None)
        return factor is not None and factor.confirmed_at is not None

    @property
    def must_enrol(self) -> bool:
        """Whether nothing is done before a second factor has been set up."""
        return self.needs_second_factor and not self.has_second_factor

    @property
    def last_used_at(self) -> datetime | None:
        """When the owner or an administrator has last had to do with the account."""
        moments = (self.last_login, self.confirmed_at, self.password_changed_at)
        return max((moment for moment in moments if moment is not None), default=None)

    @property
    def is_unused(self) -> bool:
        """Whether nobody has used the account for so long that it is closed (S01)."""
        return is_over(self.last_used_at, clock.now(), timedelta(days=settings.ACCOUNT_UNUSED_DAYS))

    @property
    def is_enterprise(self) -> bool:
        return self.role == Role.ENTERPRISE

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def is_department_head(self) -> bool:
        return self.role == Role.DEPARTMENT and self.is_head

    @property
    def assigns(self) -> bool:
        return self.role in ASSIGNERS

    @property
    def is_reviewer(self) -> bool:
        return self.role in REVIEWERS

    @property
    def answers(self) -> bool:
        """Whether the person may act for the unit that answers for an item."""
        return self.role in ANSWERING

    @property
    def records_findings(self) -> bool:
        return self.role in RECORDERS

    @property
    def keeps_files(self) -> bool:
        """Whether the person may write park, enterprise and project files that are visible to them."""
        return self.role in FILE_KEEPERS

    @property
    def reads_camera_claims(self) -> bool:
        """Whether the person sees where and with what a photo claims to have been taken."""
        return self.reach in (Reach.COUNTY, Reach.PARK)

    @property
    def oversees_units(self) -> bool:
        """Whether the person sees the people and the equipment of every unit of the county."""
        return self.role in OVERSEERS

    @property
    def watches_enforcement(self) -> bool:
        """Whether the person supervises for the own county how its bodies enforce the law."""
        return self.role in ENFORCEMENT_WATCHERS and self.organization.county_id is not None

    @property
    def keeps_parks(self) -> bool:
        """Whether the person may open the file of a new park."""
        return self.keeps_files and self.reach == Reach.COUNTY

    @property
    def keeps_law(self) -> bool:
        """Whether the person proposes changes of the catalogue of the law, and confirms those of another."""
        return self.role in LAW_KEEPERS

    @property
    def imports_lists(self) -> bool:
        return self.role in IMPORTERS
