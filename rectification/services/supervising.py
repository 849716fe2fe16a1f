"""催办、督办、挂牌督办、约谈、问责: how hard an item is being pushed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from rectification.models import Item, SupervisionMeasure
from rectification.services import listing_supervision
from rectification.states import LADDER, SupervisionLevel
from rectification.workflow import WorkflowError

MEASURES = frozenset(SupervisionLevel) - {SupervisionLevel.NONE}


def supervise(item: Item, actor: User, given: Mapping[str, Any]) -> None:
    """Record a measure; those of the ladder raise the item's level and never lower it."""
    level = given["level"]
    if level not in MEASURES:
        raise WorkflowError(_("This is no supervision measure."), "level")
    SupervisionMeasure.objects.create(item=item, level=level, reason=given["reason"], by=actor, at=clock.now())
    if level in LADDER and LADDER.index(level) > LADDER.index(item.supervision_level):
        item.supervision_level = level
        if level == SupervisionLevel.LISTED:
            listing_supervision.begin(item)
