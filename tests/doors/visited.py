"""Visits of a plant: one that was left and answered, one that is approved, one that is prepared; the yearly cap."""

from collections.abc import Iterator

from accounts.models import User
from core import clock
from enterprises.models import Enterprise
from inspections.models import Finding
from tests.factories import VisitFactory
from visits.models import Answer, Cap, Officer, Visit, VisitFinding
from visits.states import AnswerKind


class Visited:
    def __init__(self, plant: Enterprise, users: dict[str, User], finding: Finding) -> None:
        said = {"enterprise": plant, "drafted_by": users["inspector"], "body": users["emergency"].organization}
        self.left: Visit = VisitFactory(left=True, **said)
        self.approved: Visit = VisitFactory(approved=True, **said)
        self.prepared: Visit = VisitFactory(**said)
        VisitFinding.objects.create(visit=self.left, finding=finding)
        self.answer = Answer.objects.create(visit=self.left, kind=AnswerKind.COMPLAINT, words="x", at=clock.now())
        today = clock.today()
        body = users["emergency"].organization
        self.cap = Cap.objects.create(body=body, year=today.year, number=4, published_on=today, document="x")

    @property
    def visits(self) -> list[Visit]:
        return [self.left, self.approved, self.prepared]

    @property
    def officers(self) -> list[Officer]:
        return list(Officer.objects.all())

    def beside_the_county(self) -> Iterator[tuple[Visit | Officer | Cap, frozenset[str]]]:
        """Each row, with who knows of it but the county's roles."""
        begun = frozenset({"park", "enterprise"})
        for visit in self.visits:
            known = begun if visit is self.left else frozenset()
            yield visit, known
            for officer in visit.officers.all():
                yield officer, known
        yield self.cap, frozenset()
