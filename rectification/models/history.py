from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet
from rectification.states import State


class HistoryEntry(models.Model):
    """One step in the life of an item, written in the transaction of the change and never changed.

    `version` is the version the item has after it, so a gap shows; `before` and `after`
    hold the values that changed, `given` what the actor put in.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="history")
    version = models.PositiveIntegerField()
    transition = models.CharField(_("Step"), max_length=20)
    from_state = models.CharField(max_length=20, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=State.choices)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(_("Who"), max_length=60)
    actor_role = models.CharField(max_length=12)
    actor_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    actor_organization_name = models.CharField(max_length=120)
    at = models.DateTimeField(_("When"))
    reason = models.TextField(_("Reason"), blank=True)
    given = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("item", "version")
        verbose_name = _("History entry")
        constraints = (models.UniqueConstraint(fields=("item", "version"), name="history_without_fork"),)
        indexes = (models.Index(fields=("transition", "at"), name="history_by_step"),)

    def __str__(self) -> str:
        return f"{self.item_id}/{self.version} {self.transition}"
