"""How a facility stood at the end of a day, in words and days: for lists, the file of a park and its time line."""

from dataclasses import dataclass
from datetime import date

from parks.models import Infrastructure
from parks.rules import milestones
from parks.states import InfrastructureStatus


@dataclass(frozen=True)
class Stood:
    """A facility, as of a day (a row of `InfrastructureQuerySet.as_of`)."""

    facility: Infrastructure
    day: date

    @property
    def pk(self) -> int:
        return self.facility.pk

    def get_absolute_url(self) -> str:
        return self.facility.get_absolute_url()

    @property
    def status(self) -> str:
        """Its status then; empty before its history began."""
        return self.facility.status_then or ""

    @property
    def label(self) -> str:
        return str(InfrastructureStatus(self.status).label) if self.status else ""

    @property
    def percent(self) -> int | None:
        return self.facility.percent_then

    @property
    def late(self) -> int:
        """Days behind its planned completion."""
        return milestones.days_late(self.facility.planned_completion, self.status, self.day)

    @property
    def unused(self) -> int | None:
        """Days since it was built, where it is not in use."""
        return milestones.days_unused(self.status, self.facility.completed_on, self.day)

    @property
    def completed_on(self) -> date | None:
        return self._until_then(self.facility.completed_on)

    @property
    def in_use_since(self) -> date | None:
        return self._until_then(self.facility.in_use_since)

    @property
    def started_on(self) -> date | None:
        return self._until_then(self.facility.started_on)

    def _until_then(self, day: date | None) -> date | None:
        return day if day and day <= self.day else None
