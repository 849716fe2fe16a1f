from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from parks.models.entries import Entry
from parks.models.parks import Park
from parks.querysets import QuotaPostingQuerySet
from parks.states import Pollutant, PostingKind


class QuotaAccount(Entry):
    """总量指标账户: what a park may discharge of a pollutant in a year, in t/a; all that happens to it is a posting."""

    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.PROTECT, related_name="quota_accounts")
    pollutant = models.CharField(_("Pollutant"), max_length=8, choices=Pollutant.choices)
    year = models.PositiveSmallIntegerField(_("Year"))

    tab = "quota"
    readers = Readers(public="park pollutant year version")

    class Meta:
        ordering = ("-year", "pollutant")
        verbose_name = _("Quota account")
        constraints = (
            models.UniqueConstraint(
                fields=("park", "pollutant", "year"),
                name="quota_account_once",
                violation_error_message=_("There is an account of this pollutant and year already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.park.label} {self.get_pollutant_display()} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("parks:quota-detail", args=[self.pk])


class QuotaPosting(Read):
    """A posting of a quota account (指标记账): the amount in t/a, its document, and what it does to the balance.

    Only ever added to; a wrong one is reversed by another. `project` names what it was for as another app knows it
    ("projects.project:3"), `project_name` as people do. `signed_by` has signed that the balance falls below nothing.
    """

    account = models.ForeignKey(
        QuotaAccount, verbose_name=_("Quota account"), on_delete=models.PROTECT, related_name="postings"
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=PostingKind.choices)
    amount = models.DecimalField(_("Amount (t/a)"), max_digits=12, decimal_places=4)
    effect = models.DecimalField(_("Effect on the balance (t/a)"), max_digits=12, decimal_places=4)
    day = models.DateField(_("Day"))
    document = models.CharField(_("Document"), max_length=120)
    project_name = models.CharField(_("Project"), max_length=120, blank=True)
    project = models.CharField(max_length=80, blank=True, db_index=True)
    reservation = models.ForeignKey(
        "self", verbose_name=_("Reservation"), on_delete=models.PROTECT, null=True, blank=True, related_name="taken"
    )
    reverses = models.OneToOneField(
        "self", verbose_name=_("Reverses"), on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    note = models.CharField(_("Note"), max_length=200, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Overdraft signed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signed_reason = models.CharField(_("Reason for the overdraft"), max_length=200, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(_("Posted"))

    tab = "quota"

    readers = Readers(
        public="account kind amount effect day reservation reverses",
        unit="document signed_by posted_by posted_at",
        officials="project_name project note signed_reason",
    )

    objects = QuotaPostingQuerySet.as_manager()

    class Meta:
        ordering = ("day", "pk")
        verbose_name = _("Posting")
        indexes = (models.Index(fields=("account", "day"), name="posting_of_account"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(amount__gt=Decimal(0)), name="posting_is_of_something"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=("USED", "RELEASED")) | models.Q(reservation__isnull=False),
                name="posting_out_of_a_reservation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def dossier(self) -> Park:
        """The file in which it stands."""
        return self.account.park
