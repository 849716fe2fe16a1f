"""What plans are, and how the things on them stand."""

from enum import IntEnum, auto

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PlanKind(models.TextChoices):
    """What the ground of the map is."""

    DRAWING = "DRAWING", _("Drawing")
    BOUNDARY = "BOUNDARY", _("Boundary (GeoJSON)")


class Light(IntEnum):
    """How late the worst of a thing's open matters is; the higher, the worse. Each has a sign, a word and a name."""

    NONE = 0
    ON_TIME = auto()
    SOON = auto()
    LATE = auto()

    @property
    def is_urgent(self) -> bool:
        return self >= Light.SOON

    @property
    def sign(self) -> str:
        return SIGNS[self]

    @property
    def label(self) -> Promise:
        return WORDS[self]

    @property
    def style(self) -> str:
        """The name by which style sheets, links and scripts know it."""
        return STYLES[self]


SIGNS = {Light.NONE: "✓", Light.ON_TIME: "○", Light.SOON: "◐", Light.LATE: "▲!"}
WORDS = {
    Light.NONE: _("Nothing open"),
    Light.ON_TIME: _("On time"),
    Light.SOON: _("Due soon"),
    Light.LATE: _("Late"),
}
STYLES = {Light.NONE: "plain", Light.ON_TIME: "ok", Light.SOON: "soon", Light.LATE: "late"}
