from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.changed_at import ChangedAtField
from core.fields import Read, Readers
from core.models import Attachment
from enterprises.models import Enterprise, PermitKind
from enterprises.states import OperatingState
from projects.querysets import ApprovalQuerySet, ProjectQuerySet


class Project(Read):
    """A construction project (建设项目) of an enterprise, with what it has been approved for."""

    recorded_as = "enterprises.project"

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="projects"
    )
    name = models.CharField(_("Name"), max_length=200)
    state = models.CharField(_("State"), max_length=12, choices=OperatingState.choices)
    state_since = models.DateField(_("State since"), null=True, blank=True)
    content = models.TextField(_("Scale and content"), blank=True)
    investment = models.DecimalField(
        _("Investment (10,000 yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    planned_start = models.DateField(_("Planned start"), null=True, blank=True)
    planned_completion = models.DateField(_("Planned completion"), null=True, blank=True)
    started_on = models.DateField(_("Started on"), null=True, blank=True)
    completed_on = models.DateField(_("Completed on"), null=True, blank=True)
    uses_hazardous_chemicals = models.BooleanField(_("Hazardous chemicals"), default=True)
    updated_at = ChangedAtField(_("Updated"), auto_now=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        public="enterprise name state",
        unit=(
            "state_since content investment planned_start planned_completion started_on completed_on "
            "uses_hazardous_chemicals updated_at version"
        ),
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("enterprise__name", "name")
        db_table = "enterprises_project"
        verbose_name = _("Project")
        constraints = (models.UniqueConstraint(fields=("enterprise", "name"), name="project_name_once_in_enterprise"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projects:project-detail", args=[self.pk])

    @property
    def county_id(self) -> int:
        return self.enterprise.county_id


class ProjectApproval(Read):
    """An approval a project has got (审批手续)."""

    recorded_as = "enterprises.projectapproval"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="approvals")
    kind = models.ForeignKey(PermitKind, verbose_name=_("Kind"), on_delete=models.PROTECT)
    number = models.CharField(_("Document number"), max_length=120, blank=True)
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    renewed_on = models.DateField(_("Re-examined or extended on"), null=True, blank=True)
    not_applicable_reason = models.CharField(_("Not applicable because"), max_length=200, blank=True)
    not_applicable_by = models.ForeignKey(
        User, verbose_name=_("Signed as not applicable by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    scans = models.ManyToManyField(Attachment, verbose_name=_("Scans"), related_name="+")
    version = models.PositiveIntegerField(default=1)

    tab = "overview"
    readers = Readers(
        unit=(
            "project kind number approved_on valid_until renewed_on not_applicable_reason not_applicable_by "
            "scans version"
        )
    )

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ("kind",)
        db_table = "enterprises_projectapproval"
        verbose_name = _("Approval")
        constraints = (models.UniqueConstraint(fields=("project", "kind"), name="approval_once_in_project"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    @property
    def dossier(self) -> Project:
        """The file in which the approval stands."""
        return self.project

    @property
    def is_waived(self) -> bool:
        """不适用: with a reason that somebody has signed."""
        return bool(self.not_applicable_reason and self.not_applicable_by_id)
