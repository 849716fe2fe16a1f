"""The workflow of the ledger: the whole machine in one table, and who may take which step.

Pages, API, jobs and tests read this table; only `services.advance` acts on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from typing import TypedDict

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from core.models import Attachment
from core.states import AttachmentKind
from core.steps import Step, Weight, always, everybody
from inspections.states import UndatedKind
from rectification.models import Item
from rectification.states import (
    OPEN_STATES,
    PASSED_STATES,
    PUSHABLE,
    LookBackResult,
    Mode,
    State,
    SupervisionLevel,
)
from rectification.workflow.inputs import Asks, Input, Kind, Refused, Words, refuse_half
from rectification.workflow.who import (
    assigner,
    assigning_department,
    awaited,
    awaited_officer,
    coordinator,
    extension_decider,
    first_officer,
    has_open_extension,
    is_long_term,
    lead,
    may_ask_for_extension,
    near_recorder,
    near_reviewer,
    no_void_proposed,
    officer_is_awaited,
    outside_reviewer,
    passing_officer,
    publicity_is_due,
    reviewer_or_coordinator,
    second_person,
    signature_is_due,
    signer,
    signer_or_awaited_officer,
    void_proposed,
    work_is_due,
)


class Told(Enum):
    """Who hears of a step; how they are found is said in `services.notifying`."""

    NEXT = auto()
    """Whoever's turn the new state makes it."""
    LEAD = auto()
    LEAD_AND_WHO_PASSED = auto()
    ASSIGNER = auto()
    NAMED_OFFICER = auto()
    SIGNERS = auto()
    SIGNERS_AND_NAMED_OFFICER = auto()


class Heard(Enum):
    """As what a step is heard of by who is told."""

    TURN = auto()
    """It is their turn now: a duty, nobody switches it off."""
    NEWS = auto()
    """It asks nothing of them."""


class Given(TypedDict, total=False):
    """What the steps are given, by the names of the table; each takes its own."""

    lead_organization: Organization
    assisting_organizations: Sequence[Organization]
    deadline: date
    undated_kind: str
    requirement: str
    reason: str
    measures: str
    responsible_person: str
    funds: str
    contingency_plan: str
    mode: str
    stage: str
    share: int
    rest: str
    next_on: date
    opinion: str
    note: str
    work_done: str
    evidence: Sequence[Attachment]
    funds_spent: str
    officer: User
    officers: Sequence[User]
    days: int
    letter_number: str
    letter_date: date
    result: str
    new_problem: str
    interim_measures: str
    granted: bool
    level: str
    merged_into: Item | None


Target = State | Callable[[Item, Given], State] | None


@dataclass(frozen=True)
class Transition(Step[Item, Target]):
    """A row of the table. What it tells, and whom, stands in it; `asks` is found by the name.

    `turn` is what lists say instead of a verdict: to look first, not how it ends.
    """

    source: frozenset[State]
    tells: Told
    heard: Heard
    turn: Words | None
    asks: Asks = field(default_factory=lambda: Asks(beside=()))

    def target(self, item: Item, given: Given) -> State:
        if callable(self.to) and not isinstance(self.to, State):
            return self.to(item, given)
        return State(self.to or item.state)


def after_acceptance(item: Item, given: Given) -> State:
    """The plan of a major hazard is reviewed first."""
    return State.PLAN_REVIEW if item.is_major else State.RECTIFYING


def after_sign_off(item: Item, given: Given) -> State:
    """The last signature of the chain closes it."""
    is_last = item.sign_offs_done + 1 >= len(item.sign_off_chain)
    return State.CLOSED if is_last else State(item.state)


def after_void_decision(item: Item, given: Given) -> State:
    """It is void once a second person agrees."""
    return State.VOID if given.get("granted") else State(item.state)


