from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from core.models import Attachment
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet


class Evidence(Read):
    """A file that proves something about an item (佐证材料), in the round in which it was handed in."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="evidence")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="evidence")
    step = models.CharField(_("Step"), max_length=20)
    round = models.PositiveSmallIntegerField(_("Round"))
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("Added"))

    readers = Readers(public="item attachment step round added_at", unit="added_by")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("round", "pk")
        verbose_name = _("Evidence")

    def __str__(self) -> str:
        return str(self.attachment)
