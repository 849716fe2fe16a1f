from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MONTHS = 12


class PlanState(models.TextChoices):
    """How far an edition of a yearly plan has come."""

    DRAFT = "DRAFT", pgettext_lazy("yearly plan", "Being prepared")
    PROPOSED = "PROPOSED", pgettext_lazy("yearly plan", "To be approved")
    RETURNED = "RETURNED", pgettext_lazy("yearly plan", "Returned")
    IN_FORCE = "IN_FORCE", pgettext_lazy("yearly plan", "In force")
    REPLACED = "REPLACED", pgettext_lazy("yearly plan", "Replaced")
    DROPPED = "DROPPED", pgettext_lazy("yearly plan", "Dropped")


S = PlanState
OPEN = frozenset({S.DRAFT.value, S.RETURNED.value})
"""Its lines can be changed."""
UNDECIDED = frozenset({*OPEN, S.PROPOSED.value})
PUBLISHED = frozenset({S.IN_FORCE.value, S.REPLACED.value})
"""What the committees of parks know of; plants know of the edition in force."""


class Purpose(models.TextChoices):
    """What a planned visit is paid for."""

    ROUND = "ROUND", _("Full-coverage round")
    GRADE = "GRADE", _("Visit by the grade of the park")
    OTHER = "OTHER", _("Other planned visit")
    ORDERED = "ORDERED", pgettext_lazy("yearly plan", "Ordered by a superior")


BY_PERSON = frozenset({Purpose.OTHER.value, Purpose.ORDERED.value})
"""What a person enters; the others follow from the settings of the plan."""


class Why(models.TextChoices):
    """Why a visit that is asked for has found no month."""

    CAP = "CAP", _("The yearly cap is reached")
    CAPACITY = "CAPACITY", _("The body has no inspection days left")
    TIME = "TIME", _("No month of the year is left")


class Progress(models.TextChoices):
    """How a line of the plan in force stands."""

    DONE = "DONE", pgettext_lazy("yearly plan", "Visited")
    ARRANGED = "ARRANGED", pgettext_lazy("yearly plan", "Visit is being prepared")
    DUE = "DUE", pgettext_lazy("yearly plan", "Due this month")
    LATE = "LATE", pgettext_lazy("yearly plan", "Not visited in its month")
    AHEAD = "AHEAD", pgettext_lazy("yearly plan", "Ahead")
