from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet


class PlacedMeasure(Read):
    """措施转台账: which measure of a plan is followed by which item of the ledger; a measure is put there once.

    `row` names the measure and `plan` the whole that it belongs to, each as its own app knows it ("plans.measure:7").
    """

    row = models.CharField(max_length=80, unique=True)
    plan = models.CharField(max_length=80, db_index=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="placed_measures")
    placed_by = models.ForeignKey(
        User, verbose_name=_("Put on the ledger by"), on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField(_("Put on the ledger"))

    readers = Readers(public="row plan item placed_at", unit="placed_by")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Measure on the ledger")

    def __str__(self) -> str:
        return f"{self.row} {self.item_id}"
