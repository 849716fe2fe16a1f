from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Readers
from core.models import Attachment
from parks.models.entries import Entry
from parks.models.parks import Park


class LeaderVisit(Entry):
    """挂联领导到园区: a visit of the linked leader: the day, what was seen and asked, photos."""

    park = models.ForeignKey(Park, verbose_name=_("Park"), on_delete=models.CASCADE, related_name="visits")
    leader = models.ForeignKey(User, verbose_name=_("Linked leader"), on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("Day"))
    seen = models.TextField(_("What was seen"))
    asked = models.TextField(_("What was asked for"), blank=True)
    photos = models.ManyToManyField(Attachment, verbose_name=_("Photos"), blank=True, related_name="shows_visit")

    tab = "visits"
    readers = Readers(public="park day version", officials="leader seen asked photos")

    class Meta:
        ordering = ("-day", "-pk")
        verbose_name = _("Visit of the linked leader")

    def __str__(self) -> str:
        return f"{self.day} {self.leader.name}"
