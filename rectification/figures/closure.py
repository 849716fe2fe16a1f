"""True closure (R8, R10): stages, temporary stops, what is cured at the root, and what look-backs have found."""

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.figures import Asked, Figure, Pick
from rectification.figures.body import COUNTED, ITEMS, LEDGER, NOT_DONE, counted, new_in_month, within
from rectification.models import Item, LookBack
from rectification.querysets import (
    CLOSED_BEFORE,
    behind_on,
)
from rectification.rules.schedule import BEFORE_THE_REQUEST
from rectification.states import (
    ROOT_CURES,
    LookBackResult,
    Mode,
    State,
)


def _in_time(asked: Asked) -> Q:
    """Not behind. The deadline and the day of a next stage may be empty: said one by one, for NOT knows no empty."""
    day = asked.moment.day
    no_stage_missed = ~Q(state__in=BEFORE_THE_REQUEST) | Q(stage_next_on=None) | Q(stage_next_on__gte=day)
    under_review = Q(state=State.UNDER_REVIEW) & (Q(submitted_on=None) | Q(submitted_on__lte=F("deadline")))
    return (Q(deadline=None) | Q(deadline__gte=day) | under_review) & no_stage_missed


def _looked_back(result: str = "") -> Pick:
    """Looked back on in the month, with this result at the last look-back of the month; with any where none is named.

    By the day asked for: what a later look-back has found does not change an earlier day.
    """

    def pick(rows: QuerySet[Model], asked: Asked) -> QuerySet[Model]:
        start, end = within(asked)
        end = min(end, asked.as_of.at) if asked.as_of else end
        looks = LookBack.objects.filter(at__gte=start, at__lt=end)
        if result:
            later = looks.filter(item=OuterRef("item")).filter(
                Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
            )
            looks = looks.filter(~Exists(later), result=result)
        item = "pk" if rows.model is Item else "item"
        return rows.filter(**{f"{item}__in": looks.values("item")})

    return pick


CLOSURE = (
    counted(
        "staged",
        _("With a stage closed"),
        _("Not rectified; a stage of the work is closed, with its share. It is open and counted so (R8)."),
        NOT_DONE & Q(stage_share__isnull=False),
    ),
    counted(
        "stopped",
        _("Temporarily stopped"),
        _("Not rectified, with a temporary stop as its mode: it never counts as rectified (R8)."),
        NOT_DONE & Q(mode=Mode.SUSPEND),
    ),
    counted(
        "on_schedule",
        _("On schedule"),
        _("Not rectified, not overdue, and no day of a next stage has passed."),
        lambda asked: NOT_DONE & _in_time(asked),
    ),
    counted(
        "behind",
        _("Behind schedule"),
        _("Not rectified: overdue, or the day that the last stage named for the next one has passed."),
        lambda asked: behind_on(asked.moment.day),
    ),
    counted(
        "cured",
        _("Cured at the root"),
        _("Signed off with the cause removed, permanently isolated or dismantled, or by an engineering measure (R10)."),
        COUNTED & Q(state=State.CLOSED, mode__in=ROOT_CURES),
    ),
    counted(
        "mode_unknown",
        _("Signed off, mode not on file"),
        _("Signed off before the mode of rectification was asked for: not among what is cured at the root."),
        COUNTED & Q(state=State.CLOSED, mode=""),
    ),
    counted(
        "closed_before",
        _("Closed before Yuan'an"),
        _("Came in as closed with a list: outside all figures of closing, the root-cure rate among them."),
        CLOSED_BEFORE & Q(state=State.CLOSED),
    ),
)
LOOK_BACKS = (
    Figure(
        f"{LEDGER}.look_back",
        _("Looked back on: to be rectified"),
        _("Signed off and looked back on in the month: found rectified + found not rectified (R7)."),
        ITEMS,
        LEDGER,
        pick=_looked_back(),
    ),
    Figure(
        f"{LEDGER}.look_back_kept",
        _("Looked back on: rectified"),
        _("Found rectified at the last look-back of the month (R7)."),
        ITEMS,
        LEDGER,
        pick=_looked_back(LookBackResult.KEPT),
    ),
    Figure(
        f"{LEDGER}.look_back_rebound",
        _("Looked back on: not rectified"),
        _("Found not rectified at the last look-back of the month; it is on the ledger again (R7)."),
        ITEMS,
        LEDGER,
        pick=_looked_back(LookBackResult.REBOUND),
    ),
    counted(
        "look_back_new",
        _("Looked back on: newly found"),
        _("Another problem, found at a look-back and registered in the month (R7)."),
        lambda asked: new_in_month(asked) & Q(found_looking_back_at__isnull=False),
    ),
)
