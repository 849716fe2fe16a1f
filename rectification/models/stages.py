from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet


class Stage(Read):
    """阶段性办结: a stage of the work is done, with its share of the whole; the item stays open (`DONE_KIND`).

    Append-only: what was reported stands, and the next stage is a row of its own. The item has the share and the
    next day of its last stage (`stage_share`, `stage_next_on`).
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="stages")
    round = models.PositiveSmallIntegerField(_("Round"))
    stage = models.TextField(_("What is done"))
    share = models.PositiveSmallIntegerField(_("Share done (%)"))
    rest = models.TextField(_("What remains"))
    next_on = models.DateField(_("Next stage by"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("When"))

    readers = Readers(unit="item round stage share rest next_on by at")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Stage")
        constraints = (
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=99), name="stage_is_a_part_of_the_whole"),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.share}%"
