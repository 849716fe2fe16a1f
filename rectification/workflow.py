"""The workflow of the ledger: the whole machine in one table, and who may take which step.

Pages, API, jobs and tests read this table; only `services.advance` acts on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.services.holding import refuse_held
from accounts.states import OrganizationKind
from core.errors import NotAllowedError, WorkflowError, WrongStateError
from core.models import Attachment
from rectification.models import Item
from rectification.states import OPEN_STATES, PASSED_STATES, PUSHABLE, Signer, State

CONFIRMING = frozenset(
    {
        "approve-plan",
        "propose-pass",
        "pass",
        "confirm-pass",
        "fail",
        "publish",
        "sign-off",
        "return",
        "look-back",
        "decide-extension",
        "void",
        "decide-void",
        "supervise",
    }
)
"""Steps by which somebody judges or vouches for something: none by an account whose password came by a link lately (S66)."""


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


Guard = Callable[[Item, User], bool]
Target = State | Callable[[Item, Given], State] | None


@dataclass(frozen=True)
class Transition:
    """A row of the table. `to` None leaves the state as it is; `when` narrows `source` further."""

    name: str
    label: str | Promise
    source: frozenset[State]
    to: Target
    who: Guard
    required: tuple[str, ...] = ()
    when: Callable[[Item], bool] = field(default=lambda item: True)

    @property
    def approves(self) -> bool:
        """Whether it signs off, approves or decides for the county: it needs a fresh proof of who is there (S70)."""
        return self.name in APPROVING

    def may(self, item: Item, actor: User) -> bool:
        return self.who(item, actor)

    def fits(self, item: Item) -> bool:
        return item.state in self.source and self.when(item)

    def target(self, item: Item, given: Given) -> State:
        if callable(self.to) and not isinstance(self.to, State):
            return self.to(item, given)
        return State(self.to or item.state)


def coordinator(item: Item, actor: User) -> bool:
    """The county's coordinator."""
    return actor.is_coordinator


def assigner(item: Item, actor: User) -> bool:
    """The coordinator or an officer of a department."""
    return actor.assigns


def lead(item: Item, actor: User) -> bool:
    """Somebody of the unit that answers for the item."""
    return actor.answers and actor.organization_id == item.lead_organization_id


def assigning_department(item: Item, actor: User) -> bool:
    """Whoever assigned it, as a unit; the coordinator always. Never the unit that answers for it.

    What the coordinating office has assigned to itself is decided on by the head of a department.
    """
    if not actor.assigns or actor.organization_id == item.lead_organization_id:
        return False
    own = actor.organization_id == item.assigned_by_organization_id
    return actor.is_coordinator or own or (actor.is_department_head and is_led_by_the_office(item))


def is_led_by_the_office(item: Item) -> bool:
    """Whether the coordinating office has assigned the item to itself."""
    office = item.assigned_by_organization
    return office is not None and office.pk == item.lead_organization_id and office.kind == OrganizationKind.OFFICE


def extension_decider(item: Item, actor: User) -> bool:
    """A general item's extension is decided where it was assigned, a major one's by the coordinator (R8)."""
    is_general_to_them = not item.is_major or is_led_by_the_office(item)
    return assigning_department(item, actor) and (actor.is_coordinator or is_general_to_them)


def outside_reviewer(item: Item, actor: User) -> bool:
    """A reviewer of another unit than the one that rectified; no person who rectified it and has moved since."""
    outside = actor.organization_id not in (item.submitted_by_organization_id, item.lead_organization_id)
    return actor.is_reviewer and outside and actor.pk not in item.rectifier_ids


def first_officer(item: Item, actor: User) -> bool:
    """Who passes it on site and names the second officer; while one is awaited, only to name another."""
    return outside_reviewer(item, actor) and item.pass_proposed_by_id in (None, actor.pk)


def passing_officer(item: Item, actor: User) -> bool:
    """Who lets the re-inspection hold: the second officer where one is awaited."""
    return outside_reviewer(item, actor) and item.awaited_officer_id in (None, actor.pk)


def awaited_officer(item: Item, actor: User) -> bool:
    """The officer whom another one has named as present on site."""
    return actor.is_reviewer and item.awaited_officer_id == actor.pk


def reviewer_or_coordinator(item: Item, actor: User) -> bool:
    """Who looks back at what was closed: not the unit that rectified it."""
    return (actor.is_reviewer or actor.is_coordinator) and actor.organization_id != item.lead_organization_id