S, W, T, H = State, Weight, Told, Heard
REVIEW, PLAN, SIGN_OFF = _("Go and re-inspect"), _("Review the plan"), _("Decide on the sign-off")
SECOND, EXTENSION, VOIDING = _("Answer as the second officer"), _("Review the extension"), _("Review the voiding")
PENDING, ASSIGNED, PLAN_REVIEW = frozenset({S.PENDING}), frozenset({S.ASSIGNED}), frozenset({S.PLAN_REVIEW})
RECTIFYING, UNDER_REVIEW, CLOSED = frozenset({S.RECTIFYING}), frozenset({S.UNDER_REVIEW}), frozenset({S.CLOSED})
AWAITING = frozenset({S.AWAITING_SIGN_OFF})
EXTENDABLE = PLAN_REVIEW | RECTIFYING


# fmt: off
ROWS = (
    #          name                label                             from                       to                   who                        what must be given                          weight      waits for      when                   tells                        as      turn
    Transition("assign",           _("Assign"),                      PENDING,                   S.ASSIGNED,          assigner,                  ("lead_organization",),                     W.ORDINARY, near_recorder, always,                T.LEAD,                      H.TURN, None),
    Transition("decline",          _("Decline"),                     ASSIGNED,                  S.PENDING,           lead,                      ("reason",),                                W.ORDINARY, None,          always,                T.ASSIGNER,                  H.TURN, None),
    Transition("accept",           _("Accept"),                      ASSIGNED,                  after_acceptance,    lead,                      ("measures", "responsible_person"),         W.ORDINARY, everybody,     always,                T.NEXT,                      H.TURN, None),
    Transition("approve-plan",     _("Approve plan"),                PLAN_REVIEW,               S.RECTIFYING,        assigning_department,      ("opinion",),                               W.APPROVES, everybody,     always,                T.LEAD,                      H.NEWS, PLAN),
    Transition("reject-plan",      _("Reject plan"),                 PLAN_REVIEW,               S.ASSIGNED,          assigning_department,      ("opinion",),                               W.ORDINARY, None,          always,                T.LEAD,                      H.TURN, PLAN),
    Transition("confirm",          _("Confirm periodically"),        RECTIFYING,                S.RECTIFYING,        lead,                      ("note",),                                  W.ORDINARY, work_is_due,   is_long_term,          T.NEXT,                      H.TURN, None),
    Transition("stage",            _("Close a stage"),               RECTIFYING,                S.RECTIFYING,        lead,                      ("stage", "share", "rest", "next_on"),      W.ORDINARY, None,          always,                T.ASSIGNER,                  H.NEWS, None),
    Transition("submit",           _("Ask for re-inspection"),       RECTIFYING,                S.UNDER_REVIEW,      lead,                      ("work_done",),                             W.ORDINARY, work_is_due,   always,                T.NEXT,                      H.TURN, None),
    Transition("fail",             _("Re-inspection failed"),        UNDER_REVIEW,              S.RECTIFYING,        outside_reviewer,          ("reason", "deadline"),                     W.JUDGES,   None,          always,                T.LEAD,                      H.TURN, REVIEW),
    Transition("propose-pass",     _("Passed by the first officer"), UNDER_REVIEW,              None,                first_officer,             ("opinion", "officer"),                     W.JUDGES,   near_reviewer, always,                T.NAMED_OFFICER,             H.TURN, REVIEW),
    Transition("pass",             _("Re-inspection passed"),        UNDER_REVIEW,              S.AWAITING_SIGN_OFF, passing_officer,           ("opinion", "officers"),                    W.JUDGES,   awaited,       always,                T.SIGNERS_AND_NAMED_OFFICER, H.TURN, REVIEW),
    Transition("confirm-pass",     _("Confirm the re-inspection"),   PASSED_STATES,             None,                awaited_officer,           ("opinion",),                               W.JUDGES,   everybody,     officer_is_awaited,    T.NEXT,                      H.TURN, SECOND),
    Transition("publish",          _("Publish"),                     AWAITING,                  S.PUBLICITY,         coordinator,               (),                                         W.JUDGES,   everybody,     publicity_is_due,      T.SIGNERS,                   H.TURN, None),
    Transition("sign-off",         _("Sign off"),                    PASSED_STATES,             after_sign_off,      signer,                    ("opinion",),                               W.APPROVES, everybody,     signature_is_due,      T.SIGNERS,                   H.TURN, SIGN_OFF),
    Transition("return",           pgettext_lazy("step", "Return"),  PASSED_STATES,             S.RECTIFYING,        signer_or_awaited_officer, ("reason",),                                W.JUDGES,   None,          always,                T.LEAD_AND_WHO_PASSED,       H.TURN, SIGN_OFF),
    Transition("look-back",        _("Look back"),                   CLOSED,                    None,                reviewer_or_coordinator,   ("result", "opinion"),                      W.JUDGES,   None,          always,                T.ASSIGNER,                  H.TURN, None),
    Transition("extend",           _("Ask for an extension"),        EXTENDABLE,                None,                lead,                      ("deadline", "reason", "interim_measures"), W.ORDINARY, None,          may_ask_for_extension, T.ASSIGNER,                  H.TURN, None),
    Transition("decide-extension", _("Decide on the extension"),     EXTENDABLE | UNDER_REVIEW, None,                extension_decider,         ("granted", "opinion"),                     W.APPROVES, everybody,     has_open_extension,    T.LEAD,                      H.TURN, EXTENSION),
    Transition("supervise",        _("Supervise"),                   PUSHABLE,                  None,                assigner,                  ("level", "reason"),                        W.JUDGES,   None,          always,                T.LEAD,                      H.TURN, None),
    Transition("void",             _("Void"),                        OPEN_STATES,               None,                coordinator,               ("reason",),                                W.JUDGES,   None,          no_void_proposed,      T.NEXT,                      H.TURN, None),
    Transition("decide-void",      _("Decide on voiding"),           OPEN_STATES,               after_void_decision, second_person,             ("granted", "opinion"),                     W.APPROVES, everybody,     void_proposed,         T.NEXT,                      H.TURN, VOIDING),
)
# fmt: on

