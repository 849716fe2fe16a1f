from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import Read, Readers
from core.rules.bounds import whole
from maps.models.plans import Plan
from maps.querysets import PlacementQuerySet


class Placement(Read):
    """落点: where a thing stands on a plan. The thing is a row of the table that is named."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="placements")
    table = models.CharField(max_length=60)
    thing = models.BigIntegerField()
    x = models.DecimalField(gettext_lazy("x (from the left)"), max_digits=10, decimal_places=1)
    y = models.DecimalField(gettext_lazy("y (from the top)"), max_digits=10, decimal_places=1)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(unit="plan table thing x y version")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ("table", "thing")
        verbose_name = gettext_lazy("Place on the map")
        constraints = (models.UniqueConstraint(fields=("plan", "table", "thing"), name="thing_once_on_a_plan"),)

    def __str__(self) -> str:
        row = self._row()
        here = _("Place on the map")
        return here if getattr(row, "dossier", row) is row else f"{here} {row}"

    def clean(self) -> None:
        for name, value, most in (("x", self.x, self.plan.width), ("y", self.y, self.plan.height)):
            if value is not None and not 0 <= value <= most:
                raise ValidationError({name: _("The plan ends at %(most)s.") % {"most": most}})

    @property
    def dossier(self) -> models.Model:
        """The file in which a change of it is told: that of the thing, since others must not read of it."""
        row = self._row()
        file: models.Model = getattr(row, "dossier", row)
        return file

    def _row(self) -> models.Model:
        row: models.Model = apps.get_model(self.table)._default_manager.get(pk=self.thing)
        return row


def thing_named(said: str) -> tuple[str, int] | None:
    """Table and key of a thing as a link names it: `enterprises.enterprise:3`; None for what names none."""
    table, _colon, key = said.partition(":")
    number = whole(key)
    return (table, number) if number is not None else None
