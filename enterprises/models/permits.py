from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from core.models import Attachment
from core.services import calendar
from enterprises.models.enterprises import Enterprise
from enterprises.querysets import PermitChangeQuerySet, PermitQuerySet
from enterprises.rules.permits import Lead, apply_by
from enterprises.states import RUNNING, PermitState


class PermitKind(Read):
    """A kind of permit or approval, from the catalogue (PM01 …), with validity and renewal lead.

    `confirmed` is False where the source of validity and lead has not been seen in the original.
    """

    code = models.CharField(max_length=8, primary_key=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    scope = models.CharField(max_length=12)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    renew_before_months = models.PositiveSmallIntegerField(default=0)
    renew_before_days = models.PositiveSmallIntegerField(default=0)
    renew_in_working_days = models.BooleanField(default=False)
    authority_zh = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)
    confirmed = models.BooleanField(default=False)

    readers = Readers(
        public=(
            "code name_zh name_en scope validity_months renew_before_months renew_before_days renew_in_working_days "
            "authority_zh note source confirmed"
        ),
    )

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh

    @property
    def basis(self) -> str:
        """The source of validity and lead; whether it was seen is said by `confirmed`."""
        return self.source.replace("(unconfirmed)", "").replace("unconfirmed", "").strip()

    @property
    def lead(self) -> Lead:
        """How long before the last day its renewal has to be asked for."""
        return Lead(self.renew_before_months, self.renew_before_days, self.renew_in_working_days)


class Permit(Read):
    """A permit of an enterprise (许可证照) with the period it is valid for.

    A renewal is a row of its own that `follows` the old one, so that the past stays on file. `valid_from` is said
    where it isn't the day of issue. `apply_by`, the last day to ask for the renewal, follows from kind and last day
    (`clean` keeps it); `asked_on` is the day on which it was asked for. `state` is that of the latest `PermitChange`.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.CASCADE, related_name="permits"
    )
    kind = models.ForeignKey(PermitKind, verbose_name=_("Kind"), on_delete=models.PROTECT)
    number = models.CharField(_("Number"), max_length=80, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    first_issued_on = models.DateField(_("First issued on"), null=True, blank=True)
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True, db_index=True)
    authority = models.CharField(_("Authority"), max_length=80, blank=True)
    apply_by = models.DateField(_("Renewal to be asked for by"), null=True, blank=True, editable=False, db_index=True)
    asked_on = models.DateField(_("Renewal asked for on"), null=True, blank=True)
    state = models.CharField(
        _("Permit state"), max_length=12, choices=PermitState.choices, default=PermitState.VALID, editable=False
    )
    follows = models.OneToOneField(
        "self",
        verbose_name=_("Renewal of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="renewal",
    )
    scans = models.ManyToManyField(Attachment, verbose_name=_("Scans"), blank=True, related_name="permits")
    version = models.PositiveIntegerField(default=1)

    tab = "permits"

    readers = Readers(
        unit=(
            "enterprise kind number issued_on first_issued_on valid_from valid_until authority apply_by asked_on state "
            "follows scans version"
        )
    )

    objects = PermitQuerySet.as_manager()

    class Meta:
        ordering = ("valid_until", "pk")
        verbose_name = _("Permit")
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=PermitState.values), name="permit_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("enterprises:permit-detail", args=[self.pk])

    def clean(self) -> None:
        """What must go together; the last day to ask for the renewal is kept in step."""
        first = self.valid_from or self.issued_on
        if first and self.valid_until and self.valid_until < first:
            raise ValidationError({"valid_until": gettext("It would end before it was issued.")})
        self.apply_by = self.renew_by

    @property
    def name(self) -> str:
        """What the page of the permit is called."""
        return f"{self.enterprise.label} {self.kind.name}"

    @property
    def dossier(self) -> Enterprise:
        """The file in which the permit stands."""
        return self.enterprise

    @property
    def renew_by(self) -> date | None:
        """The last day to ask for the renewal, where the law sets one before the expiry (R4)."""
        return apply_by(self.valid_until, self.kind.lead, calendar.current()) if self.valid_until else None

    @property
    def is_renewed(self) -> bool:
        """Whether another one has taken its place."""
        return hasattr(self, "renewal")

    @property
    def is_running(self) -> bool:
        """Whether its last day still counts: neither renewed, nor revoked, nor cancelled."""
        return self.state in RUNNING and not self.is_renewed

    @property
    def expiry(self) -> date | None:
        """The last day of one that runs; nothing is said any more of what has been replaced."""
        return self.valid_until if self.is_running else None


class PermitChange(Read):
    """A permit was suspended, restored, revoked or cancelled (许可状态变更): from which day on, and why."""

    permit = models.ForeignKey(Permit, verbose_name=_("Permit"), on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(_("Permit state"), max_length=12, choices=PermitState.choices)
    since = models.DateField(_("From which day on"))
    reason = models.CharField(_("Reason"), max_length=300)
    actor = models.ForeignKey(User, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    readers = Readers(unit="permit state since reason actor at")

    objects = PermitChangeQuerySet.as_manager()

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("Permit state")
        constraints = (
            models.UniqueConstraint(fields=("permit", "since"), name="permit_changes_once_a_day"),
            models.CheckConstraint(condition=models.Q(state__in=PermitState.values), name="permit_change_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.since}"
