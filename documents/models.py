from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from core.fields import Read, Readers
from documents.querysets import IssuedDocumentQuerySet
from documents.states import FileKind

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
    content: "models.JSONField[dict[str, object], dict[str, object]]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(pgettext_lazy("report", "Issued"))
    voided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(_("Voided"), null=True)
    void_reason = models.TextField(_("Reason for voiding"), blank=True, default="")

    readers = Readers(
        unit=(
            "county kind issuer series word year sequence number title about content sha256 issued_by issued_at "
            "voided_by voided_at void_reason"
        ),
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Issued document")
        constraints = (
            models.UniqueConstraint(
                fields=("county", "series", "word", "year", "sequence"), name="document_number_once"
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
