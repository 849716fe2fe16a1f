"""复查: the independent re-inspection."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from rectification.models import Item, Review
from rectification.services import chains, evidence
from rectification.services.assigning import set_deadline
from rectification.states import DeadlineRule
from rectification.workflow import WorkflowError, outside_reviewer

OFFICERS_NEEDED = 2


def fail(item: Item, actor: User, given: Mapping[str, Any]) -> None:
    """复查不通过: back to work with a new deadline; counts as a failed review."""
    if given["deadline"] < clock.today():
        raise WorkflowError(_("The new deadline lies in the past."), "deadline")
    evidence.attach(item, given.get("evidence") or (), step="fail", actor=actor)
    _write(item, actor, given, passed=False, officers=[actor])
    set_deadline(item, given["deadline"], DeadlineRule.FAILED_REVIEW, start_event="failed review")
    item.submitted_on = None
    item.round += 1


def pass_review(item: Item, actor: User, given: Mapping[str, Any]) -> None:
    """复查通过: on site by two officers; a major hazard with a report or expert opinion (R8)."""
    officers: Sequence[User] = given["officers"]
    _refuse_unfit(item, officers)
    evidence.attach(item, given.get("evidence") or (), step="pass", actor=actor)
    if item.is_major and not evidence.has_report(item):
        raise WorkflowError(_("A major hazard needs an acceptance report or expert opinion."), "evidence")
    _write(item, actor, given, passed=True, officers=officers)
    item.passed_on = clock.today()
    chains.begin(item)


def _refuse_unfit(item: Item, officers: Sequence[User]) -> None:
    if len({officer.pk for officer in officers}) < OFFICERS_NEEDED:
        raise WorkflowError(_("Two different officers are needed on site."), "officers")
    for officer in officers:
        knows = Item.objects.visible_to(officer).filter(pk=item.pk).exists()
        if not (officer.is_active and knows and outside_reviewer(item, officer)):
            raise WorkflowError(
                _("%(name)s can't re-inspect this item: it takes an officer of another unit.") % {"name": officer},
                "officers",
            )


def _write(item: Item, actor: User, given: Mapping[str, Any], *, passed: bool, officers: Sequence[User]) -> None:
    review = Review.objects.create(
        item=item,
        round=item.round,
        passed=passed,
        reviewer=actor,
        opinion=given.get("opinion") or given.get("reason") or "",
        at=clock.now(),
    )
    review.officers.set(officers)
    item.reviewer_ids = sorted({*item.reviewer_ids, actor.pk, *(officer.pk for officer in officers)})
