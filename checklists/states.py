from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """The checklists there are, by the letters that their items begin with."""

    SAFETY = "SAF", _("Safety of an enterprise")
    ENVIRONMENT = "ENV", _("Environmental protection of an enterprise")
    COMPLIANCE = "CMP", _("Legality of projects and the three simultaneities")
    PARK = "INF", pgettext_lazy("checklist", "Infrastructure of a park")


SITE_RECORD = "SITE_RECORD"
"""现场检查记录: the kind of paper that tells the answers of a visit."""
OF_A_VISIT = (Kind.SAFETY, Kind.ENVIRONMENT, Kind.COMPLIANCE)
"""Those that are answered on a visit of an enterprise; the one of parks is kept beside them."""


class EditionState(models.TextChoices):
    """How far an edition of a checklist has come."""

    DRAFT = "DRAFT", pgettext_lazy("checklist", "Being drawn up")
    APPROVED = "APPROVED", pgettext_lazy("checklist", "Approved")
    DROPPED = "DROPPED", pgettext_lazy("checklist", "Dropped")


class Said(models.TextChoices):
    """What an item is answered with."""

    MET = "MET", pgettext_lazy("checklist", "Met")
    UNMET = "UNMET", pgettext_lazy("checklist", "Not met")
    NONE = "NONE", pgettext_lazy("checklist", "Not applicable")


class Trait(models.TextChoices):
    """What an enterprise must have for an item to be asked there."""

    SOURCE = "SOURCE", _("It has a major hazard source")
    PROCESS = "PROCESS", _("It runs a key hazardous process")


class SignerKind(models.TextChoices):
    """As whom somebody signs the record of a visit."""

    OFFICER = "OFFICER", pgettext_lazy("signature", "Officer of the team")
    PLANT = "PLANT", pgettext_lazy("signature", "Person of the enterprise")
    LOCAL = "LOCAL", pgettext_lazy("signature", "Person of the park or township")
