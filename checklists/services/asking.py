"""检查表的作答: which items are asked on a visit, what was answered, what was answered here the last time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from checklists.models import Edition, ItemAnswer, Question, Run
from checklists.rules import conditions, signed
from checklists.services import editions
from checklists.states import OF_A_VISIT, Said, Trait
from enterprises.models import Enterprise
from law.models import Basis
from law.services import citing
from law.states import SubjectKind
from safety.models import HazardSource, OperatedProcess
from visits.models import Visit

MOST_FORMER = 2000
"""Answers of earlier visits that are looked through for the last one of each item."""


@dataclass(frozen=True)
class Line:
    """An item that is asked on a visit: how it was answered here, how at the same enterprise the last time."""

    question: Question
    answer: ItemAnswer | None = None
    last: ItemAnswer | None = None


@dataclass(frozen=True)
class Sheet:
    """A checklist on a visit: the items that are asked, in their order."""

    visit: Visit
    edition: Edition
    run: Run | None
    lines: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many items are asked."""
        return len(self.lines)

    @property
    def answered(self) -> int:
        return sum(line.answer is not None for line in self.lines)

    @property
    def unmet(self) -> int:
        return sum(line.answer is not None and line.answer.said == Said.UNMET for line in self.lines)

    @property
    def open_line(self) -> Line | None:
        """Where it stopped: the first item that has no answer."""
        return next((line for line in self.lines if line.answer is None), None)

    def at(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.question.code == code), None)

    def place_of(self, line: Line) -> int:
        """Which one it is, counted from 1."""
        return self.lines.index(line) + 1

    def beside(self, line: Line, step: int) -> Line | None:
        """The item so many places further on; None beyond the ends."""
        place = self.lines.index(line) + step
        return self.lines[place] if 0 <= place < len(self.lines) else None


def edition_on(visit: Visit, kind: str) -> tuple[Edition | None, Run | None]:
    """The edition that is answered already, else the one in use on the day of the visit."""
    run = Run.objects.filter(visit=visit, edition__kind=kind).select_related("edition").first()
    return (run.edition, run) if run else (editions.in_force(visit.county_id, kind, visit.planned_on), None)


def sheet_of(visit: Visit, kind: str) -> Sheet | None:
    """The checklist of a kind on a visit; None where no edition is in use on its day."""
    edition, run = edition_on(visit, kind)
    return _sheet(visit, edition, run) if edition else None


def sheets_of(visit: Visit) -> list[Sheet]:
    """All that can be answered on a visit of an enterprise."""
    found = (sheet_of(visit, kind) for kind in OF_A_VISIT)
    return [sheet for sheet in found if sheet is not None]


def _sheet(visit: Visit, edition: Edition, run: Run | None) -> Sheet:
    questions = list(edition.questions.asked_on(visit.planned_on).select_related("category"))
    answers = answers_of(run)
    said = {code: answer.said for code, answer in answers.items()}
    shown = set(asked_of(questions, traits_of(visit.enterprise), said))
    last = last_answers(visit, shown)
    lines = [
        Line(question, answers.get(question.code), last.get(question.code))
        for question in questions
        if question.code in shown
    ]
    return Sheet(visit, edition, run, lines)


def answers_of(run: Run | None) -> dict[str, ItemAnswer]:
    """By the code of the item."""
    if run is None:
        return {}
    rows = run.answers.select_related("question", "answered_by", "finding__item").prefetch_related("photos__attachment")
    return {answer.question.code: answer for answer in rows}


def asked_of(questions: Sequence[Question], traits: Iterable[str], said: dict[str, str]) -> list[str]:
    """Codes of the items that are asked (`checklists.rules.conditions`)."""
    rows = [conditions.Asked(row.code, row.trait, row.after_code, row.after_said) for row in questions]
    return conditions.asked(rows, traits, said)


def traits_of(enterprise: Enterprise) -> list[str]:
    """What of that on which items can depend the enterprise has now."""
    has = {
        Trait.SOURCE: HazardSource.objects.filter(enterprise=enterprise).major().exists(),
        Trait.PROCESS: OperatedProcess.objects.filter(enterprise=enterprise).running().exists(),
    }
    return [trait.value for trait, is_so in has.items() if is_so]


def last_answers(visit: Visit, codes: Iterable[str]) -> dict[str, ItemAnswer]:
    """By code what was answered on the latest visit of the enterprise before this one, by whatever body."""
    rows = ItemAnswer.objects.filter(run__visit__enterprise=visit.enterprise_id, question__code__in=list(codes))
    rows = rows.exclude(run__visit=visit).filter(_before(visit))
    rows = rows.select_related("question", "run__visit").order_by("-run__visit__planned_on", "-answered_at", "-pk")
    found: dict[str, ItemAnswer] = {}
    for answer in rows[:MOST_FORMER]:
        found.setdefault(answer.question.code, answer)
    return found


def _before(visit: Visit) -> Q:
    """Of visits of earlier days; of the same day of those that were entered earlier."""
    same_day = Q(run__visit__planned_on=visit.planned_on)
    earlier = same_day & Q(run__visit__arrived_at__lt=visit.arrived_at) if visit.arrived_at else same_day
    return Q(run__visit__planned_on__lt=visit.planned_on) | earlier


def bases_of(question: Question, day: date) -> list[Basis]:
    """What demands it on a day, in legal order (R11)."""
    return citing.bases_for(SubjectKind.CHECKLIST_ITEM, question.code, day)


def hash_on(visit: Visit) -> str:
    """The hash of all that has been answered on a visit, for which a signature stands."""
    rows = ItemAnswer.objects.filter(run__visit=visit).values_list("question__code", "said", "note")
    return signed.hash_of(rows)
