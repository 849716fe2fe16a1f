from django.db import models
from django.utils.translation import pgettext_lazy


class ChallengeState(models.TextChoices):
    """What has become of a challenge to a finding; all but the first three are its end."""

    OPEN = "OPEN", pgettext_lazy("challenge", "Waits for an answer")
    ANSWERED = "ANSWERED", pgettext_lazy("challenge", "Answered; the enterprise may go on")
    CONFIRMING = "CONFIRMING", pgettext_lazy("challenge", "To be voided: waits for the second person")
    UPHELD = "UPHELD", pgettext_lazy("challenge", "Upheld")
    CHANGED = "CHANGED", pgettext_lazy("challenge", "Changed")
    VOIDED = "VOIDED", pgettext_lazy("challenge", "Voided")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("challenge", "Withdrawn")
    UNDECIDED = "UNDECIDED", pgettext_lazy("challenge", "Ended undecided: nobody has answered")
    MOOT = "MOOT", pgettext_lazy("challenge", "Ended with the item")


OPEN_STATES = (ChallengeState.OPEN, ChallengeState.ANSWERED, ChallengeState.CONFIRMING)
"""Where a clock runs: of who answers, of the enterprise that may go on, of the second person."""
WITH_THE_BODY = (ChallengeState.OPEN, ChallengeState.CONFIRMING)
ENDED = tuple(state for state in ChallengeState if state not in OPEN_STATES)
DECIDED = (ChallengeState.UPHELD, ChallengeState.CHANGED, ChallengeState.VOIDED)
VERDICTS = DECIDED


class Rung(models.TextChoices):
    """Who answers a challenge, in this order (R8): silence moves it up, and so does the enterprise."""

    TEAM = "TEAM", pgettext_lazy("challenge", "The unit that found it")
    UNIT = "UNIT", pgettext_lazy("challenge", "The department that assigned it")
    BODY = "BODY", pgettext_lazy("challenge", "A body that took no part")
    LEADER = "LEADER", pgettext_lazy("challenge", "The leader")


class ChallengeEventKind(models.TextChoices):
    """What happened to a challenge; the house itself moves it up and ends it when a clock has run out."""

    RAISED = "RAISED", pgettext_lazy("challenge", "Raised")
    MOVED_UP = "MOVED_UP", pgettext_lazy("challenge", "Moved up: nobody has answered in time")
    PASSED_OVER = "PASSED_OVER", pgettext_lazy("challenge", "Passed over: nobody there has taken no part")
    UPHELD = "UPHELD", pgettext_lazy("challenge", "Upheld")
    CHANGED = "CHANGED", pgettext_lazy("challenge", "Changed")
    PROPOSED = "PROPOSED", pgettext_lazy("challenge", "Voiding proposed")
    VOIDED = "VOIDED", pgettext_lazy("challenge", "Voided")
    NOT_VOIDED = "NOT_VOIDED", pgettext_lazy("challenge", "Voiding not agreed to")
    PASSED_ON = "PASSED_ON", pgettext_lazy("challenge", "Passed on to the next: the voiding was not agreed to")
    UNCONFIRMED = "UNCONFIRMED", pgettext_lazy("challenge", "Nobody decided on the voiding in time")
    STANDS = "STANDS", pgettext_lazy("challenge", "Ended: the finding stands, its voiding was not agreed to")
    GONE_ON = "GONE_ON", pgettext_lazy("challenge", "The enterprise went on to the next")
    LET_STAND = "LET_STAND", pgettext_lazy("challenge", "Ended: the enterprise did not go on")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("challenge", "Withdrawn")
    UNDECIDED = "UNDECIDED", pgettext_lazy("challenge", "Ended undecided: nobody has answered")
    MOOT = "MOOT", pgettext_lazy("challenge", "Ended with the item")
    SUSPENDED = "SUSPENDED", pgettext_lazy("challenge", "Deadline suspended")
    RESUMED = "RESUMED", pgettext_lazy("challenge", "Deadline runs again")


BY_A_PERSON = (
    ChallengeEventKind.UPHELD,
    ChallengeEventKind.CHANGED,
    ChallengeEventKind.PROPOSED,
    ChallengeEventKind.VOIDED,
    ChallengeEventKind.NOT_VOIDED,
)
"""Answers, and decisions on a voiding: the body of who took them has taken part."""
LEADS_TO = (ChallengeEventKind.RAISED, ChallengeEventKind.GONE_ON, ChallengeEventKind.PASSED_ON)
"""What brings it to a rung; what else has one happened there."""
OF_NO_RUNG = (
    ChallengeEventKind.VOIDED,
    ChallengeEventKind.NOT_VOIDED,
    ChallengeEventKind.UNCONFIRMED,
    ChallengeEventKind.STANDS,
    ChallengeEventKind.LET_STAND,
    ChallengeEventKind.WITHDRAWN,
    ChallengeEventKind.MOOT,
    ChallengeEventKind.SUSPENDED,
    ChallengeEventKind.RESUMED,
)
"""What is done by none whose turn it is as such: the line names who did it and no rung."""
SILENCES = (ChallengeEventKind.MOVED_UP, ChallengeEventKind.UNDECIDED)
"""What counts against the body that was silent."""
