from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an item of the ledger stands; the codes of the vocabulary RECT_STATE."""

    PENDING = "PENDING", _("To be assigned")
    ASSIGNED = "ASSIGNED", _("Assigned, to be accepted")
    RECTIFYING = "RECTIFYING", _("Being rectified")
    PLAN_REVIEW = "PLAN_REVIEW", _("Plan under review")
    UNDER_REVIEW = "UNDER_REVIEW", _("Awaiting re-inspection")
    AWAITING_SIGN_OFF = "AWAITING_SIGN_OFF", _("Awaiting sign-off")
    PUBLICITY = "PUBLICITY", _("In publicity")
    CLOSED = "CLOSED", _("Signed off")
    VOID = "VOID", _("Void")


ENDED_STATES = frozenset({State.CLOSED, State.VOID})
OPEN_STATES = frozenset(State) - ENDED_STATES
WITH_THE_UNIT = frozenset({State.ASSIGNED, State.PLAN_REVIEW, State.RECTIFYING})
PASSED_STATES = frozenset({State.AWAITING_SIGN_OFF, State.PUBLICITY})
WITH_THE_AUTHORITY = PASSED_STATES | {State.PLAN_REVIEW, State.UNDER_REVIEW}
DONE_STATES = PASSED_STATES | {State.CLOSED}
PUSHABLE = OPEN_STATES - DONE_STATES - {State.PENDING}
"""Where an item can be pushed from above: somebody answers for it, and it has not passed."""
CLOCK_RUNS = frozenset({State.PENDING}) | WITH_THE_UNIT
PUBLIC_STATES = OPEN_STATES - {State.PENDING} | {State.CLOSED}


class Origin(models.TextChoices):
    """How an item came onto the ledger; what was closed before Yuan'an is outside every figure of closing."""

    REGISTERED = "REGISTERED", _("Registered here")
    LIST = "LIST", _("Came with a list")
    HISTORY = "HISTORY", _("Closed before Yuan'an, as its list says; not proven here")


class Mode(models.TextChoices):
    """整改方式, how a problem is removed; the codes of the vocabulary RECT_MODE."""

    ELIMINATE = "ELIMINATE", _("Cause removed")
    ISOLATE_REMOVE = "ISOLATE_REMOVE", _("Permanently isolated or dismantled")
    ENGINEERING = "ENGINEERING", _("Engineering measure")
    MANAGEMENT = "MANAGEMENT", _("Management measure")
    EDUCATION = "EDUCATION", _("Training of people")
    SUSPEND = "SUSPEND", _("Temporary stop")


ROOT_CURES = frozenset({Mode.ELIMINATE, Mode.ISOLATE_REMOVE, Mode.ENGINEERING})
"""治本: the cause is gone or shut off for good, not only watched over (R10)."""


class ScheduleState(models.TextChoices):
    """How an item stands against its schedule; the codes of the vocabulary SCHEDULE_STATE."""

    DONE = "DONE", _("Rectified in full")
    ON_SCHEDULE = "ON_SCHEDULE", _("On schedule")
    BEHIND = "BEHIND", _("Behind schedule")


class ListState(models.TextChoices):
    """How a row of a superior's list stands, in the superior's words (vocabulary SCHEDULE_STATE, R8).

    The last two are beside the three: closed before the list was brought in, and not pursued any more.
    """

    DONE = "DONE", _("Rectified in full")
    ON_SCHEDULE = "ON_SCHEDULE", _("On schedule")
    BEHIND = "BEHIND", _("Behind schedule")
    BEFORE = "BEFORE", _("Closed before it came in")
    VOID = "VOID", _("Void or taken back")


COUNTED_STATES = (ListState.DONE, ListState.ON_SCHEDULE, ListState.BEHIND)
"""The states that are reported to a superior as figures."""


