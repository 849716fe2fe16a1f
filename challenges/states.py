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
    NOT_VOIDED = "NOT_VOIDED", pgettext_lazy("challenge", "The second person did not agree")
    GONE_ON = "GONE_ON", pgettext_lazy("challenge", "The enterprise went on to the next")
    LET_STAND = "LET_STAND", pgettext_lazy("challenge", "Ended: the enterprise did not go on")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("challenge", "Withdrawn")
    UNDECIDED = "UNDECIDED", pgettext_lazy("challenge", "Ended undecided: nobody has answered")
    MOOT = "MOOT", pgettext_lazy("challenge", "Ended with the item")
    SUSPENDED = "SUSPENDED", pgettext_lazy("challenge", "Deadline suspended")
    RESUMED = "RESUMED", pgettext_lazy("challenge", "Deadline runs again")


SILENCES = (ChallengeEventKind.MOVED_UP, ChallengeEventKind.UNDECIDED)
"""What counts against the body that was silent."""
