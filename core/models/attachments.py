import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.querysets import AttachmentQuerySet
from core.states import AttachmentKind, Seen

if TYPE_CHECKING:
    from accounts.models import User

CAMERA_YEARS = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC))


class Attachment(Read):
    """A file that somebody handed in: a photo (re-encoded) or a document.

    What the camera claims (time, place, device) stands beside the server's receipt
    time and is never taken for it. `original_sha256` recognises a photo that is used twice; where the device
    made it smaller before it sent it, `device_sha256` is what the device says of the photo as it was taken.
    What somebody without an account handed in has no `uploader`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    kind = models.CharField(_("Kind"), max_length=8, choices=AttachmentKind.choices)
    file = models.FileField(upload_to="")
    thumbnail = models.FileField(upload_to="", blank=True)
    name = models.CharField(_("File name"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("Size"))
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    original_sha256 = models.CharField(max_length=64, db_index=True)
    device_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    stored_sha256 = models.CharField(max_length=64)
    claimed_taken_at = models.DateTimeField(_("Taken, as claimed by the camera"), null=True, blank=True)
    claimed_latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    claimed_longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    claimed_device = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField(_("Received"))

    readers = Readers(
        public="public_id kind name content_type size width height claimed_taken_at received_at",
        unit="uploader",
        handlers="claimed_latitude claimed_longitude claimed_device",
        nobody="file thumbnail original_sha256 stored_sha256 device_sha256",
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "pk")
        verbose_name = _("Attachment")
        indexes = (models.Index(fields=("uploader", "received_at"), name="attachment_by_uploader"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(claimed_latitude=None) | Q(claimed_latitude__range=(-90, 90)),
                name="attachment_latitude_on_the_globe",
            ),
            models.CheckConstraint(
                condition=Q(claimed_longitude=None) | Q(claimed_longitude__range=(-180, 180)),
                name="attachment_longitude_on_the_globe",
            ),
            models.CheckConstraint(
                condition=Q(claimed_taken_at=None) | Q(claimed_taken_at__range=CAMERA_YEARS),
                name="attachment_taken_in_our_time",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    def withheld(cls, rows: Sequence[Self], reader: "User") -> Iterator[tuple[Self, Iterable[str]]]:
        """Where and with what a photo claims to have been taken is for those who check, and who handed it in (S18)."""
        if not reader.reads_camera_claims:
            claims = cls.readers.within(Seen.HANDLERS)
            yield from ((row, claims) for row in rows if row.uploader_id != reader.pk)

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2]
