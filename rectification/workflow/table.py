"""The workflow of the ledger: the whole machine in one table, and who may take which step.

Pages, API, jobs and tests read this table; only `services.advance` acts on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from core.models import Attachment
from core.who import Condition, Rule
from rectification.models import Item
from rectification.states import OPEN_STATES, PASSED_STATES, PUSHABLE, State
from rectification.workflow.who import (
    always,
    assigner,
    assigning_department,
    awaited,
    awaited_officer,
    coordinator,
    everybody,
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


class Weight(Enum):
    """What a step means for who takes it."""

    ORDINARY = auto()
    JUDGES = auto()
    """Judges or vouches for something: not by an account whose password came by a link lately (S66)."""
    APPROVES = auto()
    """Signs off, approves or decides for the county as well: needs a fresh proof of who is there (S70)."""


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
    interim_measures: str
    granted: bool
    level: str
    merged_into: Item | None


Target = State | Callable[[Item, Given], State] | None


@dataclass(frozen=True)
class Transition:
    """A row of the table. `to` None leaves the state as it is; `when` narrows `source` further.

    `waits` says on whose desk it stands as an act of theirs, of those who may take it; None where on nobody's.
    """

    name: str
    label: str | Promise
    source: frozenset[State]
    to: Target
    who: Rule[Item]
    required: tuple[str, ...]
    weight: Weight
    tells: Told
    waits: Rule[Item] | None = None
    when: Condition[Item] = always

    @property
    def judges(self) -> bool:
        """Whether somebody judges or vouches for something by it."""
        return self.weight != Weight.ORDINARY

    @property
    def approves(self) -> bool:
        """Whether it signs off, approves or decides for the county."""
        return self.weight == Weight.APPROVES

    def may(self, item: Item, actor: User) -> bool:
        return self.who(item, actor)

    def fits(self, item: Item) -> bool:
        return item.state in self.source and self.when(item)

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


S, W, T = State, Weight, Told
PENDING, ASSIGNED, PLAN_REVIEW = frozenset({S.PENDING}), frozenset({S.ASSIGNED}), frozenset({S.PLAN_REVIEW})
RECTIFYING, UNDER_REVIEW, CLOSED = frozenset({S.RECTIFYING}), frozenset({S.UNDER_REVIEW}), frozenset({S.CLOSED})
AWAITING = frozenset({S.AWAITING_SIGN_OFF})
EXTENDABLE = PLAN_REVIEW | RECTIFYING


# fmt: off
TRANSITIONS: dict[str, Transition] = {t.name: t for t in (
    #          name                label                             from                       to                   who                        what must be given                          weight      tells                        waits for      when
    Transition("assign",           _("Assign"),                      PENDING,                   S.ASSIGNED,          assigner,                  ("lead_organization",),                     W.ORDINARY, T.LEAD,                      near_recorder),
    Transition("decline",          _("Decline"),                     ASSIGNED,                  S.PENDING,           lead,                      ("reason",),                                W.ORDINARY, T.ASSIGNER,                  None),
    Transition("accept",           _("Accept"),                      ASSIGNED,                  after_acceptance,    lead,                      ("measures", "responsible_person"),         W.ORDINARY, T.NEXT,                      everybody),
    Transition("approve-plan",     _("Approve plan"),                PLAN_REVIEW,               S.RECTIFYING,        assigning_department,      ("opinion",),                               W.APPROVES, T.LEAD,                      everybody),
    Transition("reject-plan",      _("Reject plan"),                 PLAN_REVIEW,               S.ASSIGNED,          assigning_department,      ("opinion",),                               W.ORDINARY, T.LEAD,                      None),
    Transition("confirm",          _("Confirm periodically"),        RECTIFYING,                S.RECTIFYING,        lead,                      ("note",),                                  W.ORDINARY, T.NEXT,                      work_is_due,   is_long_term),
    Transition("submit",           _("Ask for re-inspection"),       RECTIFYING,                S.UNDER_REVIEW,      lead,                      ("work_done",),                             W.ORDINARY, T.NEXT,                      work_is_due),
    Transition("fail",             _("Re-inspection failed"),        UNDER_REVIEW,              S.RECTIFYING,        outside_reviewer,          ("reason", "deadline"),                     W.JUDGES,   T.LEAD,                      None),
    Transition("propose-pass",     _("Passed by the first officer"), UNDER_REVIEW,              None,                first_officer,             ("opinion", "officer"),                     W.JUDGES,   T.NAMED_OFFICER,             near_reviewer),
    Transition("pass",             _("Re-inspection passed"),        UNDER_REVIEW,              S.AWAITING_SIGN_OFF, passing_officer,           ("opinion", "officers"),                    W.JUDGES,   T.SIGNERS_AND_NAMED_OFFICER, awaited),
    Transition("confirm-pass",     _("Confirm the re-inspection"),   PASSED_STATES,             None,                awaited_officer,           ("opinion",),                               W.JUDGES,   T.NEXT,                      everybody,     officer_is_awaited),
    Transition("publish",          _("Publish"),                     AWAITING,                  S.PUBLICITY,         coordinator,               (),                                         W.JUDGES,   T.SIGNERS,                   everybody,     publicity_is_due),
    Transition("sign-off",         _("Sign off"),                    PASSED_STATES,             after_sign_off,      signer,                    ("opinion",),                               W.APPROVES, T.SIGNERS,                   everybody,     signature_is_due),
    Transition("return",           pgettext_lazy("step", "Return"),  PASSED_STATES,             S.RECTIFYING,        signer_or_awaited_officer, ("reason",),                                W.JUDGES,   T.LEAD_AND_WHO_PASSED,       None),
    Transition("look-back",        _("Look back"),                   CLOSED,                    None,                reviewer_or_coordinator,   ("result", "opinion"),                      W.JUDGES,   T.ASSIGNER,                  None),
    Transition("extend",           _("Ask for an extension"),        EXTENDABLE,                None,                lead,                      ("deadline", "reason", "interim_measures"), W.ORDINARY, T.ASSIGNER,                  None,          may_ask_for_extension),
    Transition("decide-extension", _("Decide on the extension"),     EXTENDABLE | UNDER_REVIEW, None,                extension_decider,         ("granted", "opinion"),                     W.APPROVES, T.LEAD,                      everybody,     has_open_extension),
    Transition("supervise",        _("Supervise"),                   PUSHABLE,                  None,                assigner,                  ("level", "reason"),                        W.JUDGES,   T.LEAD,                      None),
    Transition("void",             _("Void"),                        OPEN_STATES,               None,                coordinator,               ("reason",),                                W.JUDGES,   T.NEXT,                      None,          no_void_proposed),
    Transition("decide-void",      _("Decide on voiding"),           OPEN_STATES,               after_void_decision, second_person,             ("granted", "opinion"),                     W.APPROVES, T.NEXT,                      everybody,     void_proposed),
)}
# fmt: on
