from datetime import date, timedelta

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.rules.months import add_months
from enterprises.models.enterprises import Enterprise
from enterprises.querysets import PermitQuerySet


class PermitKind(Read):
    """A kind of permit or approval, from the catalogue (PM01 …), with validity and renewal lead."""

    code = models.CharField(max_length=8, primary_key=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    scope = models.CharField(max_length=12)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    renew_before_months = models.PositiveSmallIntegerField(default=0)
    renew_before_days = models.PositiveSmallIntegerField(default=0)
    authority_zh = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)

    readers = Readers(
        public=(
            "code name_zh name_en scope validity_months renew_before_months renew_before_days authority_zh note source"
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


class Permit(Read):
    """A permit of an enterprise (许可证照) with the period it is valid for."""

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.CASCADE, related_name="permits"
    )
    kind = models.ForeignKey(PermitKind, verbose_name=_("Kind"), on_delete=models.PROTECT)
    number = models.CharField(_("Number"), max_length=80, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True, db_index=True)
    authority = models.CharField(_("Authority"), max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(unit="enterprise kind number issued_on valid_until authority version")

    objects = PermitQuerySet.as_manager()

    class Meta:
        ordering = ("valid_until", "pk")
        verbose_name = _("Permit")

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    @property
    def dossier(self) -> Enterprise:
        """The file in which the permit stands."""
        return self.enterprise

    @property
    def renew_by(self) -> date | None:
        """The last day to ask for the renewal, where the law sets one before the expiry (R4)."""
        lead = self.kind
        if self.valid_until is None or not (lead.renew_before_months or lead.renew_before_days):
            return None
        return add_months(self.valid_until, -lead.renew_before_months) - timedelta(days=lead.renew_before_days)
