"""节点与延误: planned and real milestones of a facility, and by how many days it is late."""

from dataclasses import dataclass
from datetime import date

from parks.states import BUILT, UNFINISHED, InfrastructureStatus


@dataclass(frozen=True)
class Milestone:
    """A planned day and the day on which it came true; what is not known is None."""

    planned: date | None = None
    real: date | None = None

    def delay(self, today: date) -> int | None:
        """Days behind the plan, negative where it was early; None where it isn't due yet or nothing was planned."""
        if self.planned is None:
            return None
        if self.real is not None and self.real <= today:
            return (self.real - self.planned).days
        return (today - self.planned).days if today > self.planned else None


def days_late(planned_completion: date | None, status: str, today: date) -> int:
    """Days since a facility was to be finished; none once it is in use."""
    if planned_completion is None or status not in UNFINISHED:
        return 0
    return max((today - planned_completion).days, 0)


def days_unused(status: str, completed_on: date | None, today: date) -> int | None:
    """For how many days a facility has been built and not in use; None where it is not so, or nobody knows since when.

    'Started but not in use' is what superiors complain of.
    """
    if status != InfrastructureStatus.BUILT_UNUSED or completed_on is None:
        return None
    return max((today - completed_on).days, 0)


def reached(before: str, after: str) -> tuple[str, ...]:
    """Which real milestones a facility reaches by going from one status to another, as columns of its table."""
    names = []
    if after in STARTED and before not in STARTED:
        names.append("started_on")
    if after in BUILT and before not in BUILT:
        names.append("completed_on")
    if after == InfrastructureStatus.IN_USE != before:
        names.append("in_use_since")
    return tuple(names)


STARTED = BUILT | {InfrastructureStatus.BUILDING}
