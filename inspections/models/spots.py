from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from inspections.models.findings import Finding
from inspections.querysets import FindingSpotQuerySet
from maps.models import Plan

if TYPE_CHECKING:
    from maps.services.layers import Spot


SHOWN = 3
"""A picture of a spot shows one part in so many of the plan, each way."""


class FindingSpot(Read):
    """点位: where on a plan of its park a problem was found, as whoever logged it pointed at it; never moved."""

    finding = models.OneToOneField(Finding, on_delete=models.CASCADE, related_name="spot")
    plan = models.ForeignKey(Plan, verbose_name=_("Plan of the park"), on_delete=models.PROTECT, related_name="+")
    x = models.DecimalField(_("x (from the left)"), max_digits=10, decimal_places=1)
    y = models.DecimalField(_("y (from the top)"), max_digits=10, decimal_places=1)

    readers = Readers(unit="finding plan x y")

    objects = FindingSpotQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Spot on the map")

    def __str__(self) -> str:
        return f"{self.x}, {self.y}"

    @property
    def window(self) -> str:
        """The part of the plan around it, as a picture of it is cut."""
        wide, high = self.plan.width / SHOWN, self.plan.height / SHOWN
        left = min(max(self.x - wide / 2, Decimal(0)), self.plan.width - wide)
        top = min(max(self.y - high / 2, Decimal(0)), self.plan.height - high)
        return " ".join(f"{value:.1f}" for value in (left, top, wide, high))

    @property
    def stroke(self) -> int:
        """How thick it is drawn, in units of the plan."""
        return max(1, self.plan.letter_size // 6)

    @property
    def at(self) -> "tuple[int, Spot]":
        """The plan and the point on it."""
        return self.plan_id, (self.x, self.y)
