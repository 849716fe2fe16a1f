from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.fields import Read, Readers
from core.models import Attachment
from core.states import Seen
from enterprises.models import Enterprise
from inspections.models.categories import ProblemCategory
from inspections.models.lists import SuperiorList
from inspections.querysets import FindingQuerySet, FindingSourceQuerySet
from inspections.states import OUTSIDE, Level, SourceKind, UndatedKind
from law.models import Criterion
from parks.models import Park
from projects.models import Project, Violation
from safety.models import Shortfall

if TYPE_CHECKING:
    from inspections.models.citations import FindingBasis


class Finding(Read):
    """A problem (问题/隐患), once, however many superiors have fed it back: those are its sources."""

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="county_findings")
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
    violation = models.OneToOneField(
        Violation,
        verbose_name=_("Proposed violation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="finding",
    )
    shortfall = models.OneToOneField(
        Shortfall,
        verbose_name=_("Proposed shortfall of safety"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="finding",
    )
    place = models.CharField(_("Place"), max_length=120, blank=True)
    legal_basis = models.CharField(_("Legal basis"), max_length=300, blank=True)
    criterion = models.ForeignKey(
        Criterion,
        verbose_name=_("Criterion"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
    )
    found_on = models.DateField(_("Found on"))
    recorded_by = models.ForeignKey(User, verbose_name=_("Recorded by"), on_delete=models.PROTECT, related_name="+")
    recorded_by_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("Recorded"))
    photos = models.ManyToManyField(Attachment, through="FindingPhoto", related_name="findings")

    readers = Readers(
        public=(
            "county title description level category park enterprise project place legal_basis criterion found_on "
            "recorded_at photos"
        ),
        unit="recorded_by recorded_by_organization violation shortfall",
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-pk")
        verbose_name = _("Finding")
        indexes = (models.Index(fields=("county", "-recorded_at"), name="finding_newest"),)

    def __str__(self) -> str:
        return self.title

    @property
    def cited(self) -> "list[FindingBasis]":
        """What it cites now, in legal order; citations that were fetched with it are not asked for again."""
        rows: list[FindingBasis] = [row for row in self.citations.all() if row.left_at is None]
        return sorted(rows, key=lambda row: row.basis.legal_order)

    @property
    def name_in_log(self) -> str:
        """The log tells that something was found on a day, and not what."""
        return f"{self.found_on}"


class FindingSource(Read):
    """One master a problem answers to: who fed it back, under which number, in which words, by when.

    `position` is its place in the list of a superior: the superior's own order. A source that came over from an item
    that was merged has none: its row of the list is the one of that item.
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("Source"), max_length=16, choices=SourceKind.choices)
    number = models.CharField(_("Number at the source"), max_length=80, blank=True)
    wording = models.TextField(_("Wording of the source"), blank=True)
    list_title = models.CharField(_("List"), max_length=200, blank=True)
    superior_list = models.ForeignKey(
        SuperiorList,
        verbose_name=_("List of a superior"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
    )
    position = models.PositiveIntegerField(_("Place in the list"), null=True, blank=True)
    found_on = models.DateField(_("Found on"), null=True, blank=True)
    deadline = models.DateField(_("Deadline"), null=True, blank=True)
    deadline_text = models.CharField(_("Deadline in the words of the source"), max_length=200, blank=True)
    undated_kind = models.CharField(max_length=12, choices=UndatedKind.choices, blank=True)
    progress_text = models.TextField(_("Progress as reported"), blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("Added"))

    readers = Readers(
        public="finding kind list_title position found_on deadline deadline_text undated_kind progress_text added_at",
        unit="added_by",
        scoped="superior_list",
        handlers="number wording",
    )

    objects = FindingSourceQuerySet.as_manager()

    class Meta:
        ordering = ("added_at", "pk")
        verbose_name = _("Source of a finding")
        indexes = (
            models.Index(fields=("kind", "finding"), name="source_kind"),
            models.Index(fields=("superior_list", "position"), name="source_place"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def named_outside(self) -> str:
        """How a paper that leaves the house names it: what people have told has no number there (S33)."""
        kind = OUTSIDE.get(SourceKind(self.kind)) or str(self.get_kind_display())
        return kind if self.kind == SourceKind.COMPLAINT else f"{kind} {self.number}".strip()

    @classmethod
    def withheld(cls, rows: Sequence[Self], reader: "User") -> Iterator[tuple[Self, Iterable[str]]]:
        """What people have told, and under which number, is for who is named to handle it (举报, S33)."""
        told = [row for row in rows if row.kind == SourceKind.COMPLAINT]
        if told and not reader.handles_all_complaints:
            words, own = cls.readers.within(Seen.HANDLERS), cls._taken_in_by(reader, told)
            yield from ((row, words) for row in told if row.pk not in own)

    @classmethod
    def _taken_in_by(cls, reader: "User", rows: Sequence[Self]) -> set[int]:
        """Which of the complaints the reader's own department has taken in."""
        if not reader.handles_complaints:
            return set()
        taken = cls.objects.filter(pk__in=[row.pk for row in rows], added_by__organization=reader.organization_id)
        return set(taken.values_list("pk", flat=True))


class FindingPhoto(Read):
    """A photo or file taken when the problem was found: the 'before' of every comparison."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="finding_photos")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="finding_photo")

    readers = Readers(public="finding attachment")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)
