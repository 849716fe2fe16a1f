from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers


class Circuit(Read):
    """How a way out of the house does: a neighbour that fails again and again is left alone for a while."""

    way = models.CharField(_("Way"), max_length=120, unique=True)
    failures = models.PositiveIntegerField(_("Failures in a row"), default=0)
    open_until = models.DateTimeField(_("Left alone until"), null=True, blank=True)
    error = models.CharField(_("Reason"), max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    worked_at = models.DateTimeField(_("Last success"), null=True, blank=True)

    readers = Readers(officials="way failures open_until error failed_at worked_at")

    class Meta:
        ordering = ("way",)
        verbose_name = _("Way out")

    def __str__(self) -> str:
        return self.way
