from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.querysets import SavedViewQuerySet


class SavedView(Read):
    """A name for a filtered, sorted ledger: the query of its link, and how its columns stand.

    The one without a name says how the columns stand where no view says it, and how dense the rows are in all.
    """

    class Density(models.TextChoices):
        DENSE = "dense", _("Compact")
        LOOSE = "loose", _("Spacious")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("Name"), max_length=40, blank=True)
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list, blank=True)
    """Names of columns with their widths in pixels, from left to right; empty as usual."""
    density = models.CharField(max_length=8, choices=Density.choices, default=Density.DENSE)

    readers = Readers(public="owner name query columns density")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("Saved view")
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="saved_view_name_once"),)

    def __str__(self) -> str:
        return self.name
