"""现场登记: the key under which a person's unsent findings lie on a device, and the receipts of those that arrived."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.encryption import EncryptedTextField
from core.fields import Read, Readers
from core.states import Seen
from field.querysets import FieldKeyQuerySet, FieldReceiptQuerySet
from rectification.models import Item

LATE = timedelta(minutes=10)
"""Between what a device claims and the server's receipt, as for photos (security S40)."""


class FieldKey(Read):
    """The key of one person (AES-256) by which a device keeps what is not sent yet (security section 0).

    It is the same on each device and for good: what was left on a phone is read again once its owner logs in there.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    secret = EncryptedTextField()
    made_at = models.DateTimeField()

    readers = Readers(nobody="person secret made_at")

    objects = FieldKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id}"


class FieldReceipt(Read):
    """现场回执: that a finding written down on a device is on the ledger, once, however often it was sent.

    `token` is the device's own name for the finding, `fingerprint` the hash of all that was sent under it. When and
    where it was written down is what the device claims, beside the server's receipt time.
    """

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="field_receipt")
    written_at = models.DateTimeField(_("Written down, as claimed by the device"))
    latitude = models.DecimalField(_("Latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("Longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy = models.PositiveIntegerField(_("Accuracy (m)"), null=True, blank=True)
    received_at = models.DateTimeField(_("Received"))

    readers = Readers(
        unit="owner item written_at received_at",
        handlers="latitude longitude accuracy",
        nobody="token fingerprint",
    )

    objects = FieldReceiptQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        verbose_name = _("Field receipt")
        indexes = (models.Index(fields=("owner", "-received_at"), name="field_receipt_by_owner"),)
        constraints = (
            models.UniqueConstraint(fields=("owner", "token"), name="field_finding_once"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="field_receipt_on_the_globe",
            ),
        )

    def __str__(self) -> str:
        return str(self.item)

    @classmethod
    def withheld(cls, rows: Sequence[Self], reader: User) -> Iterator[tuple[Self, Iterable[str]]]:
        """Where a device claims to have been is for those who check, and whose device it was (S18)."""
        if not reader.reads_camera_claims:
            claims = cls.readers.within(Seen.HANDLERS)
            yield from ((row, claims) for row in rows if row.owner_id != reader.pk)

    @property
    def is_late(self) -> bool:
        """Whether it came in so much later than it was written down that a page says so."""
        return self.received_at - self.written_at > LATE
