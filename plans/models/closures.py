from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.fields import Read, Readers
from core.models import Attachment
from enterprises.models import Enterprise
from plans.querysets import ClosureQuerySet, InstalmentQuerySet
from plans.states import OPEN_CLOSURES, ClosureKind, ClosureState, SoilResult

NOT_BELOW_NOTHING = MinValueValidator(Decimal(0))


class Closure(Read):
    """关停并转: the file by which an enterprise is shut, merged, converted or moved away.

    Amounts are in 万元. `hands` are all who took a part in it: none of them verifies it.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="closures"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=ClosureKind.choices)
    decision = models.CharField(_("Document of the decision"), max_length=120, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    authority = models.CharField(_("Deciding authority"), max_length=80, blank=True)
    close_by = models.DateField(_("To be closed by"))
    agreement = models.CharField(_("Compensation agreement"), max_length=120, blank=True)
    agreed_on = models.DateField(_("Agreed on"), null=True, blank=True)
    agreed = models.DecimalField(
        _("Compensation agreed (10,000 yuan)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_BELOW_NOTHING],
    )
    plant_area = models.DecimalField(
        _("Plant to be bought back (m²)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_BELOW_NOTHING],
    )
    plant_bought_on = models.DateField(_("Plant bought back on"), null=True, blank=True)
    land_area = models.DecimalField(
        _("Land to be bought back (mu)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_BELOW_NOTHING],
    )
    land_bought_on = models.DateField(_("Land bought back on"), null=True, blank=True)
    workers = models.PositiveIntegerField(_("Workers to be resettled"), null=True, blank=True)
    resettled = models.PositiveIntegerField(_("Workers resettled"), null=True, blank=True)
    soil_checked_on = models.DateField(_("Soil checked on"), null=True, blank=True)
    soil_result = models.CharField(_("Result of the soil check"), max_length=12, choices=SoilResult.choices, blank=True)
    soil_report = models.CharField(_("Report of the soil check"), max_length=120, blank=True)
    state = models.CharField(
        _("State"), max_length=12, choices=ClosureState.choices, default=ClosureState.PREPARED, editable=False
    )
    hands = models.ManyToManyField(User, verbose_name=_("Took part"), related_name="+", editable=False)
    checked_by = models.ForeignKey(
        User, verbose_name=_("Verified first by"), on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    finished_by = models.ForeignKey(
        User, verbose_name=_("Verified by"), on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    ended_on = models.DateField(_("Ended on"), null=True, editable=False)
    reason = models.CharField(_("Reason"), max_length=300, blank=True, editable=False)
    made_at = models.DateTimeField(_("Begun"), editable=False)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "enterprise kind decision decided_on authority close_by agreement agreed_on agreed plant_area "
            "plant_bought_on land_area land_bought_on workers resettled soil_checked_on soil_result soil_report state "
            "hands checked_by finished_by ended_on reason made_at version"
        )
    )

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("Closure file")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ClosureState.values), name="closure_state_known"),
            models.UniqueConstraint(
                fields=("enterprise",),
                condition=Q(state__in=sorted(OPEN_CLOSURES)),
                name="one_closure_at_a_time",
                violation_error_message=_("A closure file of this enterprise is open already."),
            ),
            models.CheckConstraint(
                condition=Q(finished_by=None) | ~Q(finished_by=models.F("checked_by")), name="closure_verified_by_two"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:closure-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """What its page is called."""
        return f"{self.enterprise.label} {self.get_kind_display()}"

    def clean(self) -> None:
        """Numbers and days that go together."""
        for name in ("decided_on", "agreed_on", "plant_bought_on", "land_bought_on", "soil_checked_on"):
            day = getattr(self, name)
            if day and day > clock.today():
                raise ValidationError({name: gettext("This day is still to come.")})
        if (self.resettled or 0) > (self.workers or 0):
            raise ValidationError({"resettled": gettext("More than are to be resettled.")})
        if self.soil_result in (SoilResult.PASSED, SoilResult.POLLUTED) and not self.soil_checked_on:
            raise ValidationError({"soil_checked_on": gettext("Say on which day the soil was checked.")})

    def is_late(self, today: date) -> bool:
        return self.state in OPEN_CLOSURES and self.close_by < today


class Instalment(Read):
    """补偿款分期: an instalment of the compensation (in 万元): when it is due, when it was paid, and the proof of it.

    `proof` is the number of the receipt, `scans` are the receipt itself. `over_reason` says why more is due, or was
    paid, than has been agreed.
    """

    closure = models.ForeignKey(
        Closure, verbose_name=_("Closure file"), on_delete=models.PROTECT, related_name="instalments"
    )
    due_on = models.DateField(_("Due on"))
    amount = models.DecimalField(
        _("Amount (10,000 yuan)"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    paid = models.DecimalField(
        _("Paid (10,000 yuan)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    proof = models.CharField(_("Proof of payment"), max_length=120, blank=True)
    scans = models.ManyToManyField(Attachment, verbose_name=_("Scans"), related_name="+", editable=False)
    over_reason = models.CharField(_("Reason for more than agreed"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "instalments"
    readers = Readers(unit="closure due_on amount paid_on paid proof scans over_reason version")

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name = _("Instalment")

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount}"

    @property
    def dossier(self) -> Closure:
        """The file in which it stands."""
        return self.closure

    def clean(self) -> None:
        """What is paid has a day, an amount and a proof; no payment is of a day to come."""
        given = [name for name in ("paid_on", "paid", "proof") if getattr(self, name)]
        lacking = next((name for name in ("paid_on", "paid", "proof") if name not in given), None)
        if given and lacking:
            raise ValidationError({lacking: gettext("A payment has a day, an amount and a proof.")})
        if self.paid_on and self.paid_on > clock.today():
            raise ValidationError({"paid_on": gettext("This day is still to come.")})
