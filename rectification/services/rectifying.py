"""What the unit that answers for an item does: accept, confirm, submit; and the word on its plan."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from rectification.models import Item
from rectification.rules import deadlines
from rectification.services import evidence, modes
from rectification.services.effects import effect
from rectification.workflow import Given

MAJOR_NEEDS = ("funds", "contingency_plan")


@effect("accept")
def accept(item: Item, actor: User, given: Given) -> None:
    """签收: take the plan; a major hazard needs all five elements (R8)."""
    for name in MAJOR_NEEDS if item.is_major else ():
        if not str(given.get(name) or "").strip():
            raise WorkflowError(_("A major hazard needs all five elements."), name)
    item.measures = given["measures"]
    item.responsible_person = given["responsible_person"]
    item.funds = given.get("funds") or ""
    item.contingency_plan = given.get("contingency_plan") or ""
    modes.take(item, given)


@effect("approve-plan")
def approve_plan(item: Item, actor: User, given: Given) -> None:
    """方案通过: work may begin; the opinion stands in the history."""


@effect("reject-plan")
def reject_plan(item: Item, actor: User, given: Given) -> None:
    """方案退回: to be accepted again with a better plan; what was written stays to be improved."""


@effect("confirm")
def confirm(item: Item, actor: User, given: Given) -> None:
    """定期确认: a long-term item is still being kept up; the next date is set."""
    item.next_confirmation_on = deadlines.next_confirmation(clock.today(), settings.LEDGER_CONFIRM_EVERY_MONTHS)


@effect("submit")
def submit(item: Item, actor: User, given: Given) -> None:
    """申请复查: what was done, with evidence before and after."""
    evidence.attach(item, given.get("evidence") or (), step="submit", actor=actor)
    evidence.refuse_incomplete(item)
    modes.take_with_proof(item, given)
    item.work_done = given["work_done"]
    item.funds_spent = given.get("funds_spent") or ""
    item.submitted_by_organization = actor.organization
    item.submitted_on = clock.today()
    item.rectifier_ids = sorted({*item.rectifier_ids, actor.pk})
