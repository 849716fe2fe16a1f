from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from rectification.querysets import SavedViewQuerySet


class SavedView(Read):
    """A name for a filtered, sorted ledger: the query of its link."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("Name"), max_length=40)
    query = models.TextField(blank=True)

    readers = Readers(public="owner name query")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("Saved view")
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="saved_view_name_once"),)

    def __str__(self) -> str:
        return self.name
