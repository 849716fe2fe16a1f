from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.fields import Read, Readers, ReadRows
from documents.models import IssuedDocument
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet
from rectification.rules.issuers import BATCH_SLIP


class BatchSlipQuerySet(ReadRows["BatchSlip"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The slips of which a person sees every item."""
        if isinstance(user, AnonymousUser):
            return self.none()
        seen = Item.objects.visible_to(user).values("pk")
        return self.filter(~Exists(SlipLine.objects.filter(slip=OuterRef("pk")).exclude(item__in=seen)))


class BatchSlip(Read):
    """批量交办单: what one office has assigned to one unit on one day, on one sheet with one receipt."""

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("Assigned on"))

    readers = Readers(unit="county office unit day")

    objects = BatchSlipQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("Batch assignment slip")

    def __str__(self) -> str:
        return f"{self.unit} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("rectification:slip-list")


class SlipLine(Read):
    """One assignment of an item that stands on a slip: one that was declined and assigned anew is another."""

    slip = models.ForeignKey(BatchSlip, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="slip_lines")
    assigned_at = models.DateTimeField(_("Assigned"))

    readers = Readers(unit="slip item assigned_at")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Line of a batch assignment slip")
        constraints = (models.UniqueConstraint(fields=("slip", "item"), name="slip_line_once"),)

    def __str__(self) -> str:
        return f"{self.slip_id}: {self.item_id}"


def valid_slips() -> models.QuerySet[IssuedDocument]:
    """The batch slips that hold, each with the slip that it is `about`."""
    return IssuedDocument.objects.filter(kind=BATCH_SLIP, voided_at=None)
