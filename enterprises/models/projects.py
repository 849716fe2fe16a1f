from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from enterprises.models.enterprises import Enterprise
from enterprises.models.permits import PermitKind
from enterprises.querysets import ApprovalQuerySet, ProjectQuerySet
from enterprises.states import OperatingState


class Project(Read):
    """A construction project (建设项目) of an enterprise, with what it has been approved for."""

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
    updated_at = models.DateTimeField(_("Updated"), auto_now=True)
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
        verbose_name = _("Project")
        constraints = (models.UniqueConstraint(fields=("enterprise", "name"), name="project_name_once_in_enterprise"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("enterprises:project-detail", args=[self.pk])


class ProjectApproval(Read):
    """An approval a project has got (审批手续)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="approvals")
    kind = models.ForeignKey(PermitKind, verbose_name=_("Kind"), on_delete=models.PROTECT)
    number = models.CharField(_("Document number"), max_length=120, blank=True)
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)
    not_applicable_reason = models.CharField(_("Not applicable because"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(unit="project kind number approved_on not_applicable_reason version")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ("kind",)
        verbose_name = _("Approval")
        constraints = (models.UniqueConstraint(fields=("project", "kind"), name="approval_once_in_project"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    @property
    def dossier(self) -> Project:
        """The file in which the approval stands."""
        return self.project
