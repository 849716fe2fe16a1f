from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.querysets import WaiverQuerySet


class Waiver(Read):
    """A datum of a file that somebody has signed as not applicable (不适用), with the reason; one that was ended stays.

    `kind` and `row` are the file ("parks.park", 3), `datum` a name of `core.completeness`.
    """

    kind = models.CharField(max_length=60)
    row = models.BigIntegerField()
    datum = models.CharField(max_length=60)
    reason = models.CharField(_("Not applicable because"), max_length=200)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("Signed"))
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("Ended"), null=True)

    readers = Readers(unit="kind row datum reason signed_by signed_at ended_by ended_at")

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ("-signed_at", "-pk")
        verbose_name = _("Datum that is not applicable")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "row", "datum"), condition=models.Q(ended_at=None), name="waiver_once_for_a_datum"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}:{self.row} {self.datum}"
