from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from core.fields import Read, Readers
from documents.querysets import DossierQuerySet, IssuedDocumentQuerySet
from documents.states import DossierForm, FileKind

VOIDING = ("voided_by", "voided_at", "void_reason")
"""The columns that are written once, later; all others stay as they were issued (triggers)."""


class NumberSeries(Read):
    """A running number without gaps: the next one of a key, such as one county's items of a year."""

    key = models.CharField(max_length=80, unique=True)
    next_number = models.PositiveIntegerField(default=1)

    recorded_as = "core.numberseries"

    readers = Readers(nobody="key next_number")

    class Meta:
        db_table = "core_numberseries"

    def __str__(self) -> str:
        return f"{self.key}: {self.next_number}"


class IssuedDocument(Read):
    """公文: a paper that has been issued, of any kind (`documents.kinds`): its number, and what it says, frozen.

    Page, Word and PDF are made of `content` alone, whose SHA-256 is kept beside it. A voided paper keeps its
    number, which is never given out again. Who issued it, and for which body, is not known of some old ones.
    `act` is what of the thing it is `about` it certifies, as its kind says; at most one of each is valid.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Kind"), max_length=20)
    issuer = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    series = models.CharField(max_length=20)
    word = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(_("Document number"), max_length=60)
    title = models.CharField(max_length=200)
    about = models.PositiveBigIntegerField(null=True, db_index=True)
    act = models.CharField(max_length=60, blank=True, default="")
    content: "models.JSONField[dict[str, object], dict[str, object]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(pgettext_lazy("report", "Issued"))
    voided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(_("Voided"), null=True)
    void_reason = models.TextField(_("Reason for voiding"), blank=True, default="")

    readers = Readers(
        unit=(
            "county kind issuer series word year sequence number title about act content sha256 issued_by "
            "issued_at voided_by voided_at void_reason"
        ),
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Issued document")
        indexes = (models.Index(fields=("number",), name="document_by_number"),)
        constraints = (
            models.UniqueConstraint(
                fields=("county", "series", "word", "year", "sequence"), name="document_number_once"
            ),
            models.UniqueConstraint(
                fields=("kind", "about", "act"),
                condition=models.Q(voided_at=None) & ~models.Q(act=""),
                name="document_one_valid",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


class IssuedFile(Read):
    """A file of a paper, byte for byte as it was issued, of the kinds that keep theirs."""

    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=FileKind.choices)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    readers = Readers(unit="document kind content sha256")

    class Meta:
        verbose_name = _("File of an issued document")
        constraints = (models.UniqueConstraint(fields=("document", "kind"), name="document_file_once"),)

    def __str__(self) -> str:
        return f"{self.document_id}.{self.kind}"


class Issuable(Read):
    """A row of which a paper is issued: it points at it from then on, and says of it what lists and pages ask."""

    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def paper(self) -> IssuedDocument:
        """What was issued; to be asked only of a row of which something has been."""
        assert self.document is not None, "nothing has been issued yet"
        return self.document

    @property
    def number(self) -> str:
        return self.document.number if self.document else ""

    @property
    def issued_at(self) -> datetime | None:
        return self.document.issued_at if self.document else None

    @property
    def issued_by(self) -> User | None:
        return self.document.issued_by if self.document else None

    @property
    def is_void(self) -> bool:
        return self.document is not None and self.document.is_void


class Dossier(Read):
    """一企一档、一园一档、一项一档 as one file: what a person asked to take out, and the file that a job makes of it.

    It is that person's alone, says what the person read when it was made, and is gone from the disk after
    `expires_at`; the row stays. `claimed_until` is the end of the lease of the worker that is at it.
    """

    class Stage(models.TextChoices):
        RUNNING = "RUNNING", _("Being put together")
        DONE = "DONE", _("Ready")
        FAILED = "FAILED", _("Not put together")
        EXPIRED = "EXPIRED", _("Removed")

    subject = models.CharField(max_length=80)
    title = models.CharField(_("Title"), max_length=200)
    form = models.CharField(_("Form"), max_length=4, choices=DossierForm.choices)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    asked_at = models.DateTimeField(_("Asked for"))
    stage = models.CharField(_("State"), max_length=8, choices=Stage.choices, default=Stage.RUNNING)
    progress = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, default="")
    whole_file = models.FileField(upload_to="dossiers/", blank=True, default="")
    size = models.PositiveBigIntegerField(_("Size"), default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    files = models.PositiveIntegerField(_("Attachments"), default=0)
    expires_at = models.DateTimeField(_("Kept until"), null=True, blank=True)

    readers = Readers(
        unit=(
            "subject title form asked_by organization role asked_at stage progress error size sha256 files expires_at"
        ),
        nobody="whole_file claimed_until tries",
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        verbose_name = _("File as one")

    def __str__(self) -> str:
        return f"{self.title}.{self.form}"

    def get_absolute_url(self) -> str:
        return reverse("documents:dossier-detail", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.stage == self.Stage.RUNNING

    @property
    def is_ready(self) -> bool:
        return self.stage == self.Stage.DONE
