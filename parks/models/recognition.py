from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization
from core import clock
from core.fields import Readers
from parks.models.entries import Entry
from parks.models.parks import Park
from parks.querysets import RecognitionProblemQuerySet
from parks.states import LevelKind, ParkGrade


class RecognitionProblem(Entry):
    """认定问题: what the recognition of a park left open, with deadline and person (工信厅联原函〔2025〕317号).

    `item_number` is the number of the item on the ledger by which it is followed, where there is one.
    """

    park = models.ForeignKey(
        Park, verbose_name=gettext_lazy("Park"), on_delete=models.CASCADE, related_name="recognition_problems"
    )
    problem = models.TextField(gettext_lazy("Problem"))
    raised_by = models.CharField(gettext_lazy("Raised by"), max_length=80, blank=True)
    raised_on = models.DateField(gettext_lazy("Raised on"), null=True, blank=True)
    organization = models.ForeignKey(
        Organization,
        verbose_name=gettext_lazy("Responsible unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    person = models.CharField(gettext_lazy("Responsible person"), max_length=40, blank=True)
    deadline = models.DateField(gettext_lazy("Deadline"))
    done_on = models.DateField(gettext_lazy("Corrected on"), null=True, blank=True)
    result = models.TextField(gettext_lazy("Result of the correction"), blank=True)
    item_number = models.CharField(gettext_lazy("Number on the ledger"), max_length=40, blank=True)

    tab = "recognition"
    readers = Readers(
        public="park problem raised_by raised_on deadline done_on version",
        unit="organization person result item_number",
    )

    objects = RecognitionProblemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("deadline", "pk")
        verbose_name = gettext_lazy("Recognition problem")

    def __str__(self) -> str:
        return self.problem[:80]

    def clean(self) -> None:
        """What is corrected says how, and not before it came up."""
        if self.done_on and not self.result:
            raise ValidationError({"result": _("Say what has been corrected.")})
        if self.done_on and self.raised_on and self.done_on < self.raised_on:
            raise ValidationError({"done_on": _("It would end before it begins.")})

    @property
    def days_late(self) -> int:
        """Days since the deadline; none once it is corrected."""
        return 0 if self.done_on else max((clock.today() - self.deadline).days, 0)


class ParkLevel(Entry):
    """竞争力水平、智慧化水平: a level of a park as published, a row each time (工信厅联原函〔2025〕317号)."""

    park = models.ForeignKey(Park, verbose_name=gettext_lazy("Park"), on_delete=models.CASCADE, related_name="levels")
    kind = models.CharField(gettext_lazy("Kind"), max_length=16, choices=LevelKind.choices)
    level = models.CharField(gettext_lazy("Level reached"), max_length=60)
    published_on = models.DateField(gettext_lazy("Published on"))
    published_by = models.CharField(gettext_lazy("Published by"), max_length=80, blank=True)
    document = models.CharField(gettext_lazy("Document"), max_length=120, blank=True)

    tab = "recognition"
    readers = Readers(public="park kind level published_on published_by document version")

    class Meta:
        ordering = ("-published_on", "-pk")
        verbose_name = gettext_lazy("Level reached")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.level}"


class UpgradePlan(Entry):
    """整治提升方案: how a park gets to a better grade, until when, by which measures (method: GB/T 39217-2020)."""

    park = models.ForeignKey(
        Park, verbose_name=gettext_lazy("Park"), on_delete=models.CASCADE, related_name="upgrade_plans"
    )
    target_grade = models.CharField(gettext_lazy("Target grade"), max_length=1, choices=ParkGrade.choices)
    target_on = models.DateField(gettext_lazy("To be reached by"))
    measures = models.TextField(gettext_lazy("Measures"))
    approved_by = models.CharField(gettext_lazy("Approved by"), max_length=80, blank=True)
    approved_on = models.DateField(gettext_lazy("Approved on"), null=True, blank=True)
    document = models.CharField(gettext_lazy("Document"), max_length=120, blank=True)

    tab = "recognition"
    readers = Readers(public="park target_grade target_on approved_by approved_on document version", unit="measures")

    class Meta:
        ordering = ("-target_on", "-pk")
        verbose_name = gettext_lazy("Upgrade plan")

    def __str__(self) -> str:
        return _("Upgrade plan: grade %(grade)s by %(day)s") % {"grade": self.target_grade, "day": self.target_on}

    @property
    def is_reached(self) -> bool:
        """Whether the park is of the target grade or of a better one; D is the best."""
        return bool(self.park.risk_grade) and self.park.risk_grade >= self.target_grade

    def is_missed(self, today: date) -> bool:
        return not self.is_reached and self.target_on < today
