from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from admission.querysets import ApplicationQuerySet, OfAnApplication
from admission.states import HOLDING, OPEN, RUNNING, Decision, State
from core import clock
from core.fields import Read, Readers
from core.models import Attachment
from parks.models import Park, QuotaPosting
from parks.states import Pollutant
from projects.models import Project, ProjectRecord

Sheet = list[dict[str, str]]


class Application(Read):
    """准入申请: that a project be admitted to a park, its review, the decision and what became of it (R5 step 2).

    `sheet` is the check sheet as it was when it was decided. `record` is what the decision wrote into the file of
    the project. The appeal is asked for by `appeal_by` and decided once.
    """

    project = models.ForeignKey(Project, verbose_name=_("Project"), on_delete=models.PROTECT, related_name="admissions")
    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.PROTECT, related_name="admissions")
    state = models.CharField(_("State"), max_length=12, choices=State.choices, default=State.APPLIED)
    land = models.DecimalField(_("Land (mu)"), max_digits=10, decimal_places=2)
    investment = models.DecimalField(_("Investment (10,000 yuan)"), max_digits=14, decimal_places=2)
    output = models.DecimalField(_("Yearly output (10,000 yuan)"), max_digits=14, decimal_places=2)
    processes = models.TextField(_("Processes and products"))
    is_safety_improvement = models.BooleanField(_("Improves safety"), default=False)
    reasons = models.TextField(_("Reasons for what is restricted"), blank=True)
    applied_by = models.ForeignKey(User, verbose_name=_("Applicant"), on_delete=models.PROTECT, related_name="+")
    applied_on = models.DateField(_("Applied on"))
    convened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    met_on = models.DateField(_("Day of the meeting"), null=True)
    minutes = models.TextField(_("Minutes"), blank=True)
    first_minutes = models.TextField(_("Minutes of the review before the appeal"), blank=True)
    minutes_files = models.ManyToManyField(Attachment, related_name="+")
    sheet: "models.JSONField[Sheet, Sheet]" = models.JSONField(default=list)
    decision = models.CharField(_("Decision"), max_length=12, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name=_("Decided by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateField(_("Decided on"), null=True)
    opinion = models.TextField(_("Opinion"), blank=True)
    conditions = models.TextField(_("Conditions"), blank=True)
    valid_until = models.DateField(_("Valid until"), null=True)
    record = models.ForeignKey(ProjectRecord, on_delete=models.SET_NULL, null=True, related_name="+")
    appeal_by = models.DateField(_("Appeal by"), null=True)
    appealed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    appealed_on = models.DateField(_("Appealed on"), null=True)
    appeal = models.TextField(_("Reasons of the appeal"), blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(_("Appeal decided on"), null=True)
    settlement = models.TextField(_("Reasons of the decision on the appeal"), blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "project park state land investment output processes is_safety_improvement reasons applied_by applied_on "
            "sheet decision decided_on opinion conditions valid_until record appeal_by appealed_by appealed_on appeal "
            "settled_on settlement version"
        ),
        officials="convened_by met_on minutes first_minutes minutes_files decided_by settled_by",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("-applied_on", "-pk")
        verbose_name = _("Admission application")
        constraints = (
            models.UniqueConstraint(
                fields=("project",),
                condition=models.Q(state__in=sorted(RUNNING)),
                name="admission_runs_once",
                violation_error_message=_("An application of this project runs already, or it is admitted."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As its page is called."""
        called = _("Admission to the park")
        return f"{self.project.name} {called}"

    def get_absolute_url(self) -> str:
        return reverse("admission:application-detail", args=[self.pk])

    @property
    def county_id(self) -> int:
        return self.park.county_id

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def holds(self) -> bool:
        """Whether the project is admitted by it today."""
        return self.state in HOLDING and not self.is_past(clock.today())

    @property
    def shown_until(self) -> date | None:
        """Until when it is or was valid; nothing of one that was ended before."""
        return None if self.state == State.WITHDRAWN else self.valid_until

    def is_past(self, day: date) -> bool:
        """Whether its validity had ended by a day."""
        return self.valid_until is not None and self.valid_until < day


class Discharge(Read):
    """What a project would discharge of a pollutant in a year, in t/a, and the reservation made for it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="discharges")
    pollutant = models.CharField(_("Pollutant"), max_length=8, choices=Pollutant.choices)
    amount = models.DecimalField(_("Amount (t/a)"), max_digits=12, decimal_places=4)
    reservation = models.ForeignKey(
        QuotaPosting, verbose_name=_("Reservation"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    readers = Readers(unit="application pollutant amount reservation")

    objects = OfAnApplication.as_manager()

    class Meta:
        ordering = ("pollutant",)
        verbose_name = _("Discharge")
        constraints = (
            models.UniqueConstraint(fields=("application", "pollutant"), name="discharge_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="discharge_is_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.get_pollutant_display()} {self.amount}"


class AdmissionEvent(Read):
    """A step of an application: who, when, with what words; only ever added to."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=12)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    readers = Readers(unit="application step at note", officials="actor")

    objects = OfAnApplication.as_manager()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.step} {self.at}"
