from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet


class Extension(Read):
    """A request for a later deadline (延期) and what became of it."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="extensions")
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("Requested"))
    deadline_before = models.DateField(_("Deadline in force"))
    deadline = models.DateField(_("Requested deadline"))
    reason = models.TextField(_("Reason"))
    interim_measures = models.TextField(_("Interim safety measures"))
    granted = models.BooleanField(_("Granted"), null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    opinion = models.TextField(_("Opinion"), blank=True)

    readers = Readers(
        unit=(
            "item requested_by requested_at deadline_before deadline reason interim_measures granted "
            "decided_by decided_at opinion"
        ),
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("requested_at", "pk")
        verbose_name = _("Extension")
        constraints = (
            models.UniqueConstraint(
                fields=("item",), condition=models.Q(granted=None), name="one_open_extension_an_item"
            ),
            models.CheckConstraint(
                condition=models.Q(deadline__gt=models.F("deadline_before")), name="extension_is_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.deadline_before} → {self.deadline}"
