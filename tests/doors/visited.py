"""Visits of a plant: one that was left and answered, one that is approved, one that is prepared; the yearly cap."""

from collections.abc import Iterator

from accounts.models import User
from checklists.models import Edition, ItemAnswer, Question, Signature
from checklists.states import Said, SignerKind
from core import clock
from enterprises.models import Enterprise
from inspections.models import Finding
from tests.checklists.made import answered, draft_edition, edition_in_use
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
        self._checklists(users)
        today = clock.today()
        body = users["emergency"].organization
        self.cap = Cap.objects.create(body=body, year=today.year, number=4, published_on=today, document="x")

    def _checklists(self, users: dict[str, User]) -> None:
        self.used = edition_in_use(users["coordinator"])
        self.drafted = draft_edition(users["coordinator"])
        self.said = answered(self.left, self.used, "SAF09", Said.UNMET)
        signed = {"name": "x", "note": "x", "answers_sha256": "0" * 64, "signed_at": clock.now()}
        self.signature = Signature.objects.create(
            visit=self.left, kind=SignerKind.PLANT, recorded_by=users["inspector"], **signed
        )

    @property
    def visits(self) -> list[Visit]:
        return [self.left, self.approved, self.prepared]

    @property
    def officers(self) -> list[Officer]:
        return list(Officer.objects.all())

    @property
    def editions(self) -> list[Edition]:
        return [self.used, self.drafted]

    @property
    def questions(self) -> list[Question]:
        return list(Question.objects.all())

    def of_checklists(self) -> Iterator[tuple[Question | ItemAnswer | Signature, frozenset[str]]]:
        """Each row, with who knows of it but the county's roles: what is asked is told to parks and plants as well."""
        asked = frozenset({"park", "park2", "enterprise", "enterprise2"})
        for question in self.questions:
            yield question, asked if question.edition_id == self.used.pk else frozenset()
        yield self.said, frozenset({"park", "enterprise"})
        yield self.signature, frozenset({"park", "enterprise"})

    def beside_the_county(
        self,
    ) -> Iterator[tuple[Visit | Officer | Cap | Question | ItemAnswer | Signature, frozenset[str]]]:
        """Each row, with who knows of it but the county's roles."""
        begun = frozenset({"park", "enterprise"})
        for visit in self.visits:
            known = begun if visit is self.left else frozenset()
            yield visit, known
            for officer in visit.officers.all():
                yield officer, known
        yield self.cap, frozenset()
        yield from self.of_checklists()
