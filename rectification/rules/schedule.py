"""序时进度: how an item stands against its schedule, in the three states that a superior asks for (`SCHEDULE_STATE`).

Done once the re-inspection has passed (R10). Behind where it is overdue (R8), or where the day that its last stage
named for the next one has passed and no further stage was closed. On schedule is all the rest.
"""

from datetime import date

from rectification.rules import deadlines
from rectification.states import DONE_STATES, ListState, Origin, ScheduleState, State

LEAST_SHARE, MOST_SHARE = 1, 99
"""阶段性办结: percent of the whole; what is done as a whole is no stage."""
BEFORE_THE_REQUEST = frozenset({State.PLAN_REVIEW, State.RECTIFYING})
"""Where the day of the next stage still binds: with the re-inspection asked for, all of the work is said to be done."""


def state_of(
    *, state: str, deadline: date | None, submitted_on: date | None, next_stage_on: date | None, today: date
) -> ScheduleState | None:
    """How an item stands on a day; None for one that is void."""
    if state == State.VOID:
        return None
    if state in DONE_STATES:
        return ScheduleState.DONE
    is_late = deadlines.is_overdue(state=state, deadline=deadline, submitted_on=submitted_on, today=today)
    misses_stage = state in BEFORE_THE_REQUEST and next_stage_on is not None and next_stage_on < today
    return ScheduleState.BEHIND if is_late or misses_stage else ScheduleState.ON_SCHEDULE


def list_state(*, state: str, origin: str, is_behind: bool) -> ListState:
    """How a row of a superior's list stands whose item does so: the three states, and the two beside them."""
    if state == State.VOID:
        return ListState.VOID
    if origin == Origin.HISTORY:
        return ListState.BEFORE
    if state in DONE_STATES:
        return ListState.DONE
    return ListState.BEHIND if is_behind else ListState.ON_SCHEDULE
