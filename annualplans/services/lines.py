"""逐条调整: what a person does at a line stays when the plan is reckoned again."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from annualplans.models import Line, YearPlan
from annualplans.services import limits
from annualplans.services.reckoning import last_day
from annualplans.states import BY_PERSON, Purpose
from annualplans.workflow import COORDINATORS, LINES, NOT_OPEN, prepares
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.services import log
from core.services.acting import refuse_missing, take
from core.steps import Given
from enterprises.models import Enterprise


@dataclass(frozen=True)
class LineGiven:
    """A visit that a person enters: ordered by a superior, or planned beside what the settings ask."""

    enterprise: Enterprise
    body: Organization
    month: int
    purpose: str
    days: int
    reason: str


@transaction.atomic
def act(line: Line, name: str, *, actor: User, version: int | None, **given: object) -> Line:
    """Take a step at a line; its plan is held first, so that nobody reckons or proposes it meanwhile."""
    YearPlan.objects.select_for_update(of=("self",)).get(pk=line.plan_id)
    return take(LINES, line.pk, name, actor=actor, version=version, **given)


@transaction.atomic
def add(plan: YearPlan, given: LineGiven, *, actor: User) -> Line:
    """Enter a visit. Raises NotAllowedError, WrongStateError, DomainError above the cap or where one stands."""
    locked = YearPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not prepares(actor):
        raise NotAllowedError(str(COORDINATORS))
    if not locked.is_open:
        raise WrongStateError(str(NOT_OPEN))
    refuse_missing(("reason",), {"reason": given.reason})
    if given.purpose not in BY_PERSON:
        raise DomainError(_("What the settings ask is reckoned, not entered."), "purpose")
    line = Line(plan=locked, enterprise=given.enterprise, body=given.body, purpose=given.purpose, days=given.days)
    line.is_fixed, line.reason = True, given.reason
    if not line.is_ordered:
        _refuse_over_cap(line)
    _move(line, given.month)
    line.save(force_insert=True)
    told = {"enterprise": given.enterprise, "body": given.body, "month": line.month, "purpose": line.purpose}
    log.record("planned-visit.add", line, actor=actor, after=told, reason=given.reason)
    return line


def _refuse_over_cap(line: Line) -> None:
    most = limits.caps_of(line.plan).get(line.body_id, (None, 0))[0]
    same = line.plan.lines.filter(enterprise=line.enterprise_id, body=line.body_id).exclude(purpose=Purpose.ORDERED)
    before = limits.visits_beside(line.plan).get((line.enterprise_id, line.body_id), 0)
    if most is not None and same.count() + before >= most:
        raise DomainError(_("The cap of %(cap)s visits of this body is reached at this enterprise.") % {"cap": most})


def _move(line: Line, month: int) -> None:
    """Raises DomainError for a month that is over, or in which the body is there already."""
    if month < limits.first_month(line.plan):
        raise DomainError(_("This month is over."), "month")
    same = line.plan.lines.filter(enterprise=line.enterprise_id, body=line.body_id, month=month).exclude(pk=line.pk)
    if not line.is_ordered and same.exclude(purpose=Purpose.ORDERED).exists():
        raise DomainError(_("The body is at this enterprise in that month already."), "month")
    line.month, line.due_on = month, last_day(line.plan.year, month)


def _keep(line: Line, given: Given) -> None:
    line.is_fixed, line.reason = True, str(given["reason"])


def _answered(line: Line) -> None:
    line.asked_month, line.asked_reason, line.asked_by = None, "", None


@LINES.effect("move")
def _moved(line: Line, actor: User, given: Given) -> None:
    if line.arranged.exists():
        raise DomainError(_("A visit has been made of this line; its day is changed there."), "month")
    _move(line, int(str(given["month"])))
    _keep(line, given)
    _answered(line)


@LINES.effect("fix")
def _fix(line: Line, actor: User, given: Given) -> None:
    _keep(line, given)


@LINES.effect("release")
def _release(line: Line, actor: User, given: Given) -> None:
    line.is_fixed, line.is_alone, line.reason = False, False, ""


@LINES.effect("split")
def _split(line: Line, actor: User, given: Given) -> None:
    line.is_alone = True
    _keep(line, given)


@LINES.effect("join")
def _join(line: Line, actor: User, given: Given) -> None:
    line.is_alone = False


@LINES.effect("remove")
def _remove(line: Line, actor: User, given: Given) -> Line:
    """The log keeps it with the reason."""
    former = Line.objects.filter(pk=line.former_id) if line.former_id else Line.objects.none()
    if line.arranged.exists() or former.with_visit().exists():
        raise DomainError(_("A visit has been made of this line; it stays."))
    Line.objects.filter(pk=line.pk).delete()
    return line


@LINES.effect("ask")
def _ask(line: Line, actor: User, given: Given) -> None:
    line.asked_month, line.asked_reason, line.asked_by = int(str(given["month"])), str(given["reason"]), actor


@LINES.effect("decline")
def _decline(line: Line, actor: User, given: Given) -> None:
    line.reason = str(given["reason"])
    _answered(line)
