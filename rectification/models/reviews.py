from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet
from rectification.states import LookBackResult


class Review(Read):
    """A re-inspection (复查) of one round, by officers who are not of the unit that submitted."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField(_("Round"))
    passed = models.BooleanField(_("Passed"))
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    officers = models.ManyToManyField(User, verbose_name=_("Officers"), related_name="+")
    opinion = models.TextField(_("Opinion"))
    at = models.DateTimeField(_("When"))

    readers = Readers(unit="item round passed reviewer opinion at officers")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Re-inspection")

    def __str__(self) -> str:
        return f"{self.item_id}/{self.round}"


class LookBack(Read):
    """A look-back (回头看) at a closed item: whether it has held."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="look_backs")
    result = models.CharField(_("Result"), max_length=8, choices=LookBackResult.choices)
    opinion = models.TextField(_("Opinion"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("When"))

    readers = Readers(unit="item result opinion by at")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Look-back")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.result}"