def head_of_department(item: Item, actor: User) -> bool:
    """The head of the department that assigned; of any supervising department where the coordinating office did."""
    if not actor.is_department_head or actor.organization_id == item.lead_organization_id:
        return False
    assigned_by = item.assigned_by_organization
    return assigned_by is None or actor.organization_id == assigned_by.pk or assigned_by.kind == OrganizationKind.OFFICE


def has_part(item: Item, actor: User) -> bool:
    """Whether the person's office has a part in the item: coordinates, has assigned or recorded it, or assists.

    A letter or a listing is issued by such an office alone, never by the one that answers for the item.
    """
    unit = actor.organization_id
    if actor.is_coordinator:
        return True
    if unit == item.lead_organization_id:
        return False
    named = (item.assigned_by_organization_id, item.registered_by_organization_id)
    return unit in named or any(each.pk == unit for each in item.assisting.all())


def coordinator_or_assigning_head(item: Item, actor: User) -> bool:
    """The coordinator, or the head of the department that assigned."""
    own_assignment = actor.organization_id == item.assigned_by_organization_id
    return actor.is_coordinator or (actor.is_department_head and own_assignment)


SIGNERS: dict[Signer, Guard] = {
    Signer.COORDINATOR_OR_HEAD: coordinator_or_assigning_head,
    Signer.DEPARTMENT_HEAD: head_of_department,
    Signer.COORDINATOR: coordinator,
    Signer.SUPERIOR_CONSENT: coordinator,
    Signer.PUBLICITY: coordinator,
}


def signer(item: Item, actor: User) -> bool:
    """Whoever's turn it is in the chain; never one who rectified or reviewed the item."""
    step = item.next_signer
    if step is None or actor.pk in item.rectifier_ids or actor.pk in item.reviewer_ids:
        return False
    return SIGNERS[step](item, actor)


def signer_or_awaited_officer(item: Item, actor: User) -> bool:
    """Who sends it back: whoever's turn it is in the chain, or the officer who was named and was not there."""
    return signer(item, actor) or awaited_officer(item, actor)


def second_person(item: Item, actor: User) -> bool:
    """A department head or another coordinator agrees to a voiding, never who proposed it."""
    return (actor.is_coordinator or actor.is_department_head) and actor.pk != item.void_proposed_by_id


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


def has_open_extension(item: Item) -> bool:
    """A request for a later deadline waits."""
    # Lists bring the open ones along, so that no row asks for its own.
    known = getattr(item, "open_extensions", None)
    return bool(known) if known is not None else item.extensions.filter(granted=None).exists()


def may_ask_for_extension(item: Item) -> bool:
    """It has a deadline, and no request for a later one waits."""
    return item.deadline is not None and not has_open_extension(item)


def publicity_is_due(item: Item) -> bool:
    """The next step of the sign-off chain is the publicity."""
    return item.next_signer == Signer.PUBLICITY


def signature_is_due(item: Item) -> bool:
    """The next step of the sign-off chain is a signature."""
    return item.next_signer not in (None, Signer.PUBLICITY)


def officer_is_awaited(item: Item) -> bool:
    """A second officer has been named and has not confirmed yet."""
    return item.awaited_officer_id is not None


def is_long_term(item: Item) -> bool:
    """It has no day but is confirmed from time to time."""
    return item.next_confirmation_on is not None


def no_void_proposed(item: Item) -> bool:
    """Nobody has proposed to void it."""
    return not item.void_is_proposed


def void_proposed(item: Item) -> bool:
    """Somebody has proposed to void it."""
    return item.void_is_proposed


S = State
PENDING, ASSIGNED, PLAN_REVIEW = frozenset({S.PENDING}), frozenset({S.ASSIGNED}), frozenset({S.PLAN_REVIEW})
RECTIFYING, UNDER_REVIEW, CLOSED = frozenset({S.RECTIFYING}), frozenset({S.UNDER_REVIEW}), frozenset({S.CLOSED})
AWAITING = frozenset({S.AWAITING_SIGN_OFF})
EXTENDABLE = PLAN_REVIEW | RECTIFYING
APPROVING = frozenset({"approve-plan", "sign-off", "decide-extension", "decide-void"})


