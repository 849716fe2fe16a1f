"""行政检查的办理: proposed, approved or returned, entered, left, told; an urgent one begins at once and is approved after."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.steps import Step, Table, Weight, always, everybody
from core.who import condition, rule
from visits.models import Officer, Visit
from visits.states import AHEAD, BEGUN, ON_SITE, PREPARED
from visits.states import VisitState as State

if TYPE_CHECKING:
    from accounts.models import User


def inspects(user: "User") -> bool:
    """Whether the person prepares visits: an officer of a department.

    Leading groups, coordinating offices, park committees and third parties may not inspect (R7).
    """
    return user.is_reviewer and user.organization.may_inspect


def leads(user: "User") -> bool:
    """Whether the person approves visits of the own body."""
    return user.assigns and user.organization.may_inspect


def _in_team(user: "User") -> Q:
    return Q(pk__in=Officer.objects.filter(person__account=user.pk).values("visit"))


@rule(lambda user: Q(body=user.organization_id) if inspects(user) else None)
def of_body(visit: Visit, user: "User") -> bool:
    """Whoever inspects for the body."""
    return inspects(user) and visit.body_id == user.organization_id


@rule(lambda user: Q(body=user.organization_id) if leads(user) else None)
def leader(visit: Visit, user: "User") -> bool:
    """Whoever approves for the body."""
    return leads(user) and visit.body_id == user.organization_id


@rule(_in_team)
def in_team(visit: Visit, user: "User") -> bool:
    """An officer of the team."""
    return visit.officers.filter(person__account=user.pk).exists()


@rule(lambda user: ~_in_team(user) & (Q(proposed_by=None) | ~Q(proposed_by=user)))
def outside(visit: Visit, user: "User") -> bool:
    """Neither of the team nor who has proposed it (S19)."""
    return visit.proposed_by_id != user.pk and not in_team(visit, user)


@condition(lambda: Q(is_urgent=True, approved_at=None))
def waits_for_approval(visit: Visit) -> bool:
    """It began as urgent and has not been approved since."""
    return visit.is_urgent and visit.approved_at is None


@condition(lambda: Q(joiners=None))
def is_not_joined_by(visit: Visit) -> bool:
    """No other visit has been joined to it."""
    return not visit.joiners.exists()


approver = (leader & outside).said("A leader of the body, neither of the team nor who has proposed it.")
TEAM = _("The officers of the body do that.")
LEADERS = _("A leader of the body decides who is neither in the team nor has proposed it.")
DONE = _("It has been decided already.")
JOINED = _("Others are joined to this visit; join them from there.")
W = Weight
# fmt: off
VISITS = Table[Visit](
    "visit",
    #    name              label                                             from                    to                     who       given                  weight      waits for  when
    Step("propose",        pgettext_lazy("visit", "Propose"),                PREPARED,               State.PROPOSED.value,  of_body,  (),                    W.ORDINARY, None,      always,
         refused=TEAM, button=pgettext_lazy("visit", "Propose"), done=_("Proposed; a leader of the body decides.")),
    Step("approve",        pgettext_lazy("visit", "Approve"),                frozenset({State.PROPOSED.value}), State.APPROVED.value, approver, (),         W.APPROVES, everybody, always,
         refused=LEADERS, done=_("Approved; the code for the gate is on the page.")),
    Step("return",         pgettext_lazy("visit", "Return"),                 frozenset({State.PROPOSED.value}), State.RETURNED.value, approver, ("opinion",), W.JUDGES,  None,      always,
         refused=LEADERS, done=_("Returned; the team has been told.")),
    Step("begin",          pgettext_lazy("visit", "Begin at once"),          PREPARED,               State.UNDER_WAY.value, of_body,  ("urgent_reason",),    W.JUDGES,   None,      always,
         refused=TEAM, done=_("Begun; the approval has to follow in time.")),
    Step("approve-later",  pgettext_lazy("visit", "Approve afterwards"),     BEGUN,                  None,                  approver, (),                    W.APPROVES, everybody, waits_for_approval,
         refused=LEADERS, otherwise=lambda visit: str(DONE), done=_("Approved afterwards.")),
    Step("join",           pgettext_lazy("visit", "Join"),                   AHEAD,                  None,                  of_body,  ("other",),            W.ORDINARY, None,      is_not_joined_by,
         refused=TEAM, otherwise=lambda visit: str(JOINED), done=_("Joined: both go on the same day.")),
    Step("renew-code",     _("Renew the code"),                              frozenset({State.APPROVED.value, State.UNDER_WAY.value}), None, of_body, (),   W.ORDINARY, None,      always,
         refused=TEAM, button=_("Renew the code"), means=_("The present code opens nothing any more; show the new one at the gate."),
         done=_("Renewed; the former code opens nothing any more.")),
    Step("fill-in",        pgettext_lazy("visit", "Fill in"),                frozenset({State.APPROVED.value, State.UNDER_WAY.value}), State.FINISHED.value, of_body, ("left_at",), W.JUDGES, None, always,
         refused=TEAM, done=_("Filled in.")),
    Step("close",          pgettext_lazy("visit", "Tell the result"),        frozenset({State.FINISHED.value}), State.CLOSED.value, of_body, ("result",),   W.JUDGES,   None,      always,
         refused=TEAM, done=_("The result is on file; the visit is closed.")),
    Step("cancel",         pgettext_lazy("visit", "Cancel"),                 AHEAD,                  State.CANCELLED.value, of_body,  ("reason",),           W.JUDGES,   None,      always,
         refused=TEAM, done=_("Cancelled; it stays visible with the reason.")),
    rows=lambda user: Visit.objects.visible_to(user),
    told=lambda visit, given: {"state": visit.state},
    stale=_("Somebody has changed this visit since you opened it."),
)
# fmt: on


def registers_on(visit: Visit, user: "User") -> bool:
    """Whether the person registers what was found on the visit."""
    return visit.state in ON_SITE and of_body(visit, user) and user.records_findings


def closed_to(visit: Visit, user: "User") -> str:
    """Why the person registers, answers and signs nothing on the visit: of another body, or the wrong time."""
    if not (of_body(visit, user) and user.records_findings):
        return gettext("Only officers of the body that inspects answer, register and sign on this visit.")
    if visit.state in AHEAD:
        return gettext(
            "The visit has not been entered yet: what is found is answered, registered and signed after that."
        )
    if visit.state == State.CANCELLED:
        return gettext("The visit has been cancelled: nothing is answered, registered or signed on it.")
    return gettext("The result of this visit has been told: nothing is answered, registered or signed on it any more.")
