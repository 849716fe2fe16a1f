"""催办、督办、挂牌督办、约谈、问责: how hard an item is being pushed."""

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, WorkflowError
from rectification.models import Item, SupervisionMeasure
from rectification.services import listing_supervision
from rectification.services.effects import effect
from rectification.services.issuers import refuse_without_part, refuse_without_power
from rectification.states import LADDER, EscalationDocument, SupervisionLevel
from rectification.workflow import Given

MEASURES = frozenset(SupervisionLevel) - {SupervisionLevel.NONE}


@effect("supervise")
def supervise(item: Item, actor: User, given: Given) -> None:
    """Record a measure; those of the ladder raise the item's level and never lower it."""
    level = given["level"]
    if level not in MEASURES:
        raise WorkflowError(_("This is no supervision measure."), "level")
    if level != SupervisionLevel.CHASED:
        refuse_without_part([item], actor)
    if level == SupervisionLevel.LISTED:
        _refuse_lister(actor)
    SupervisionMeasure.objects.create(item=item, level=level, reason=given["reason"], by=actor, at=clock.now())
    if level in LADDER and LADDER.index(level) > LADDER.index(item.supervision_level):
        item.supervision_level = level
        if level == SupervisionLevel.LISTED:
            listing_supervision.begin(item)


def _refuse_lister(actor: User) -> None:
    """挂牌督办 is the county government's or a department's own, by its head; a coordinating body never lists."""
    refuse_without_power(EscalationDocument.LISTING, str(SupervisionLevel.LISTED.label), actor)
    if not (actor.is_head or actor.is_coordinator):
        raise NotAllowedError(_("The head of the unit places items under listed supervision."), "level")
