from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from core.fields import Read, Readers
from inspections.models import FindingSource
from inspections.states import SourceKind
from intake.querysets import ImportBatchQuerySet
from parks.models import Park
from rectification.rules.item_numbers import spans


class ImportBatch(Read):
    """A list that came in (导入批次): the file, how it was read, and what became of it.

    `register` is the kind of a list of files (`imports.registers.kinds`); a list of problems has none.

    While it is RUNNING it waits for a worker or one is at it: `claimed_until` is the end of that worker's lease.
    """

    class Stage(models.TextChoices):
        UPLOADED = "UPLOADED", pgettext_lazy("state", "Uploaded")
        CHECKED = "CHECKED", _("Checked")
        RUNNING = "RUNNING", _("Being imported")
        IMPORTED = "IMPORTED", _("Imported")
        UNDONE = "UNDONE", _("Undone")
        FAILED = "FAILED", _("Can't be read")

    file = models.FileField(upload_to="imports/", blank=True)
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    register = models.CharField(_("Kind of list"), max_length=24, blank=True, default="")
    sheet = models.CharField(_("Sheet"), max_length=120, blank=True)
    title = models.CharField(_("Title"), max_length=200, blank=True)
    source = models.CharField(_("Source"), max_length=16, choices=SourceKind.choices, blank=True)
    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    stage = models.CharField(_("Stage"), max_length=8, choices=Stage.choices, default=Stage.UPLOADED)
    progress = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    summary = models.JSONField(default=dict, blank=True)
    created_units = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("Uploaded"))
    imported_at = models.DateTimeField(_("Imported"), null=True, blank=True)

    recorded_as = "rectification.importbatch"

    readers = Readers(
        officials=(
            "file file_name sha256 register sheet title source park mapping decisions stage progress summary error "
            "tries claimed_until created_units "
            "uploaded_by organization uploaded_at imported_at"
        ),
    )

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        db_table = "rectification_importbatch"
        ordering = ("-uploaded_at", "-pk")
        verbose_name = _("Import")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse(f"intake:{'register-detail' if self.register else 'import-detail'}", args=[self.pk])

    @property
    def on_ledger(self) -> int | None:
        """How many items it has brought that are there now; None before it has come in."""
        if self.stage == self.Stage.UNDONE:
            return 0
        return self.summary.get("imported")

    @property
    def taken_back(self) -> dict[str, object]:
        """Of an import that was undone: by whom, when, the numbers of its items, and of those that lost a source."""
        told = self.summary.get("taken_back")
        if not told:
            return {}
        numbers = {name: spans(told[name]) for name in ("numbers", "further")}
        return {**told, **numbers, "count": len(told["numbers"]), "at": datetime.fromisoformat(told["at"])}

    @property
    def rows_taken_back(self) -> dict[str, object]:
        """Of a list of files that was undone: by whom, when, how many files are as before, which ones stay."""
        told = self.summary.get("rows_taken_back")
        return {**told, "at": datetime.fromisoformat(told["at"])} if told else {}


class ImportedRow(Read):
    """A row of a list that is on the ledger: its place in the file, and by what it is known again.

    `part` counts the problems of one cell where they were taken apart; an empty `sheet` is the batch's.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    source = models.OneToOneField(FindingSource, on_delete=models.CASCADE, related_name="imported_row")
    sheet = models.CharField(max_length=120, blank=True, default="")
    row = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, db_index=True)

    recorded_as = "rectification.importedrow"

    readers = Readers(officials="batch source sheet row part fingerprint")

    class Meta:
        db_table = "rectification_importedrow"
        ordering = ("batch", "row")

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row}"


class RegisterEntry(Read):
    """A row of a list of files (名录) that came in: which file it means, what it did to it, what it said.

    `subject` is the file ("enterprises.enterprise:5"), `version` the one that the list left; `before` are the values
    that it changed, `said` is the whole row by its headings, also what no field of the file takes.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="entries")
    subject = models.CharField(max_length=80, db_index=True)
    version = models.PositiveIntegerField(default=0)
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField()
    was_added = models.BooleanField(default=False)
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    said = models.JSONField(default=dict, blank=True)

    readers = Readers(officials="batch subject version sheet row was_added before said")

    class Meta:
        ordering = ("batch", "pk")
        verbose_name = _("Row of a list of files")

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row}"

    @property
    def words(self) -> list[tuple[str, str]]:
        """What it says, heading by heading."""
        return list(self.said.items())


class SentBack(Read):
    """A list that was filled in and handed out to be sent back: what was reported, when, by whom."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="sent_back")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    cells = models.PositiveIntegerField()

    recorded_as = "rectification.sentback"

    readers = Readers(officials="batch by at sha256 cells")

    class Meta:
        db_table = "rectification_sentback"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.sha256[:12]}"


class MappingMemory(Read):
    """How a unit's lists with these headings were mapped the last time, to be proposed again."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    recorded_as = "rectification.mappingmemory"

    readers = Readers(officials="organization signature mapping used_at")

    class Meta:
        db_table = "rectification_mappingmemory"
        constraints = (models.UniqueConstraint(fields=("organization", "signature"), name="mapping_once_a_unit"),)

    def __str__(self) -> str:
        return self.signature
