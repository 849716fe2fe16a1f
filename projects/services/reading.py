"""What is shown of proposals: their sentences and the law of the day, looked up for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from core import clock
from law.models import Basis
from law.services import citing
from law.states import SubjectKind
from projects.models import Violation
from projects.rules.judging import Breach
from projects.rules.requirements import parts_asking
from projects.services.explaining import names_of_papers, sentence


@dataclass(frozen=True)
class Laws:
    """What may be cited: of violations by code and case, of the papers that they lack by kind."""

    of_cases: Mapping[tuple[str, str], Sequence[Basis]]
    of_papers: Mapping[str, Sequence[Basis]]

    def on(self, day: date, case: tuple[str, str], papers: Iterable[str]) -> list[Basis]:
        """In force on a day, in legal order: of the case, or of its papers where the case has no article (R11.4).

        违规试生产 (A15) rests on 令45号, whose article nobody has read: the plan (PM12) and the emergency plan (PM29)
        have articles of their own.
        """
        of_papers = (basis for kind in papers for basis in self.of_papers.get(kind, ()))
        return _in_force(self.of_cases.get(case, ()), day) or _in_force(of_papers, day)


@dataclass(frozen=True)
class Cited:
    """The law of a breach (R11.2): `bases` of the day `on`; of an act that has ended also what holds today, `now`.

    `now` is empty where it is the same: else an officer chooses the milder one (行政处罚法 37).
    """

    on: date
    bases: Sequence[Basis]
    now: Sequence[Basis] = ()

    @property
    def citation(self) -> str:
        return "；".join(basis.citation for basis in self.bases)


@dataclass(frozen=True)
class Explained:
    """A proposal with its sentence and its law."""

    violation: Violation
    sentence: str
    law: Cited


def explained(violations: Iterable[Violation]) -> Iterator[Explained]:
    """Each with its sentence and its law; in a fixed number of queries."""
    names, laws, today = names_of_papers(), laws_of_violations(), clock.today()
    for violation in violations:
        breach = violation.breach
        yield Explained(violation, sentence(breach, names), cited(breach, laws, today))


def laws_of_violations() -> Laws:
    """Every basis that a violation may cite."""
    kinds = (SubjectKind.VIOLATION, SubjectKind.PERMIT_KIND)
    of_cases: defaultdict[tuple[str, str], list[Basis]] = defaultdict(list)
    of_papers: defaultdict[str, list[Basis]] = defaultdict(list)
    for basis in Basis.objects.filter(subject_kind__in=kinds).citable().select_related("instrument"):
        is_of_case = basis.subject_kind == SubjectKind.VIOLATION
        found = of_cases[basis.subject_code, basis.part] if is_of_case else of_papers[basis.subject_code]
        found.append(basis)
    return Laws(of_cases, of_papers)


def proposals_on(user: User, bases: Collection[str]) -> int:
    """How many open proposals that a person may know of rest on these; on a paper's own where the case has none."""
    of_case = Basis.objects.filter(
        subject_kind=SubjectKind.VIOLATION, subject_code=OuterRef("code"), part=OuterRef("part")
    )
    papers = Basis.objects.filter(pk__in=bases, subject_kind=SubjectKind.PERMIT_KIND)
    asking = parts_asking(papers.values_list("subject_code", flat=True))
    rows = Violation.objects.visible_to(user).open()
    by_paper = Q(part__in=asking) & ~Exists(of_case.citable())
    return rows.filter(Exists(of_case.filter(pk__in=bases)) | by_paper).count()


def cited(breach: Breach, laws: Laws, today: date) -> Cited:
    """The law of the day of the verdict for a state that lasts; that of the act, with today's beside, once it ended."""
    on, case, papers = breach.law_of(today), (breach.code, breach.part), [ground.paper for ground in breach.grounds]
    bases, now = laws.on(on, case, papers), laws.on(today, case, papers)
    return Cited(on, bases, now=() if now == bases else now)


def _in_force(bases: Iterable[Basis], on: date) -> list[Basis]:
    return citing.in_legal_order(basis for basis in bases if basis.is_in_force(on))