REASON, OPINION = _("Reason"), _("Opinion")
NEW_DEADLINE, FILES = _("New deadline"), _("Photos or documents")
TEXT, LINE, DAY = Kind.TEXT, Kind.LINE, Kind.DAY
ON_SITE_TOO = (_("Was on site as well; rectified, agreed."),)
DECIDED = (_("Agreed."), _("The reason is not sufficient."))
MODE = Input(
    "mode",
    Kind.LIST,
    _("Mode of rectification"),
    _("A temporary stop never closes a problem: it stays open, and its deadline runs."),
    choices=Mode.choices,
)
MODE_FOUND = replace(MODE, label=_("Mode of rectification as found on site"))
MEASURES = [(value, label) for value, label in SupervisionLevel.choices if value]

ASKS: dict[str, Asks] = {
    "assign": Asks(
        Input("lead_organization", Kind.UNIT, _("Lead unit")),
        Input("deadline", DAY, _("Deadline")),
        Input(
            "undated_kind",
            Kind.LIST,
            _("Without a date"),
            _("Immediate: the deadline is counted from today. Long-term: to be confirmed every few months."),
            choices=UndatedKind.choices,
        ),
        Input("assisting_organizations", Kind.UNITS, _("Assisting units")),
        Input(
            "requirement",
            TEXT,
            _("Requirement"),
            phrases=(
                _("Rectify by the deadline and hand in photos of before and after."),
                _("Look for problems of the same kind in the whole unit."),
                _("Take interim safety measures until it is rectified."),
            ),
        ),
        beside=("rounds",),
    ),
    "decline": Asks(
        Input(
            "reason",
            TEXT,
            REASON,
            phrases=(
                _("This is not our line of duty; please assign it to another unit."),
                _("The problem concerns another enterprise."),
            ),
        ),
        beside=(),
        refused=Refused(_("The unit declined the assignment"), ("assign",)),
    ),
    "accept": Asks(
        Input("measures", TEXT, _("Measures")),
        MODE,
        Input("responsible_person", LINE, _("Responsible person")),
        Input("funds", LINE, _("Funds")),
        Input("contingency_plan", TEXT, _("Contingency plan")),
        beside=("rounds",),
    ),
    "approve-plan": Asks(
        Input("opinion", TEXT, OPINION, phrases=(_("The plan is feasible, agreed."),)),
        beside=("elements",),
    ),
    "reject-plan": Asks(
        Input(
            "opinion",
            TEXT,
            OPINION,
            phrases=(
                _("The measures are not specific; name what is done, by whom and by when."),
                _("The funds are not secured."),
                _("The contingency plan is missing or not workable."),
            ),
        ),
        beside=("elements",),
        refused=Refused(_("The plan was rejected"), ("approve-plan", "submit")),
    ),
    "confirm": Asks(Input("note", TEXT, _("Note"), phrases=(_("Kept up as demanded; nothing new."),)), beside=()),
    "stage": Asks(
        Input("stage", TEXT, _("What is done")),
        Input("share", Kind.SHARE, _("Share done (%)"), _("1 to 99; the problem stays open and is counted so.")),
        Input("rest", TEXT, _("What remains")),
        Input("next_on", DAY, _("Next stage by")),
        Input("files", Kind.FILES, FILES, shows=AttachmentKind.DOCUMENT, camera=True),
        beside=(),
    ),
    "submit": Asks(
        Input(
            "after",
            Kind.FILES,
            _("Photos or documents after rectification"),
            shows=AttachmentKind.AFTER,
            camera=True,
        ),
        Input("before", Kind.FILES, _("Photos or documents before rectification"), shows=AttachmentKind.BEFORE),
        Input("work_done", TEXT, _("Work done")),
        MODE,
        Input("funds_spent", LINE, _("Funds spent")),
        beside=("rounds",),
    ),
    "fail": Asks(
        Input(
            "reason",
            TEXT,
            REASON,
            phrases=(
                _("The problem is still there on site."),
                _("Rectified only in part."),
                _("The evidence does not show the place of the problem."),
            ),
        ),
        Input("deadline", DAY, NEW_DEADLINE),
        MODE_FOUND,
        Input("files", Kind.FILES, FILES, shows=AttachmentKind.DOCUMENT, camera=True),
        beside=("work", "rounds"),
        refused=Refused(_("The re-inspection failed"), ("pass",)),
    ),
    "propose-pass": Asks(
        Input(
            "opinion",
            TEXT,
            OPINION,
            phrases=(_("On site: rectified, agreed."), _("Rectified as the plan says, checked against the documents.")),
        ),
        MODE_FOUND,
        Input(
            "officer",
            Kind.PERSON,
            _("Second officer on site"),
            _("Is told and confirms in the own login; the re-inspection holds from then on."),
        ),
        Input("files", Kind.FILES, _("Photos of the re-inspection"), shows=AttachmentKind.AFTER, camera=True),
        Input("report", Kind.FILES, _("Acceptance report or expert opinion"), shows=AttachmentKind.REPORT),
        beside=("work", "rounds"),
    ),
    "pass": Asks(
        Input("opinion", TEXT, OPINION, phrases=ON_SITE_TOO),
        MODE_FOUND,
        Input("officers", Kind.PEOPLE, on_page=False),
        Input("files", Kind.FILES, on_page=False),
        beside=("first_opinion", "work", "rounds"),
    ),
    "confirm-pass": Asks(Input("opinion", TEXT, OPINION, phrases=ON_SITE_TOO), beside=("work", "rounds")),
    "publish": Asks(Input("days", Kind.DAYS, _("Working days")), Input("opinion", TEXT, OPINION), beside=()),
    "sign-off": Asks(
        Input("opinion", TEXT, OPINION, phrases=(_("Sign-off agreed."), _("The superior has agreed in writing."))),
        Input("letter_number", LINE, _("Number of the superior's letter")),
        Input("letter_date", DAY, _("Date of the superior's letter")),
        beside=("conditions", "work", "rounds"),
    ),
    "return": Asks(
        Input(
            "reason",
            TEXT,
            REASON,
            phrases=(
                _("The evidence does not show the place of the problem."),
                _("Problems of the same kind have not been looked for."),
            ),
        ),
        Input("deadline", DAY, NEW_DEADLINE),
        beside=("work", "rounds"),
        refused=Refused(_("It was returned instead of being signed off"), ("sign-off",)),
    ),
    "look-back": Asks(
        Input(
            "result",
            Kind.CHOICE,
            _("Result"),
            choices=LookBackResult.choices,
            ends={
                LookBackResult.KEPT: _("Look back: no rebound"),
                LookBackResult.REBOUND: _("Look back: rebound"),
            },
        ),
        Input("opinion", TEXT, OPINION, phrases=(_("Looked at on site; it has held."), _("The problem is back."))),
        Input(
            "new_problem",
            TEXT,
            _("Another problem, newly found there"),
            _("It is registered as an item of its own, to be assigned."),
        ),
        Input("files", Kind.FILES, FILES, shows=AttachmentKind.AFTER, camera=True),
        beside=("work", "rounds"),
    ),
    "extend": Asks(
        Input("deadline", DAY, _("Requested deadline")),
        Input("reason", TEXT, REASON),
        Input(
            "interim_measures",
            TEXT,
            _("Interim safety measures"),
            phrases=(_("The equipment is out of use until it is rectified."), _("More patrols, persons named.")),
        ),
        beside=(),
    ),
    "decide-extension": Asks(
        Input(
            "granted",
            Kind.YES_NO,
            _("Decision"),
            ends={True: _("Extension: agreed"), False: _("Extension: not agreed")},
        ),
        Input("opinion", TEXT, OPINION, phrases=DECIDED),
        beside=("extension",),
        refused=Refused(_("The extension was refused"), ("decide-extension", "submit"), unless="granted"),
    ),
    "supervise": Asks(
        # 催办 is not 督办 yet: each measure goes by its own name.
        Input("level", Kind.LIST, _("Measure"), choices=MEASURES, ends=dict(MEASURES)),
        Input(
            "reason",
            TEXT,
            REASON,
            phrases=(
                _("Please rectify in time and report."),
                _("Overdue: rectify at once and explain in writing."),
            ),
        ),
        beside=(),
    ),
    "void": Asks(
        Input("reason", TEXT, REASON, phrases=(_("The same problem is on the ledger already."),)),
        Input("merged_into", Kind.ITEM, _("Merge into the item with the number")),
        beside=(),
        ends_it=True,
    ),
    "decide-void": Asks(
        Input(
            "granted",
            Kind.YES_NO,
            _("Decision"),
            ends={True: _("Voiding: agreed"), False: _("Voiding: not agreed")},
        ),
        Input("opinion", TEXT, OPINION, phrases=DECIDED),
        beside=("proposal",),
    ),
}
"""What each step asks, by its name: what of it must be given stands in its row."""


