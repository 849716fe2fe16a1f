from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.fields import Read, Readers
from enterprises.models import Enterprise
from plans.querysets import EnterprisePlanQuerySet, OfAPlan
from plans.states import OPEN_PLANS, Adoption, PlanKind, PlanState


class EnterprisePlan(Read):
    """一企一策: the plan of one enterprise, reviewed by experts, approved by another person than its author.

    A change of an approved plan is a new edition that `follows` it; once that is approved, the old one is replaced.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="plans"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=PlanKind.choices)
    title = models.CharField(_("Title of the plan"), max_length=120)
    goal = models.TextField(_("Goal"))
    finish_by = models.DateField(_("To be finished by"))
    edition = models.PositiveSmallIntegerField(_("Edition"), default=1, editable=False)
    follows = models.ForeignKey(
        "self",
        verbose_name=_("Replaces"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="editions",
    )
    state = models.CharField(
        _("State"), max_length=12, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    author = models.ForeignKey(
        User, verbose_name=_("Author"), on_delete=models.PROTECT, editable=False, related_name="+"
    )
    drafted_at = models.DateTimeField(_("Drafted"), editable=False)
    sent_by = models.ForeignKey(
        User, verbose_name=_("Sent to review by"), on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_by = models.ForeignKey(
        User, verbose_name=_("Approved by"), on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)
    hands = models.ManyToManyField(User, verbose_name=_("Took part"), related_name="+", editable=False)
    ended_on = models.DateField(_("Ended on"), null=True, editable=False)
    reason = models.CharField(_("Reason"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "enterprise kind title goal finish_by edition follows state author drafted_at sent_by approved_by "
            "approved_on hands ended_on reason version"
        )
    )

    objects = EnterprisePlanQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "-pk")
        verbose_name = _("Plan of an enterprise")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_state_known"),
            models.UniqueConstraint(
                fields=("enterprise",), condition=Q(state=PlanState.APPROVED), name="one_enterprise_one_plan"
            ),
            models.UniqueConstraint(
                fields=("enterprise",),
                condition=Q(state__in=sorted(OPEN_PLANS)),
                name="one_plan_is_written",
                violation_error_message=_("A plan of this enterprise is being written already."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("author")), name="plan_approved_by_another"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """What its page is called."""
        return f"{self.title}（{self.edition_said}）" if self.edition > 1 else self.title

    @property
    def edition_said(self) -> str:
        return gettext("edition %(n)s") % {"n": self.edition}

    @property
    def county_id(self) -> int:
        return self.enterprise.county_id

    @property
    def is_written(self) -> bool:
        """Whether measures are still put in and taken out."""
        return self.state == PlanState.DRAFT

    def is_late(self, today: date) -> bool:
        return self.state == PlanState.APPROVED and self.finish_by < today


class OfThePlan(Read):
    """A row that stands in a plan: seen with it, and with the file of it."""

    plan: "models.ForeignKey[EnterprisePlan, EnterprisePlan]"
    version = models.PositiveIntegerField(default=1)

    objects = OfAPlan.as_manager()

    class Meta:
        abstract = True

    @property
    def dossier(self) -> EnterprisePlan:
        """The file in which it stands."""
        return self.plan


class PlanMeasure(OfThePlan):
    """措施: what is to be done by when, by whom, for how much (in 万元); once approved it becomes an item.

    In a new edition `continues` names the measure of the old one that it goes on with: its item stays the same.
    """

    plan = models.ForeignKey(EnterprisePlan, verbose_name=_("Plan"), on_delete=models.PROTECT, related_name="measures")
    text = models.TextField(_("Measure"))
    organization = models.ForeignKey(
        Organization, verbose_name=_("Responsible unit"), on_delete=models.PROTECT, related_name="+"
    )
    person = models.CharField(_("Responsible person"), max_length=40)
    deadline = models.DateField(_("Deadline"))
    funds = models.DecimalField(
        _("Funds (10,000 yuan)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    continues = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    readers = Readers(unit="plan text organization person deadline funds continues version")

    tab = "measures"

    class Meta:
        ordering = ("deadline", "pk")
        verbose_name = _("Measure")

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        """No measure ends after the plan."""
        if self.deadline and self.plan_id and self.deadline > self.plan.finish_by:
            raise ValidationError({"deadline": gettext("The plan is to be finished before this day.")})


class ExpertOpinion(OfThePlan):
    """专家意见: what an expert says of a plan, and whether it is adopted; what is not, with the reason."""

    plan = models.ForeignKey(EnterprisePlan, verbose_name=_("Plan"), on_delete=models.PROTECT, related_name="opinions")
    expert = models.CharField(_("Expert"), max_length=40)
    field = models.CharField(_("Unit and field of the expert"), max_length=120, blank=True)
    given_on = models.DateField(_("Given on"))
    opinion = models.TextField(_("Opinion"))
    adoption = models.CharField(_("Adoption"), max_length=10, choices=Adoption.choices, default=Adoption.OPEN)
    answer = models.TextField(_("How it was adopted, or why not"), blank=True)

    readers = Readers(unit="plan expert field given_on opinion adoption answer version")

    tab = "opinions"

    class Meta:
        ordering = ("given_on", "pk")
        verbose_name = _("Expert's opinion")

    def __str__(self) -> str:
        return f"{self.expert} {self.given_on}"

    def clean(self) -> None:
        """What is not adopted says why."""
        if self.adoption == Adoption.DECLINED and not self.answer.strip():
            raise ValidationError({"answer": gettext("Say why the opinion is not adopted.")})
