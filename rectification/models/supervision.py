from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet
from rectification.states import SupervisionLevel


class SupervisionMeasure(Read):
    """A push from above, as recorded: chase, supervision letter, listing, talk, accountability.

    One that came by a letter which was voided since stands no more: `voided_at`.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="supervision_measures")
    level = models.CharField(_("Measure"), max_length=16, choices=SupervisionLevel.choices)
    reason = models.TextField(_("Reason"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("When"))
    voided_at = models.DateTimeField(_("Voided"), null=True, blank=True)

    readers = Readers(unit="item level reason by at voided_at")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Supervision measure")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.level}"