# fmt: off
TRANSITIONS: dict[str, Transition] = {t.name: t for t in (
    #          name                 label                                        from                      to                    who                      what must be given                              when
    Transition("assign",            _("Assign"),                                PENDING,                  S.ASSIGNED,           assigner,                ("lead_organization",)),
    Transition("decline",           _("Decline"),                               ASSIGNED,                 S.PENDING,            lead,                    ("reason",)),
    Transition("accept",            _("Accept"),                                ASSIGNED,                 after_acceptance,     lead,                    ("measures", "responsible_person")),
    Transition("approve-plan",      _("Approve plan"),                          PLAN_REVIEW,              S.RECTIFYING,         assigning_department,    ("opinion",)),
    Transition("reject-plan",       _("Reject plan"),                           PLAN_REVIEW,              S.ASSIGNED,           assigning_department,    ("opinion",)),
    Transition("confirm",           _("Confirm periodically"),                  RECTIFYING,               S.RECTIFYING,         lead,                    ("note",),                                       is_long_term),
    Transition("submit",            _("Ask for re-inspection"),                 RECTIFYING,               S.UNDER_REVIEW,       lead,                    ("work_done",)),
    Transition("fail",              _("Re-inspection failed"),                  UNDER_REVIEW,             S.RECTIFYING,         outside_reviewer,        ("reason", "deadline")),
    Transition("propose-pass",      _("Passed by the first officer"),           UNDER_REVIEW,             None,                 first_officer,           ("opinion", "officer")),
    Transition("pass",              _("Re-inspection passed"),                  UNDER_REVIEW,             S.AWAITING_SIGN_OFF,  passing_officer,         ("opinion", "officers")),
    Transition("confirm-pass",      _("Confirm the re-inspection"),             PASSED_STATES,            None,                 awaited_officer,         ("opinion",),                                    officer_is_awaited),
    Transition("publish",           _("Publish"),                               AWAITING,                 S.PUBLICITY,          coordinator,             (),                                              publicity_is_due),
    Transition("sign-off",          _("Sign off"),                              PASSED_STATES,            after_sign_off,       signer,                  ("opinion",),                                    signature_is_due),
    Transition("return",            pgettext_lazy("step", "Return"),             PASSED_STATES,            S.RECTIFYING,         signer_or_awaited_officer, ("reason",)),
    Transition("look-back",         _("Look back"),                             CLOSED,                   None,                 reviewer_or_coordinator, ("result", "opinion")),
    Transition("extend",            _("Ask for an extension"),                  EXTENDABLE,               None,                 lead,                    ("deadline", "reason", "interim_measures"),      may_ask_for_extension),
    Transition("decide-extension",  _("Decide on the extension"),               EXTENDABLE | UNDER_REVIEW, None,                extension_decider,       ("granted", "opinion"),                          has_open_extension),
    Transition("supervise",         _("Supervise"),                             PUSHABLE,                 None,                 assigner,                ("level", "reason")),
    Transition("void",              _("Void"),                                  OPEN_STATES,              None,                 coordinator,             ("reason",),                                     no_void_proposed),
    Transition("decide-void",       _("Decide on voiding"),                     OPEN_STATES,              after_void_decision,  second_person,           ("granted", "opinion"),                          void_proposed),
)}
# fmt: on


REVIEW, PLAN, SIGN_OFF = _("Go and re-inspect"), _("Review the plan"), _("Decide on the sign-off")
SECOND = _("Answer as the second officer")
TURNS: dict[str, Promise] = {
    "propose-pass": REVIEW,
    "pass": REVIEW,
    "fail": REVIEW,
    "confirm-pass": SECOND,
    "approve-plan": PLAN,
    "reject-plan": PLAN,
    "sign-off": SIGN_OFF,
    "return": SIGN_OFF,
    "decide-extension": _("Review the extension"),
    "decide-void": _("Review the voiding"),
}
"""Steps that are a verdict, with what a list says instead of it: to look first, not how it ends."""


def turn_label(item: Item, step: Transition, actor: User) -> str | Promise:
    """The word under which a person is offered a step; a named officer sends back as an answer, not as a signer."""
    if step.name == "return" and awaited_officer(item, actor):
        return SECOND
    return TURNS.get(step.name, step.label)


@dataclass(frozen=True)
class Turn:
    """One act that somebody is asked for: a step, or what is to be looked at and the verdicts it can end in."""

    label: str | Promise
    steps: tuple[Transition, ...]
    url: str = ""

    @property
    def name(self) -> str:
        return self.steps[0].name


def is_for_systems(item: Item, step: Transition) -> bool:
    """A pass that names both officers at once: a system of record says it; on pages each officer speaks for himself."""
    return step.name == "pass" and not officer_is_awaited(item)


def turns(item: Item, actor: User) -> list[Turn]:
    """The buttons of the page: what this user can do next, verdicts of one turn behind one word."""
    by_label: dict[str | Promise, list[Transition]] = {}
    for step in available(item, actor):
        if not is_for_systems(item, step):
            by_label.setdefault(turn_label(item, step, actor), []).append(step)
    return [Turn(label, tuple(steps)) for label, steps in by_label.items()]


