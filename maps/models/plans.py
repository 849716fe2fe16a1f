from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import Read, Readers
from core.models import Attachment
from maps.querysets import PlanQuerySet
from maps.rules.distances import metres_per_unit
from maps.states import PlanKind
from parks.models import Park

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LETTERS_ACROSS = 55
ENDS = ("from_x", "from_y", "to_x", "to_y", "metres")


def _unit(label: "StrOrPromise") -> "models.DecimalField":
    return models.DecimalField(
        label, max_digits=10, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )


class Plan(Read):
    """园区图: a drawing or the boundary of a park as of a day, on which things are placed.

    Its units are the pixels of the drawing, or the metres of the boundary, from the upper left corner. The scale of
    a drawing follows from two points whose distance in metres is known.
    """

    park = models.ForeignKey(
        Park, verbose_name=gettext_lazy("Park"), on_delete=models.CASCADE, related_name="map_plans"
    )
    kind = models.CharField(gettext_lazy("Kind"), max_length=8, choices=PlanKind.choices)
    title = models.CharField(gettext_lazy("Title of the drawing"), max_length=120)
    drawn_on = models.DateField(gettext_lazy("As of"))
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="plans_of_file")
    page = models.PositiveSmallIntegerField(gettext_lazy("Page"), null=True, blank=True)
    picture = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="map_plans")
    rings = models.JSONField(default=list, blank=True)
    width = models.DecimalField(max_digits=10, decimal_places=1)
    height = models.DecimalField(max_digits=10, decimal_places=1)
    from_x = _unit(gettext_lazy("First point, x"))
    from_y = _unit(gettext_lazy("First point, y"))
    to_x = _unit(gettext_lazy("Second point, x"))
    to_y = _unit(gettext_lazy("Second point, y"))
    metres = models.DecimalField(
        gettext_lazy("Distance of the two points (m)"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    tab = "overview"
    is_shown_elsewhere = True
    readers = Readers(
        unit="park kind title drawn_on page width height from_x from_y to_x to_y metres version",
        officials="file picture rings",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-drawn_on", "-pk")
        verbose_name = gettext_lazy("Plan of the park")
        constraints = (
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="plan_has_a_size"),
            models.CheckConstraint(condition=models.Q(metres=None) | models.Q(metres__gt=0), name="plan_metres_over_0"),
        )

    def __str__(self) -> str:
        return f"{self.title}({self.drawn_on:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        return f"{reverse('maps:park-map', args=[self.park_id])}?plan={self.pk}"

    def clean(self) -> None:
        given = [getattr(self, name) for name in ENDS]
        if any(each is not None for each in given) and None in given:
            empty = ENDS[given.index(None)]
            raise ValidationError({empty: _("A scale needs two points and their distance.")})
        if None not in given and self.metres_per_unit is None:
            raise ValidationError({"to_x": _("These are the same point.")})

    @property
    def dossier(self) -> Park:
        """The file in which it stands."""
        return self.park

    @property
    def metres_per_unit(self) -> float | None:
        """How many metres a unit is; None while that is not known."""
        if self.kind == PlanKind.BOUNDARY:
            return 1.0
        if None in (self.from_x, self.from_y, self.to_x, self.to_y) or self.metres is None:
            return None
        assert self.from_x is not None
        assert self.from_y is not None
        assert self.to_x is not None
        assert self.to_y is not None
        return metres_per_unit((self.from_x, self.from_y), (self.to_x, self.to_y), self.metres)

    def holds(self, x: Decimal, y: Decimal) -> bool:
        """Whether a point lies on the plan."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def letter_size(self) -> int:
        """How large the numbers on the still picture are, so that they can be read on paper."""
        return max(1, round(max(self.width, self.height) / LETTERS_ACROSS))

    @property
    def outlines(self) -> list[str]:
        """The rings of the boundary as the points of polygons."""
        return [" ".join(f"{x},{y}" for x, y in ring) for ring in self.rings]