class Entry(models.TextChoices):
    """How a row of a list comes onto the ledger (contract C3, `mode_of_entry`)."""

    OPEN = "open", _("As an open item")
    FOR_REVIEW = "for_review", _("Waiting for re-inspection")
    HISTORY = "history", _("Closed before Yuan'an")


class SupervisionLevel(models.TextChoices):
    """How hard an item is being pushed; talks and accountability are measures beside the ladder."""

    NONE = "", _("None")
    CHASED = "CHASED", _("Chased")
    SUPERVISED = "SUPERVISED", _("Under supervision")
    LISTED = "LISTED", _("Listed supervision")
    TALKED = "TALKED", _("Summons talk")
    ACCOUNTABILITY = "ACCOUNTABILITY", _("Accountability started")


LADDER = (SupervisionLevel.NONE, SupervisionLevel.CHASED, SupervisionLevel.SUPERVISED, SupervisionLevel.LISTED)


class EscalationDocument(models.TextChoices):
    """The paper that a step of the ladder comes with."""

    SUPERVISION = "SUPERVISION", _("Supervision letter")
    CIRCULAR = "CIRCULAR", _("Circular")
    LISTING = "LISTING", _("Notice of listed supervision")
    TALK = "TALK", _("Notice of a summons talk")
    REFERRAL = "REFERRAL", _("Referral to accountability")
    REMOVAL = "REMOVAL", _("Notice of removal from listed supervision")


LETTER_DOCUMENTS = frozenset(
    {
        EscalationDocument.SUPERVISION,
        EscalationDocument.LISTING,
        EscalationDocument.TALK,
        EscalationDocument.REMOVAL,
    }
)


class Signer(models.TextChoices):
    """Who takes a step of a sign-off chain."""

    PUBLICITY = "PUBLICITY", _("Publicity of the result")
    COORDINATOR_OR_HEAD = "COORDINATOR_OR_HEAD", _("Coordinator or head of the assigning department")
    DEPARTMENT_HEAD = "DEPARTMENT_HEAD", _("Head of the department")
    COORDINATOR = "COORDINATOR", _("County coordinator")
    SUPERIOR_CONSENT = "SUPERIOR_CONSENT", _("Consent of the superior, recorded by the coordinator")


class LookBackResult(models.TextChoices):
    """What a look-back finds."""

    KEPT = "kept", _("No rebound")
    REBOUND = "rebound", _("Rebound")


class DeadlineRule(models.TextChoices):
    """Where a deadline comes from, kept with it so that anyone can see why it is that day."""

    FIXED = "FIXED", _("Date set when assigning")
    SOURCE = "SOURCE", _("Date demanded by the source")
    IMMEDIATE = "IMMEDIATE", _("Immediate rectification: days from the assignment")
    FAILED_REVIEW = "FAILED_REVIEW", _("New date after a failed re-inspection")
    EXTENSION = "EXTENSION", _("Extension granted")
    RETURNED = "RETURNED", _("New date when returned")
    CORRECTED = "CORRECTED", _("Date corrected before the assignment")
    SUSPENSION = "SUSPENSION", _("Put off by the days on which it stood still")


class RemappingState(models.TextChoices):
    """Whether the second person has confirmed that open items cite what follows."""

    PROPOSED = "PROPOSED", _("Waits for the second person")
    CONFIRMED = "CONFIRMED", _("Mapped")
    DECLINED = "DECLINED", _("Not mapped")


class Desk(models.TextChoices):
    """The boxes of a person's desk: each is a count and the list it counts."""

    WAITING = "waiting", _("Waiting for me")
    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due within 7 days")
    ACCEPT = "accept", _("To accept")
    ASSIGN = "assign", _("To assign")
    RECTIFY = "rectify", _("To rectify")
    INSPECT = "inspect", _("To re-inspect")
    REVIEW = "review", _("To review")
    DECIDE = "decide", _("To decide")
    SIGN_OFF = "sign-off", _("To sign off")
    OWN = "own", _("Own unit")
    LISTING_LATE = "listing-late", _("Listed supervision past its clock")
