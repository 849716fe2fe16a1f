"""What has changed between two moments: how items stand at the one asked for, beside how they stood at `since`.

Both come from the standings, which follow from the history: nothing here remembers what somebody was shown.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.figures import Asked, Figure
from inspections.states import Level
from rectification.figures.body import CHANGES, COUNTED, ITEMS, NOT_DONE, NOT_VOID, OPEN
from rectification.models import Item, Standing
from rectification.querysets import overdue_on
from rectification.rules.schedule import BEFORE_THE_REQUEST
from rectification.states import DONE_STATES, LADDER, PASSED_STATES, State

Rows = QuerySet[Model]


class Pair:
    """The rows as they stand, and how to ask of each how it stood."""

    def __init__(self, rows: Rows, asked: Asked) -> None:
        self.since, self.day = asked.the_since, asked.moment.day
        self._item = "pk" if rows.model is Item else "item"

    @property
    def promised_days(self) -> tuple[date, date]:
        """The days by which something was to be done since then: the day of the first moment to the day before now."""
        return self.since.day, self.day - timedelta(days=1)

    def stood(self, condition: Q | None = None, **values: object) -> Q:
        """Whether the item was on the ledger then, and stood so."""
        then: QuerySet[Standing] = Standing.objects.at(self.since.at).filter(item=OuterRef(self._item))
        return Q(Exists(then.filter(condition or Q(), **values)))


def _new(pair: Pair) -> Q:
    return COUNTED & Q(registered_at__gte=pair.since.at)


def _ended_as(state: State) -> Callable[[Pair], Q]:
    return lambda pair: COUNTED & Q(state=state, ended_at__gte=pair.since.at)


def _passed(pair: Pair) -> Q:
    return Q(state__in=PASSED_STATES) & ~pair.stood(state__in=DONE_STATES)


def _submitted(pair: Pair) -> Q:
    return Q(state=State.UNDER_REVIEW) & ~pair.stood(state__in=DONE_STATES | {State.UNDER_REVIEW})


def _staged(pair: Pair) -> Q:
    return NOT_DONE & Q(stage_share__isnull=False) & ~pair.stood(stage_share__gte=OuterRef("stage_share"))


def _late(pair: Pair) -> Q:
    return overdue_on(pair.day) & ~pair.stood(overdue_on(pair.since.day))


def _returned(pair: Pair) -> Q:
    return NOT_DONE & Q(round__gt=1) & ~pair.stood(round__gte=OuterRef("round"))


def _rebound(pair: Pair) -> Q:
    return NOT_VOID & _new(pair) & Q(rebound_of__isnull=False)


def _raised(pair: Pair) -> Q:
    """A major hazard that was a general one, or a step of the ladder on which it did not stand."""
    found = Q(level=Level.MAJOR) & pair.stood(level=Level.GENERAL)
    for place, step in enumerate(LADDER[1:], 1):
        found |= Q(supervision_level=step) & ~pair.stood(supervision_level__in=LADDER[place:])
    return OPEN & found


def _unkept(pair: Pair) -> Q:
    """The deadline of then, or the day named then for the next stage, has passed, and it has not been kept.

    A deadline that was put off since stays a promise; a request that came in time keeps it (R8).
    """
    due = NOT_DONE & Q(deadline__range=pair.promised_days)
    missed = ~Q(state=State.UNDER_REVIEW) & pair.stood(due)
    asked_late = Q(state=State.UNDER_REVIEW) & pair.stood(due, deadline__lt=OuterRef("submitted_on"))
    stage = Q(state__in=BEFORE_THE_REQUEST, stage_next_on__range=pair.promised_days) & pair.stood(
        NOT_DONE, stage_next_on=OuterRef("stage_next_on")
    )
    return NOT_DONE & (missed | asked_late | stage)


def _put_off(pair: Pair) -> Q:
    return NOT_DONE & pair.stood(NOT_DONE, deadline__lt=OuterRef("deadline"))


def _changed(code: str, name: Promise, definition: Promise, condition: Callable[[Pair], Q]) -> Figure:
    def pick(rows: Rows, asked: Asked) -> Rows:
        return rows.filter(condition(Pair(rows, asked)))

    return Figure(f"{CHANGES}.{code}", name, definition, ITEMS, CHANGES, pick=pick)


SINCE = (
    _changed("new", _("New since then"), _("Registered since the moment compared with."), _new),
    _changed(
        "closed",
        _("Signed off since then"),
        _("Signed off by the whole chain since the moment compared with."),
        _ended_as(State.CLOSED),
    ),
    _changed(
        "void",
        _("Void since then"),
        _("Voided since the moment compared with, merged items among them."),
        _ended_as(State.VOID),
    ),
    _changed(
        "passed",
        _("Passed since then"),
        _("Awaiting sign-off or in publicity, and not rectified at the moment compared with."),
        _passed,
    ),
    _changed(
        "submitted",
        _("Handed in since then"),
        _("Awaiting re-inspection, and neither that nor rectified at the moment compared with."),
        _submitted,
    ),
    _changed(
        "staged",
        _("Further stage since then"),
        _("Not rectified; a larger share is done than at the moment compared with."),
        _staged,
    ),
    _changed(
        "late",
        _("Newly overdue"),
        _("Overdue (R8), and not overdue at the moment compared with."),
        _late,
    ),
    _changed(
        "returned",
        _("Sent back since then"),
        _("Not rectified; failed a re-inspection or was returned since the moment compared with."),
        _returned,
    ),
    _changed(
        "rebound",
        _("Reopened since then"),
        _("Opened anew since the moment compared with because what was signed off came back; not void."),
        _rebound,
    ),
    _changed(
        "raised",
        _("Raised since then"),
        _("Open; made a major hazard, or on a step of supervision on which it did not stand then."),
        _raised,
    ),
    _changed(
        "unkept",
        _("Promised and not done"),
        _(
            "Not rectified; its deadline of then, or the day named then for its next stage, has passed unkept. "
            "A deadline put off since stays a promise; a re-inspection asked for in time keeps it."
        ),
        _unkept,
    ),
    _changed(
        "put_off",
        _("Put off since then"),
        _("Not rectified; the deadline in force is later than it was at the moment compared with."),
        _put_off,
    ),
)
"""Gone, better, worse, promised and not done, between two moments."""