def available(item: Item, actor: User) -> list[Transition]:
    """What this user can do next: the buttons of the page and the links of the API."""
    return [step for step in TRANSITIONS.values() if allows(step, item, actor)]


def allows(step: Transition, item: Item, actor: User) -> bool:
    """Whether this user can take the step at the item as it stands."""
    return step.fits(item) and step.may(item, actor)


def instead(item: Item, step: Transition, actor: User) -> list[Transition]:
    """What the same person may decide in its place at this turn: a failed for a passed re-inspection."""
    return [
        other
        for other in available(item, actor)
        if other != step and not is_for_systems(item, other) and _is_of_one_turn(item, actor, step, other)
    ]


def _is_of_one_turn(item: Item, actor: User, step: Transition, other: Transition) -> bool:
    if step.name in TURNS or other.name in TURNS:
        return turn_label(item, step, actor) == turn_label(item, other, actor)
    return (step.source, step.who) == (other.source, other.who)


def check_turn(item: Item, step: Transition, actor: User) -> None:
    """Refuse the wrong person, then the wrong state."""
    refusal = refusal_at(item, step, actor)
    if refusal is not None:
        raise refusal


def refusal_at(item: Item, step: Transition, actor: User) -> WorkflowError | None:
    """Why a person can't take a step now: the person, or the state where another one would let this person."""
    if step.may(item, actor):
        return None if step.fits(item) else _wrong_state(item, step)
    if not step.fits(item) and _waits_for_its_turn(item, step, actor):
        return _wrong_state(item, step)
    return NotAllowedError(why_not(item, step, actor))


def _wrong_state(item: Item, step: Transition) -> WrongStateError:
    return WrongStateError(
        gettext("“%(step)s” is not possible: the item is in the state “%(state)s”.")
        % {"step": step.label, "state": item.get_state_display()},
        state=item.state,
        version=item.version,
    )


def _waits_for_its_turn(item: Item, step: Transition, actor: User) -> bool:
    """Whether the step asks the chain, which begins later, and the person signs in chains: it is too early or late."""
    signs = actor.is_coordinator or (actor.is_department_head and not answers_for_it(item, actor))
    return (
        step.name in ("sign-off", "return") and signs and not (has_rectified(item, actor) or has_reviewed(item, actor))
    )


def check(item: Item, step: Transition, actor: User, given: Given) -> None:
    """Refuse what the table forbids: person first, then state, then what is missing."""
    check_turn(item, step, actor)
    if step.name in CONFIRMING:
        refuse_held(actor)
    for name in step.required:
        if is_blank(given.get(name)):
            raise WorkflowError(gettext("This must be given."), name)


def is_blank(value: object) -> bool:
    """Whether nothing has been given: spaces alone are no reason."""
    return value in (None, [], ()) or (isinstance(value, str) and not value.strip())


def has_rectified(item: Item, actor: User) -> bool:
    return actor.pk in item.rectifier_ids


def has_reviewed(item: Item, actor: User) -> bool:
    return actor.pk in item.reviewer_ids


def answers_for_it(item: Item, actor: User) -> bool:
    return actor.organization_id == item.lead_organization_id


def has_proposed_to_void(item: Item, actor: User) -> bool:
    return actor.pk == item.void_proposed_by_id


# fmt: off
OWN_PART: tuple[tuple[tuple[str, ...], Guard, Promise], ...] = (
    # steps                        what the person is to the item    what is told
    (("pass", "fail", "sign-off"), has_rectified,                    _("You rectified this item yourself, so somebody else has to review and sign it off.")),
    (("sign-off",),                has_reviewed,                     _("You re-inspected this item, so somebody else has to sign it off.")),
    (("pass", "propose-pass"),     outside_reviewer,                 _("Another officer has passed this item on site; the second officer named is to confirm.")),
    (("pass", "fail"),             answers_for_it,                   _("Your unit answers for this item, so another unit has to re-inspect it.")),
    (("decide-void",),             has_proposed_to_void,             _("You proposed this yourself, so a second person has to decide.")),
)
# fmt: on
"""Why a step that is of a person's role is not theirs at this item; the first that fits is told."""


def why_not(item: Item, step: Transition, actor: User) -> str:
    """Why the step is not this person's, in words."""
    for steps, is_so, told in OWN_PART:
        if step.name in steps and is_so(item, actor):
            return str(told)
    return gettext("“%(step)s” is not for your role or unit at this item.") % {"step": step.label}
