from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DrawState(models.TextChoices):
    """Where a draw stands; it follows from its row and the one that replaces it."""

    COMMITTED = "COMMITTED", pgettext_lazy("draw", "Committed, not drawn yet")
    DRAWN = "DRAWN", pgettext_lazy("draw", "Drawn")
    REPLACED = "REPLACED", pgettext_lazy("draw", "Replaced by a redraw")


class RiskTerm(models.TextChoices):
    """What adds to the weight with which an enterprise is drawn (`draws.rules.weights`)."""

    BASE = "BASE", pgettext_lazy("draw", "each enterprise")
    SOURCE = "SOURCE", pgettext_lazy("draw", "major hazard source, by its level")
    PROCESS = "PROCESS", pgettext_lazy("draw", "key hazardous process")
    CHEMICAL = "CHEMICAL", pgettext_lazy("draw", "key supervised chemical")
    MAJOR = "MAJOR", pgettext_lazy("draw", "open major hazards")


class Exclusion(models.TextChoices):
    """Why an inspector is not drawn, for one enterprise or for all."""

    INTEREST = "INTEREST", pgettext_lazy("draw", "declared interest")
    LEAVE = "LEAVE", pgettext_lazy("draw", "away in the visit period")
    OWN = "OWN", pgettext_lazy("draw", "enterprise of the own body")


class InterestKind(models.TextChoices):
    """What binds a person to an enterprise (行政处罚法43: whoever has a direct interest stands aside)."""

    RELATIVE = "RELATIVE", _("A close relative works there or holds shares")
    FORMER = "FORMER", _("Worked there before")
    HOLDING = "HOLDING", _("Holds shares or lends money")
    OTHER = "OTHER", _("Another relation that could sway the inspection")
