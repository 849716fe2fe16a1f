from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Nature(models.TextChoices):
    """The three kinds of inspections in law (INSPECTION_NATURE, 国办发〔2024〕54号)."""

    DAILY = "DAILY", _("Routine inspection")
    CASE = "CASE", _("Inspection of a case")
    SPECIAL = "SPECIAL", _("Special inspection")


class VisitKind(models.TextChoices):
    """The form that a visit has (INSPECTION_KIND)."""

    JOINT = "JOINT", _("Joint inspection")
    ROUTINE = "ROUTINE", _("Routine patrol")
    RANDOM = "RANDOM", pgettext_lazy("visit", "Random draw")
    UNANNOUNCED = "UNANNOUNCED", _("Unannounced visit")
    CAMPAIGN = "CAMPAIGN", pgettext_lazy("visit", "Special campaign")
    LOOKBACK = "LOOKBACK", pgettext_lazy("visit", "Look-back")
    CASE = "CASE", _("Check of a complaint")
    EXPERT = "EXPERT", _("Guidance by experts")


class TaskSource(models.TextChoices):
    """Where the task comes from (任务来源); each belongs to one nature."""

    PLAN = "PLAN", _("Yearly inspection plan")
    TIP = "TIP", pgettext_lazy("visit", "Tip")
    HAND_OVER = "HAND_OVER", _("Handed over by another body")
    CLUE = "CLUE", _("Clue about this enterprise")
    SUPERIOR = "SUPERIOR", _("Ordered by a superior")
    OWN = "OWN", _("Approved by the own body")


OF_NATURE = {
    Nature.DAILY: frozenset({TaskSource.PLAN}),
    Nature.CASE: frozenset({TaskSource.TIP, TaskSource.HAND_OVER, TaskSource.CLUE}),
    Nature.SPECIAL: frozenset({TaskSource.SUPERIOR, TaskSource.OWN}),
}
"""Routine by the yearly plan; of one enterprise on a tip, a hand-over or a clue; special, approved first (R7)."""


class VisitState(models.TextChoices):
    """Where a visit stands; that it is late, unapproved or above the cap is no state."""

    DRAFT = "DRAFT", pgettext_lazy("visit", "Being prepared")
    PROPOSED = "PROPOSED", pgettext_lazy("visit", "To be approved")
    RETURNED = "RETURNED", pgettext_lazy("visit", "Returned")
    APPROVED = "APPROVED", pgettext_lazy("visit", "Approved")
    UNDER_WAY = "UNDER_WAY", pgettext_lazy("visit", "Under way")
    FINISHED = "FINISHED", pgettext_lazy("visit", "Finished, result to be told")
    CLOSED = "CLOSED", pgettext_lazy("visit", "Closed")
    CANCELLED = "CANCELLED", pgettext_lazy("visit", "Cancelled")


S = VisitState
PREPARED = frozenset({S.DRAFT.value, S.RETURNED.value})
AHEAD = frozenset({S.DRAFT.value, S.RETURNED.value, S.PROPOSED.value, S.APPROVED.value})
"""The plant has not been entered yet: what is planned can still be moved."""
BEGUN = frozenset({S.UNDER_WAY.value, S.FINISHED.value, S.CLOSED.value})
"""What the plant and the committee of its park know of: a visit is not told before it begins."""
COUNTED = frozenset({S.APPROVED.value, *BEGUN})
"""Visits that count towards the frequency."""
ON_SITE = frozenset({S.UNDER_WAY.value, S.FINISHED.value})


class Declared(models.TextChoices):
    """What an officer has said of interests in the enterprise (行政处罚法43)."""

    OPEN = "OPEN", pgettext_lazy("visit", "Not declared yet")
    NONE = "NONE", pgettext_lazy("visit", "No interest")
    INTEREST = "INTEREST", pgettext_lazy("visit", "Has an interest")


class AnswerKind(models.TextChoices):
    """What a plant says of a visit."""

    RATING = "RATING", pgettext_lazy("visit", "Rating")
    COMPLAINT = "COMPLAINT", pgettext_lazy("visit", "Complaint")


class Flag(models.TextChoices):
    """What a visit is marked for."""

    TO_FILL = "TO_FILL", _("Without a scan, to be filled in")
    FILLED_LATE = "FILLED_LATE", _("Filled in late")
    UNAPPROVED = "UNAPPROVED", _("Urgent, approval overdue")
    OVER_CAP = "OVER_CAP", _("Above the yearly cap")
    SAME_WEEK = "SAME_WEEK", _("Another visit in the same week")


STARS = tuple((number, str(number)) for number in range(1, 6))
