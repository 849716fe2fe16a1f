from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanKind(models.TextChoices):
    """What the plan of an enterprise is about (一企一策)."""

    SAFETY = "SAFETY", _("Safety upgrade")
    ENVIRONMENT = "ENVIRONMENT", _("Environmental upgrade")
    BOTH = "BOTH", _("Safety and environmental upgrade")
    RELOCATION = "RELOCATION", _("Relocation into a park")
    CLOSURE = "CLOSURE", _("Closure and withdrawal")


class PlanState(models.TextChoices):
    """Where the plan of an enterprise stands: drafted, reviewed by experts, approved, done; or replaced, given up."""

    DRAFT = "DRAFT", pgettext_lazy("plan", "Being drafted")
    REVIEW = "REVIEW", pgettext_lazy("plan", "In expert review")
    APPROVED = "APPROVED", pgettext_lazy("plan", "Being carried out")
    COMPLETED = "COMPLETED", pgettext_lazy("plan", "Completed")
    REPLACED = "REPLACED", pgettext_lazy("plan", "Replaced by a new version")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("plan", "Withdrawn")


OPEN_PLANS = frozenset({PlanState.DRAFT.value, PlanState.REVIEW.value})
"""Still written on: an enterprise has one such plan at a time."""


class Adoption(models.TextChoices):
    """What became of an expert's opinion."""

    OPEN = "OPEN", pgettext_lazy("opinion", "Not answered")
    ADOPTED = "ADOPTED", _("Adopted")
    DECLINED = "DECLINED", _("Not adopted")


class ClosureKind(models.TextChoices):
    """How an enterprise leaves or changes (关停并转)."""

    SHUT = "SHUT", _("Shut down")
    MERGE = "MERGE", _("Merged")
    CONVERT = "CONVERT", _("Converted to other production")
    RELOCATE = "RELOCATE", _("Moved away")


class ClosureState(models.TextChoices):
    """Where a closure stands: prepared, decided and carried out, reported, verified by one, done; or cancelled."""

    PREPARED = "PREPARED", pgettext_lazy("closure", "Being prepared")
    OPEN = "OPEN", pgettext_lazy("closure", "Being carried out")
    REPORTED = "REPORTED", pgettext_lazy("closure", "To be verified")
    CHECKED = "CHECKED", pgettext_lazy("closure", "Verified by one person")
    DONE = "DONE", pgettext_lazy("closure", "Closed")
    CANCELLED = "CANCELLED", pgettext_lazy("closure", "Cancelled")


OPEN_CLOSURES = frozenset(
    state.value for state in (ClosureState.PREPARED, ClosureState.OPEN, ClosureState.REPORTED, ClosureState.CHECKED)
)
"""Not ended: an enterprise has one such file at a time."""


class SoilResult(models.TextChoices):
    """What the check of the soil of a closed plant found."""

    PASSED = "PASSED", _("Fit for the planned use")
    POLLUTED = "POLLUTED", _("Polluted, to be remediated")
    NOT_NEEDED = "NOT_NEEDED", _("No check needed")


CLEAN_SOIL = frozenset({SoilResult.PASSED.value, SoilResult.NOT_NEEDED.value})
