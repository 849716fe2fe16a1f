from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet


class ListedSupervision(Read):
    """挂牌督办: the clocks that run once an item is listed (domain rules D06), each with its derivation.

    It ends with the item: the listing is taken off when the re-inspection has passed and the item is signed off.
    """

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="listed_supervision")
    listed_on = models.DateField(_("Listed on"))
    limit_on = models.DateField(_("Limit of the listed supervision"))
    publish_by = models.DateField(_("To be published by"))
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    extension_by = models.DateField(_("Extension to be asked for by"))
    extension_asked_on = models.DateField(_("Extension asked for on"), null=True, blank=True)
    asked_until = models.DateField(_("Requested limit"), null=True, blank=True)
    extension_reason = models.TextField(_("Reason"), blank=True, default="")
    decide_by = models.DateField(_("To be decided by"), null=True, blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    granted = models.BooleanField(_("Granted"), null=True, blank=True)
    derivations = models.JSONField(default=dict)

    readers = Readers(
        unit=(
            "item listed_on limit_on publish_by published_on extension_by extension_asked_on asked_until "
            "extension_reason decide_by decided_on granted derivations"
        ),
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Listed supervision")
        constraints = (
            models.CheckConstraint(condition=Q(limit_on__gt=F("listed_on")), name="listing_ends_after_it_began"),
        )

    def __str__(self) -> str:
        return f"{self.item_id} {self.listed_on}–{self.limit_on}"

    @property
    def name_in_log(self) -> str:
        return self.item.number
