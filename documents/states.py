from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """The forms in which a paper leaves the house."""

    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"

    @property
    def content_type(self) -> str:
        return TYPES[self]


TYPES = {
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DossierForm(models.TextChoices):
    """How a file leaves as one: to be read, to be edited, or with everything that hangs at it."""

    DOCX = "docx", _("Word document")
    PDF = "pdf", _("PDF")
    ZIP = "zip", _("Word document with all attachments (ZIP)")

    @property
    def content_type(self) -> str:
        return "application/zip" if self is DossierForm.ZIP else TYPES[FileKind(self.value)]
