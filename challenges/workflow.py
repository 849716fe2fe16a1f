"""异议申请的办理: who answers a challenge on which rung, and who may do what else with it (R8, product rule)."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.states import ASSIGNERS, OrganizationKind, Role
from challenges.models import DECIDERS, Challenge, ChallengeEvent
from challenges.querysets import had_a_part
from challenges.states import OPEN_STATES, ChallengeEventKind, Rung
from challenges.states import ChallengeState as State
from core import clock
from core.steps import Step, Table, Weight, Words, always, everybody
from core.who import Rule, ability, condition, rule
from rectification.models import DeadlineSuspension, HistoryEntry, Item, Review
from rectification.states import DONE_STATES
from rectification.states import OPEN_STATES as OPEN_ITEMS

if TYPE_CHECKING:
    from accounts.models import User

TEAM_ROLES = frozenset({Role.COORDINATOR, Role.DEPARTMENT, Role.PARK, Role.INSPECTOR})
BODY_ROLES = ASSIGNERS
OF_UNITS = (Rung.UNIT, Rung.BODY)


def leads(user: "User") -> bool:
    """The leader: of the county government, or the head of its coordinating office."""
    if user.role == Role.SUPERIOR:
        return user.organization.kind == OrganizationKind.COUNTY
    return user.is_coordinator and user.is_head


def _rows_in_turn(user: "User") -> Q | None:
    found = Q(pk=None)
    if user.role in TEAM_ROLES:
        found |= Q(rung=Rung.TEAM, unit=user.organization_id)
    if user.role in BODY_ROLES:
        found |= Q(rung__in=OF_UNITS, unit=user.organization_id)
    if leads(user):
        found |= Q(rung=Rung.LEADER)
    return found


@rule(_rows_in_turn)
def in_turn(challenge: Challenge, user: "User") -> bool:
    """Of the unit whose turn it is; after the third rung the leader."""
    if challenge.rung == Rung.LEADER:
        return leads(user)
    roles = TEAM_ROLES if challenge.rung == Rung.TEAM else BODY_ROLES
    return user.role in roles and challenge.unit_id == user.organization_id


def _not_agreed_by(user: "User") -> Q:
    rows = ChallengeEvent.objects.filter(challenge=OuterRef("pk"), kind=ChallengeEventKind.NOT_VOIDED, actor=user.pk)
    return Q(Exists(rows))


def _rows_not_answered(user: "User") -> Q:
    found = ~_not_agreed_by(user)
    for name in DECIDERS:
        found &= Q(**{name: None}) | ~Q(**{name: user.pk})
    return found


@rule(_rows_not_answered)
def has_not_answered(challenge: Challenge, user: "User") -> bool:
    """Has answered this challenge on no rung, and refused no voiding of it: never the same person twice."""
    if user.pk in challenge.decider_ids:
        return False
    return not challenge.events.filter(kind=ChallengeEventKind.NOT_VOIDED, actor=user.pk).exists()


def _rows_apart(user: "User") -> Q:
    reviews = Review.objects.filter(item=OuterRef("item")).filter(Q(reviewer=user.pk) | Q(officers=user.pk))
    rectified = HistoryEntry.objects.filter(item=OuterRef("item"), transition="submit", actor=user.pk)
    found = Q(rung=Rung.TEAM) | ~Q(found_by=user.pk) & ~Q(item__registered_by=user.pk)
    found &= Q(rung=Rung.TEAM) | Q(assigned_by=None) | ~Q(assigned_by=user.pk)
    return found & (Q(rung=Rung.TEAM) | ~Q(Exists(reviews)) & ~Q(Exists(rectified)))


@rule(_rows_apart)
def stood_apart(challenge: Challenge, user: "User") -> bool:
    """From the second rung on nobody who found it, assigned it, rectified or re-inspected it: the first is theirs."""
    if challenge.rung == Rung.TEAM:
        return True
    item = challenge.item
    parts = {challenge.found_by_id, challenge.assigned_by_id, item.registered_by_id}
    return user.pk not in parts.union(item.reviewer_ids, item.rectifier_ids)


def _rows_too_near(user: "User") -> Q:
    theirs = Q(found_by=user.pk) | Q(assigned_by=user.pk) | Q(item__registered_by=user.pk) | _not_agreed_by(user)
    for name in DECIDERS:
        theirs |= Q(**{name: user.pk})
    waits = Challenge.objects.filter(item=OuterRef("pk"), state=State.CONFIRMING)
    rectified = HistoryEntry.objects.filter(item=OuterRef("pk"), transition="submit", actor=user.pk)
    parts = had_a_part(user.organization_id) | Q(Exists(waits.filter(theirs))) | Q(Exists(rectified))
    return Q(Exists(waits)) & parts


@rule(_rows_too_near)
def too_near_to_void(item: Item, user: "User") -> bool:
    """The voiding that is proposed came of a challenge, and the person or its body had a part in it or the finding."""
    return Item.objects.filter(pk=item.pk).filter(_rows_too_near(user)).exists()


@rule(lambda user: Q(Exists(DeadlineSuspension.objects.filter(item=OuterRef("item"), until=None, by=user.pk))))
def suspended_it(challenge: Challenge, user: "User") -> bool:
    """Has suspended the deadline that stands still."""
    return challenge.item.suspensions.filter(until=None, by=user.pk).exists()


@rule(lambda user: Q(enterprise__organization=user.organization_id) if user.is_enterprise else None)
def of_the_enterprise(challenge: Challenge, user: "User") -> bool:
    """Of the enterprise that has challenged."""
    return user.is_enterprise and challenge.enterprise.organization_id == user.organization_id


@rule(lambda user: Q(item__assigned_by_organization=user.organization_id) if user.assigns else None)
def of_the_assigner(challenge: Challenge, user: "User") -> bool:
    """Of the unit that has assigned the item."""
    return user.assigns and challenge.item.assigned_by_organization_id == user.organization_id


def _running() -> Exists:
    return Exists(DeadlineSuspension.objects.filter(item=OuterRef("item"), until=None))


@condition(lambda: Q(_running()))
def stands_still(challenge: Challenge) -> bool:
    """The deadline of its item is suspended."""
    return challenge.item.suspensions.filter(until=None).exists()


@condition(lambda: Q(item__state__in=OPEN_ITEMS - DONE_STATES) & Q(item__deadline__isnull=False) & ~Q(_running()))
def runs(challenge: Challenge) -> bool:
    """The deadline of its item runs, and can be suspended."""
    item = challenge.item
    has_deadline = item.deadline is not None and item.state in OPEN_ITEMS - DONE_STATES
    return has_deadline and not stands_still(challenge)


@condition(lambda: Q(due__gte=clock.today()))
def in_time(challenge: Challenge) -> bool:
    """The clock of the enterprise has not run out."""
    return clock.today() <= challenge.due


answerer: Rule[Challenge] = (in_turn & has_not_answered & stood_apart).said(
    "Whose turn it is, who has answered it on no rung and, from the second on, had no part in the finding."
)
coordinator: Rule[Challenge] = ability(lambda user: user.is_coordinator)
suspender: Rule[Challenge] = (coordinator | of_the_assigner | answerer).said(
    "The body: the coordinator, the unit that assigned the item, whoever's turn it is."
)
resumer: Rule[Challenge] = (suspender | suspended_it).said(
    "The body, and whoever has suspended it, though it is no more that person's turn."
)
OPEN, ANSWERED = frozenset({State.OPEN.value}), frozenset({State.ANSWERED.value})
RUNNING = frozenset(state.value for state in OPEN_STATES)
NOT_YOURS = _("It is answered by whose turn it is, and by nobody who has had a part in it before.")
NOT_ENTERPRISE = _("The enterprise that has challenged does that, while it waits for its answer.")
NOT_BODY = _("The coordinator, the unit that assigned the item or whoever's turn it is does that, while it is open.")
W = Weight
# fmt: off
CHALLENGES = Table[Challenge](
    "challenge",
    #    name        label                                               from      to                      who                given              weight      waits      when
    Step("uphold",   pgettext_lazy("challenge", "Upheld"),               OPEN,     None,                   answerer,          ("reason",),       W.JUDGES,   everybody, always,
         refused=NOT_YOURS,
         done=_("The finding is upheld; the enterprise has been told.")),
    Step("change",   pgettext_lazy("challenge", "Changed"),              OPEN,     None,                   answerer,          ("reason",),       W.JUDGES,   None,      always,
         refused=NOT_YOURS,
         done=_("The finding is changed; the enterprise has been told.")),
    Step("void",     pgettext_lazy("challenge", "Voiding proposed"),     OPEN,     State.CONFIRMING.value, answerer,          ("reason",),       W.JUDGES,   None,      always,
         refused=NOT_YOURS,
         done=_("Proposed to be voided: a second person decides on it at the item.")),
    Step("go-on",    pgettext_lazy("challenge", "Taken to the next"),    ANSWERED, None,                   of_the_enterprise, ("reason",),       W.ORDINARY, None,      in_time,
         refused=NOT_ENTERPRISE,
         otherwise=lambda challenge: gettext("The days to go on are over: the answer stands."),
         done=_("It has been taken to the next.")),
    Step("withdraw", pgettext_lazy("challenge", "Withdrawn"),            OPEN,     State.WITHDRAWN.value,  of_the_enterprise, (),                W.ORDINARY, None,      always,
         refused=NOT_ENTERPRISE,
         button=_("Withdraw the challenge"),
         means=_("It ends without an answer, and a deadline that stood still runs again from today."),
         done=_("The challenge has been withdrawn.")),
    Step("suspend",  pgettext_lazy("challenge", "Deadline suspended"),   RUNNING,  None,                   suspender,         ("reason", "since"), W.JUDGES, None,      runs,
         refused=NOT_BODY,
         otherwise=lambda challenge: gettext("The deadline stands still already, or there is none that runs."),
         done=_("The deadline stands still until the challenge is over.")),
    Step("resume",   pgettext_lazy("challenge", "Deadline runs again"),  RUNNING,  None,                   resumer,           ("reason",),       W.JUDGES,   None,      stands_still,
         refused=NOT_BODY,
         otherwise=lambda challenge: gettext("The deadline does not stand still."),
         done=_("The deadline runs again; the days on which it stood still have been added.")),
    rows=lambda user: Challenge.objects.visible_to(user),
    told=lambda challenge, given: {"state": challenge.state, "rung": challenge.rung, "due": challenge.due},
    stale=_("Somebody has dealt with this challenge since you opened it."),
)
# fmt: on
OWN_PART: tuple[tuple[Rule[Challenge], Words], ...] = (
    (in_turn, _("It is the turn of %(turn)s to answer it.")),
    (has_not_answered, _("You have decided on this challenge before: nobody does so twice.")),
    (stood_apart, _("You had a part in the finding: found, assigned, rectified or re-inspected it.")),
)
"""What each part of `answerer` asks, and what is said to whom it is not so."""


def why_not(challenge: Challenge, user: "User") -> str:
    """Why this person can't answer it: what has become of it, or what the person lacks."""
    if challenge.state != State.OPEN:
        return gettext("It can't be answered now: %(state)s.") % {"state": challenge.get_state_display()}
    for holds, said in OWN_PART:
        if not holds(challenge, user):
            return str(said) % {"turn": challenge.answerer}
    return str(NOT_YOURS)


def answered_by_another(challenge: Challenge, user: "User") -> ChallengeEvent | None:
    """The answer of a colleague, where it came before this person's own."""
    said = (ChallengeEventKind.UPHELD, ChallengeEventKind.CHANGED, ChallengeEventKind.PROPOSED)
    last = challenge.events.filter(kind__in=said).exclude(actor=user.pk).select_related("actor__organization").last()
    if last is None or last.actor is None:
        return None
    is_of_the_leaders = last.rung == Rung.LEADER and leads(user)
    return last if is_of_the_leaders or last.actor.organization_id == user.organization_id else None


STEP_OF = {State.UPHELD: "uphold", State.CHANGED: "change", State.VOIDED: "void"}
"""The step by which each answer is given."""
