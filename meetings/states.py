from django.db import models
from django.utils.translation import pgettext_lazy


class DutyState(models.TextChoices):
    """What has become of a decision of a meeting; the last two are its end."""

    GIVEN = "GIVEN", pgettext_lazy("duty", "To be done")
    DONE = "DONE", pgettext_lazy("duty", "Reported done")
    CONFIRMED = "CONFIRMED", pgettext_lazy("duty", "Confirmed as done")
    CANCELLED = "CANCELLED", pgettext_lazy("duty", "Cancelled")


OPEN_DUTIES = frozenset({DutyState.GIVEN, DutyState.DONE})
