"""岗位、厂房人数: places in which only so many people may be at once, with how many there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from enterprises.models import Enterprise
from safety.querysets import RunningQuerySet
from safety.states import PlaceKind


class CrowdedPlace(Read):
    """A job at an abnormal state or a high-risk fine-chemical building, with the most people there at once."""

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="crowded_places"
    )
    name = models.CharField(_("Post or building"), max_length=120)
    kind = models.CharField(_("Kind of place"), max_length=16, choices=PlaceKind.choices)
    people = models.PositiveIntegerField(_("People there at once, at most"))
    counted_on = models.DateField(_("Counted on"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    tab = "crowded-places"
    readers = Readers(unit="enterprise name kind people counted_on ended_on version")

    objects = RunningQuerySet.as_manager()

    class Meta:
        ordering = ("ended_on", "name", "pk")
        verbose_name = _("Place with a limit of people")

    def __str__(self) -> str:
        return self.name

    @property
    def dossier(self) -> Enterprise:
        """The file in which the place stands."""
        return self.enterprise
