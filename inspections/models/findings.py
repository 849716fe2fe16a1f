from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.models import Attachment
from enterprises.models import Enterprise, Project
from inspections.models.categories import ProblemCategory
from inspections.querysets import FindingQuerySet, FindingSourceQuerySet
from inspections.states import Level, SourceKind, UndatedKind
from parks.models import Park


class Finding(models.Model):
    """A problem (问题/隐患), once, however many superiors have fed it back: those are its sources."""

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="county_findings")
    title = models.CharField(_("Title"), max_length=200)
    description = models.TextField(_("Description"))
    level = models.CharField(_("Level"), max_length=8, choices=Level.choices, default=Level.GENERAL)
    category = models.ForeignKey(
        ProblemCategory, verbose_name=_("Category"), on_delete=models.PROTECT, null=True, blank=True
    )
    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    enterprise = models.ForeignKey(
        Enterprise,
        verbose_name=_("Enterprise"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
    )
    project = models.ForeignKey(
        Project, verbose_name=_("Project"), on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    place = models.CharField(_("Place"), max_length=120, blank=True)
    legal_basis = models.CharField(_("Legal basis"), max_length=300, blank=True)
    found_on = models.DateField(_("Found on"))
    recorded_by = models.ForeignKey(User, verbose_name=_("Recorded by"), on_delete=models.PROTECT, related_name="+")
    recorded_by_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("Recorded"))
    photos = models.ManyToManyField(Attachment, through="FindingPhoto", related_name="findings")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-pk")
        verbose_name = _("Finding")
        indexes = (models.Index(fields=("county", "-recorded_at"), name="finding_newest"),)

    def __str__(self) -> str:
        return self.title


class FindingSource(models.Model):
    """One master a problem answers to: who fed it back, under which number, in which words, by when."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("Source"), max_length=16, choices=SourceKind.choices)
    number = models.CharField(_("Number at the source"), max_length=80, blank=True)
    wording = models.TextField(_("Wording of the source"), blank=True)
    list_title = models.CharField(_("List"), max_length=200, blank=True)
    found_on = models.DateField(_("Found on"), null=True, blank=True)
    deadline = models.DateField(_("Deadline"), null=True, blank=True)
    deadline_text = models.CharField(_("Deadline in the words of the source"), max_length=200, blank=True)
    undated_kind = models.CharField(max_length=12, choices=UndatedKind.choices, blank=True)
    progress_text = models.TextField(_("Progress as reported"), blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("Added"))

    objects = FindingSourceQuerySet.as_manager()

    class Meta:
        ordering = ("added_at", "pk")
        verbose_name = _("Source of a finding")
        indexes = (models.Index(fields=("kind", "finding"), name="source_kind"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class FindingPhoto(models.Model):
    """A photo or file taken when the problem was found: the 'before' of every comparison."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="finding_photos")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="finding_photo")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)
