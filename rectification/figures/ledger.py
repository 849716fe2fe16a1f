"""The figures of the ledger (domain rules R8, R10): what each counts, said once for pages, reports and answers."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.figures import Asked
from inspections.states import Level
from rectification.figures.body import (
    COUNTED,
    NOT_DONE,
    NOT_VOID,
    OPEN,
    counted,
    new_in_month,
    rate,
    within,
)
from rectification.figures.closure import CLOSURE, LOOK_BACKS
from rectification.querysets import (
    due_soon_on,
    overdue_on,
)
from rectification.states import (
    DONE_STATES,
    PASSED_STATES,
    State,
    SupervisionLevel,
)


def _open_at(moment: datetime) -> Q:
    return Q(registered_at__lt=moment) & (Q(ended_at=None) | Q(ended_at__gte=moment))


def _opening(asked: Asked) -> Q:
    return _open_at(within(asked)[0])


def _closing(asked: Asked) -> Q:
    return _open_at(within(asked)[1])


def _ended_as(state: State) -> Callable[[Asked], Q]:
    def ended(asked: Asked) -> Q:
        start, end = within(asked)
        return COUNTED & Q(state=state, ended_at__gte=start, ended_at__lt=end)

    return ended


def _due_in_month(asked: Asked) -> Q:
    month = asked.the_month
    return Q(deadline__range=(month.first, min(month.last, asked.moment.day))) & NOT_VOID


def _late(asked: Asked) -> Q:
    return overdue_on(asked.moment.day)


def _late_between(least: int, most: int | None) -> Callable[[Asked], Q]:
    def late(asked: Asked) -> Q:
        day = asked.moment.day
        found = _late(asked) & Q(deadline__lte=day - timedelta(days=least))
        return found if most is None else found & Q(deadline__gte=day - timedelta(days=most))

    return late


def _soon(asked: Asked) -> Q:
    return due_soon_on(asked.moment.day)


BALANCE = (
    counted(
        "opening",
        _("Open at the beginning of the month"),
        _("Registered before the month and neither signed off nor void when it began."),
        _opening,
    ),
    counted("new", _("New in the month"), _("Registered in the month."), new_in_month),
    counted(
        "closed",
        _("Signed off in the month"),
        _("Signed off by the whole chain in the month."),
        _ended_as(State.CLOSED),
    ),
    counted("void", _("Void in the month"), _("Voided in the month, merged items among them."), _ended_as(State.VOID)),
    counted(
        "closing",
        _("Open at the end of the month"),
        _("Neither signed off nor void when the month ended: opening + new - signed off - void."),
        _closing,
    ),
)
STATES = (
    counted("all", _("All items"), _("On the ledger and not void (R10)."), NOT_VOID),
    counted("open", _("Open problems"), _("Neither signed off nor void."), OPEN),
    counted(
        "done",
        _("Rectified"),
        _("Passed the re-inspection: awaiting sign-off, in publicity or signed off (R10)."),
        COUNTED & Q(state__in=DONE_STATES),
    ),
    counted("signed_off", _("Signed off"), _("Signed off by the whole chain."), COUNTED & Q(state=State.CLOSED)),
    counted("not_done", _("Not rectified"), _("Not void and not passed by a re-inspection."), NOT_DONE),
    counted(
        "overdue",
        _("Overdue"),
        _("Not rectified after the deadline in force, or the re-inspection was asked for only after it (R8)."),
        _late,
    ),
    counted(
        "not_due",
        _("Not yet due"),
        _("Not rectified; the deadline in force is that day or later."),
        lambda asked: NOT_DONE & Q(deadline__gte=asked.moment.day),
    ),
    counted("undated", _("Without a deadline"), _("Not rectified and without a date."), NOT_DONE & Q(deadline=None)),
    counted(
        "rechecking",
        _("Asked for in time, being re-inspected"),
        _("The deadline has passed; the re-inspection was asked for by then and has not been decided (R8)."),
        lambda asked: (
            Q(state=State.UNDER_REVIEW, deadline__lt=asked.moment.day)
            & (Q(submitted_on__lte=F("deadline")) | Q(submitted_on=None))
        ),
    ),
    counted(
        "plan_review", _("Plan under review"), _("A plan waits for the assigning unit."), Q(state=State.PLAN_REVIEW)
    ),
    counted(
        "under_review",
        _("Awaiting re-inspection"),
        _("The re-inspection has been asked for and not been decided."),
        Q(state=State.UNDER_REVIEW),
    ),
    counted(
        "awaiting_sign_off",
        _("Awaiting sign-off"),
        _("Passed; a signature of the chain or the publicity is due."),
        Q(state__in=PASSED_STATES),
    ),
    counted("due_7", _("Due within 7 days"), _("Not rectified and due that day or in the 7 days after it."), _soon),
)
COURSE = (
    counted(
        "due_in_month",
        _("Due in the month"),
        _("The deadline in force lies in the month, up to the day asked for; not void."),
        _due_in_month,
    ),
    counted(
        "passed_on_time",
        _("Passed in time"),
        _("Due in the month and passed by the re-inspection on the deadline in force or before it."),
        lambda asked: _due_in_month(asked) & Q(passed_on__lte=F("deadline")),
    ),
    counted(
        "extended",
        _("Extended"),
        _("Not rectified, with a deadline in force other than the original one."),
        NOT_DONE & Q(original_deadline__isnull=False) & ~Q(deadline=F("original_deadline")),
    ),
    counted(
        "failed_review", _("Failed a re-inspection"), _("Open and in the second round or later."), OPEN & Q(round__gt=1)
    ),
    counted(
        "rebound",
        _("Rebounds"),
        _("Opened anew because what was signed off came back; not void."),
        NOT_VOID & Q(rebound_of__isnull=False),
    ),
    counted(
        "rebound_in_month",
        _("Rebounds in the month"),
        _("Opened anew in the month because what was signed off came back."),
        lambda asked: new_in_month(asked) & Q(rebound_of__isnull=False),
    ),
)
WEIGHT = (
    counted("major", _("Major hazards"), _("Of the level major; not void."), NOT_VOID & Q(level=Level.MAJOR)),
    counted(
        "major_open",
        _("Major hazards open"),
        _("Of the level major, neither signed off nor void."),
        OPEN & Q(level=Level.MAJOR),
    ),
    counted(
        "major_overdue",
        _("Major hazards overdue"),
        _("Of the level major and overdue."),
        lambda asked: _late(asked) & Q(level=Level.MAJOR),
    ),
    counted(
        "supervised",
        _("Under supervision"),
        _("Open, with a supervision letter."),
        OPEN & Q(supervision_level=SupervisionLevel.SUPERVISED),
    ),
    counted(
        "listed",
        _("Listed supervision"),
        _("Open and under listed supervision."),
        OPEN & Q(supervision_level=SupervisionLevel.LISTED),
    ),
)
AGEING = (
    counted("overdue_1_7", _("1 to 7 days late"), _("Overdue by 1 to 7 days."), _late_between(1, 7)),
    counted("overdue_8_30", _("8 to 30 days late"), _("Overdue by 8 to 30 days."), _late_between(8, 30)),
    counted("overdue_31_90", _("31 to 90 days late"), _("Overdue by 31 to 90 days."), _late_between(31, 90)),
    counted(
        "overdue_over_90", _("More than 90 days late"), _("Overdue by more than 90 days."), _late_between(91, None)
    ),
)
RATES = (
    rate("done_rate", _("Rectification rate"), _("Rectified of all items (R10)."), part="done", whole="all"),
    rate(
        "root_cure_rate",
        _("Root-cure rate"),
        _(
            "Cured at the root of all that is signed off (R10). What came in as closed is outside; "
            "what was signed off before modes were asked for counts as signed off, not as cured."
        ),
        part="cured",
        whole="signed_off",
    ),
    rate("signed_off_rate", _("Sign-off rate"), _("Signed off of all items (R10)."), part="signed_off", whole="all"),
    rate(
        "on_time_rate",
        _("On-time rate"),
        _("Passed in time of those due in the month (R10)."),
        part="passed_on_time",
        whole="due_in_month",
    ),
    rate(
        "overdue_rate",
        _("Overdue rate"),
        _("Overdue of all that is not rectified (R10)."),
        part="overdue",
        whole="not_done",
    ),
)
FIGURES = (*BALANCE, *STATES, *COURSE, *CLOSURE, *LOOK_BACKS, *WEIGHT, *AGEING, *RATES)
