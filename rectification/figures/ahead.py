"""What the ledger will ask for: of boards and reports none, of the balance of people and duties."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.figures import Asked, Figure, Pick
from inspections.states import Level
from rectification.figures.body import AHEAD, COUNTED, ITEMS, NOT_DONE
from rectification.models import Item, LookBack
from rectification.states import (
    State,
)


def _look_back_due(level: Level) -> Pick:
    """Signed off so many months before the month asked for, and not looked back on since (R7)."""

    def pick(rows: QuerySet[Model], asked: Asked) -> QuerySet[Model]:
        month = asked.the_month.plus(-settings.LOOK_BACK_MONTHS)
        start, end = clock.start_of(month.first), clock.start_of(month.last + timedelta(days=1))
        signed_off = COUNTED & Q(state=State.CLOSED, level=level, ended_at__gte=start, ended_at__lt=end)
        item = "pk" if rows.model is Item else "item"
        return rows.filter(signed_off).exclude(**{f"{item}__in": LookBack.objects.values("item")})

    return pick


TO_COME = (
    Figure(
        f"{AHEAD}.recheck",
        _("Re-inspections expected"),
        _("Not rectified and not being re-inspected, with a deadline in force in the month (D03)."),
        ITEMS,
        AHEAD,
        lambda asked: (
            NOT_DONE & ~Q(state=State.UNDER_REVIEW) & Q(deadline__range=(asked.the_month.first, asked.the_month.last))
        ),
    ),
    Figure(
        f"{AHEAD}.recheck_backlog",
        _("Re-inspections waiting"),
        _("Being re-inspected, or not rectified with a deadline in force before the month (D03)."),
        ITEMS,
        AHEAD,
        lambda asked: NOT_DONE & (Q(state=State.UNDER_REVIEW) | Q(deadline__lt=asked.the_month.first)),
    ),
    Figure(
        f"{AHEAD}.plan_review",
        _("Plans to be reviewed"),
        _("A plan waits for the assigning unit."),
        ITEMS,
        AHEAD,
        lambda asked: Q(state=State.PLAN_REVIEW),
    ),
    Figure(
        f"{AHEAD}.look_back_major",
        _("Look-backs due at major hazards"),
        _("Major hazards signed off so many months before the month that a look-back is due, and without one (R7)."),
        ITEMS,
        AHEAD,
        pick=_look_back_due(Level.MAJOR),
    ),
    Figure(
        f"{AHEAD}.look_back_general",
        _("Look-backs due at general problems"),
        _("General problems signed off so many months before the month, and without a look-back; a share is due (R7)."),
        ITEMS,
        AHEAD,
        pick=_look_back_due(Level.GENERAL),
    ),
)
