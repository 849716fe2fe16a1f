"""阶段性办结: a stage of the work is closed; the item stays open and is counted so (R8)."""

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from rectification.models import Item, Stage
from rectification.rules import schedule
from rectification.services import evidence
from rectification.services.effects import effect
from rectification.workflow import Given


@effect("stage")
def close_stage(item: Item, actor: User, given: Given) -> None:
    """What is done, its share of the whole, what remains, and by when the next stage is."""
    _refuse_share(given["share"])
    _refuse_day(item, given)
    evidence.attach(item, given.get("evidence") or (), step="stage", actor=actor)
    stage_of(item, actor, given).save()
    item.stage_share, item.stage_next_on = given["share"], given["next_on"]


def stage_of(item: Item, actor: User, given: Given) -> Stage:
    """The unsaved row of a stage."""
    return Stage(
        item=item,
        round=item.round,
        stage=given["stage"],
        share=given["share"],
        rest=given["rest"],
        next_on=given["next_on"],
        by=actor,
        at=clock.now(),
    )


def _refuse_share(share: int) -> None:
    if not schedule.LEAST_SHARE <= share <= schedule.MOST_SHARE:
        raise WorkflowError(
            _("The share of a stage is 1 to 99 percent: what is done as a whole is submitted for re-inspection."),
            "share",
        )


def _refuse_day(item: Item, given: Given) -> None:
    """The next stage lies ahead, and not after a deadline that still runs: that asks for an extension first."""
    today, day = clock.today(), given["next_on"]
    if day <= today:
        raise WorkflowError(_("The day of the next stage lies after today."), "next_on")
    if item.deadline is not None and today <= item.deadline < day:
        raise WorkflowError(
            _("The next stage lies after the deadline %(day)s: ask for an extension first.") % {"day": item.deadline},
            "next_on",
        )
