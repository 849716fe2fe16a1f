from django.db import models
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """How a tip has come in (TIP_CHANNEL of the vocabularies)."""

    HOTLINE = "HOTLINE", pgettext_lazy("tip", "Hotline")
    WEB = "WEB", pgettext_lazy("tip", "Web")
    LETTER = "LETTER", pgettext_lazy("tip", "Letter")
    VISIT = "VISIT", pgettext_lazy("tip", "Visit")
    TRANSFER = "TRANSFER", pgettext_lazy("tip", "Handed over by a superior")


class TipState(models.TextChoices):
    """Where a tip stands: who has to do something, or how it ended."""

    RECEIVED = "RECEIVED", pgettext_lazy("tip", "To be accepted")
    HANDLING = "HANDLING", pgettext_lazy("tip", "Being handled")
    PROPOSED = "PROPOSED", pgettext_lazy("tip", "Verdict to be confirmed")
    CONFIRMED = "CONFIRMED", pgettext_lazy("tip", "To be answered")
    ANSWERED = "ANSWERED", pgettext_lazy("tip", "Answered")
    CLOSED = "CLOSED", pgettext_lazy("tip", "Closed")
    HANDED_OVER = "HANDED_OVER", pgettext_lazy("tip", "Handed over")
    REPEAT = "REPEAT", pgettext_lazy("tip", "Repeat of an earlier one")


OPEN = (TipState.RECEIVED, TipState.HANDLING, TipState.PROPOSED, TipState.CONFIRMED)
"""Those whose reporter still waits for an answer."""
HANDLED = (TipState.HANDLING, TipState.PROPOSED, TipState.CONFIRMED, TipState.ANSWERED, TipState.CLOSED)
"""Those that have been accepted: only of them it is said how far they are."""
ENDED = (TipState.CLOSED, TipState.HANDED_OVER, TipState.REPEAT)


class Verdict(models.TextChoices):
    """What the check of a tip has found (COMPLAINT_VERDICT of the vocabularies)."""

    TRUE = "TRUE", pgettext_lazy("tip", "True")
    PARTLY = "PARTLY", pgettext_lazy("tip", "Partly true")
    UNTRUE = "UNTRUE", pgettext_lazy("tip", "Not true")


FOUNDED = (Verdict.TRUE, Verdict.PARTLY)
"""Verdicts that lead to an item of the ledger (rules R8, R14)."""


class DoneKind(models.TextChoices):
    """How far the matter is (DONE_KIND of the vocabularies); a stage that is done leaves it open."""

    GOING = "GOING", pgettext_lazy("tip", "Matter being handled")
    STAGED = "STAGED", pgettext_lazy("tip", "Stage completed")
    DONE = "DONE", pgettext_lazy("tip", "Completed")


class Side(models.TextChoices):
    """Who says something in the dialogue of a tip."""

    HANDLER = "HANDLER", pgettext_lazy("tip", "Handler")
    REPORTER = "REPORTER", pgettext_lazy("tip", "Reporter")