def _whole(row: Transition) -> Transition:
    """The row with what it asks. Raises ImproperlyConfigured where one of the two lacks something."""
    asks = ASKS.get(row.name)
    refuse_half(row.name, row.required, asks, Given.__annotations__)
    return replace(row, asks=asks) if asks else row


TRANSITIONS: dict[str, Transition] = {row.name: _whole(row) for row in ROWS}
if strangers := ASKS.keys() - TRANSITIONS.keys():
    raise ImproperlyConfigured(f"ASKS in rectification/workflow/table.py names no step of the table: {strangers}.")
REFUSALS = {name: step.asks.refused for name, step in TRANSITIONS.items() if step.asks.refused}
if strangers := {name for refused in REFUSALS.values() for name in refused.answered_by} - TRANSITIONS.keys():
    raise ImproperlyConfigured(f"A refusal is answered by what is no step of the table: {strangers}.")


def _refuse_half_turns() -> None:
    """Raises ImproperlyConfigured for a verdict without its turn.

    A decision of yes or no has one, and a refusal that of the step that answers it in the same state.
    """
    for step in TRANSITIONS.values():
        others = (TRANSITIONS[name] for name in (step.asks.refused.answered_by if step.asks.refused else ()))
        turns = {other.turn for other in others if other.source == step.source}
        decides = step.asks.decides is not None and step.asks.decides.kind == Kind.YES_NO
        if (decides and step.turn is None) or turns - {step.turn}:
            raise ImproperlyConfigured(f"The step {step.name!r} is a verdict: its row lacks the turn of the others.")


_refuse_half_turns()
