from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from maps.querysets import PlaceQuerySet
from parks.models import Park


class Place(Read):
    """地点: a named place of a park that is no enterprise and no facility: a gate, a pipe rack."""

    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.CASCADE, related_name="map_places")
    name = models.CharField(_("Name"), max_length=60)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    is_shown_elsewhere = True
    tab = "overview"
    readers = Readers(officials="park name note version")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("Named place")
        constraints = (models.UniqueConstraint(fields=("park", "name"), name="place_name_once_in_park"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('maps:park-map', args=[self.park_id])}?at=maps.place:{self.pk}"

    @property
    def dossier(self) -> Park:
        """The file in which it stands."""
        return self.park
