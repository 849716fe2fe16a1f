"""Yearly plans of a county: one in force with a line of the plant, one that is prepared; who reads of them."""

from collections.abc import Iterator

from accounts.models import User
from annualplans.models import Line, LineVisit, Share, UnplacedVisit, YearPlan
from annualplans.states import PlanState, Purpose, Why
from core import clock
from enterprises.models import Enterprise
from visits.models import Visit

Row = YearPlan | Share | Line | UnplacedVisit


class Yearly:
    def __init__(self, plant: Enterprise, users: dict[str, User], visit: Visit) -> None:
        self.plant, self.users = plant, users
        today, now = clock.today(), clock.now()
        said = {"county": plant.county, "team_days": 8, "drafted_by": users["coordinator"], "drafted_at": now}
        decided = {"decided_by": users["emergency"], "decided_at": now, "proposed_by": users["coordinator"]}
        self.used = YearPlan.objects.create(year=today.year, number=1, state=PlanState.IN_FORCE, **said, **decided)
        self.drafted = YearPlan.objects.create(year=today.year + 1, number=1, reason="x", reckoned_at=now, **said)
        self.lines = [self._line(plan, visit) for plan in (self.used, self.drafted)]
        LineVisit.objects.create(line=self.lines[0], visit=visit)
        self.share = Share.objects.create(plan=self.drafted, body=visit.body, day_limits=[8] * 12)
        missing = {"enterprise": plant, "body": visit.body, "purpose": Purpose.GRADE, "number": 1, "why": Why.CAP}
        self.missing = UnplacedVisit.objects.create(plan=self.drafted, **missing)

    def _line(self, plan: YearPlan, visit: Visit) -> Line:
        asked = {"asked_month": 2, "asked_reason": "x", "asked_by": self.users["emergency"], "reason": "x"}
        said = {"enterprise": self.plant, "body": visit.body, "month": 12, "purpose": Purpose.GRADE}
        return Line.objects.create(plan=plan, due_on=clock.today().replace(month=12, day=31), **said, **asked)

    @property
    def plans(self) -> list[YearPlan]:
        return [self.used, self.drafted]

    def beside_the_county(self) -> Iterator[tuple[Row, frozenset[str]]]:
        """Each row, with who knows of it but the county's roles."""
        yield self.used, frozenset({"park", "park2"})
        yield self.lines[0], frozenset({"park", "enterprise"})
        for row in (self.drafted, self.lines[1], self.missing):
            yield row, frozenset()
