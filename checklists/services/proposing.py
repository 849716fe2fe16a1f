"""不符合 → 问题草稿: category, bases, level and criterion that a finding begins with, as of the day of the visit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checklists.models import Question
from inspections.models import ProblemCategory
from inspections.states import Level
from law.models import Basis, Criterion
from law.services import citing
from law.states import SubjectKind

NOT_SO = "不符合检查要求："
"""Before the requirement where nobody has written what is wrong."""


@dataclass(frozen=True)
class Proposal:
    """What a finding of this item begins with; the officer decides.

    An item says what is to be so: without a note the finding says that it is not, never the item's own words alone.

    `shown` is what demands the item on the day, `bases` those of it that may be cited (R11, 2-4). Where criteria of
    a major hazard are linked that hold on the day the level is major; `criterion` is the first of them whose clause
    may be cited.
    """

    day: date
    description: str
    category: ProblemCategory
    shown: list[Basis]
    bases: list[Basis]
    level: str
    criteria: list[Criterion]
    criterion: Criterion | None


def proposal(question: Question, day: date, note: str = "") -> Proposal:
    """What is proposed for an item that is not met on a day; the note of the answer are its first words."""
    return proposals([question], day, {question.code: note})[question.code]


def proposals(questions: Iterable[Question], day: date, notes: Mapping[str, str] = {}) -> dict[str, Proposal]:
    """By code what is proposed for each, in a number of queries that doesn't grow."""
    rows = list(questions)
    bases = _bases(SubjectKind.CHECKLIST_ITEM, {row.code for row in rows}, day)
    linked = {code for row in rows for code in row.criterion_codes.split()}
    criteria = Criterion.objects.in_force(day).filter(pk__in=linked).select_related("instrument").in_bulk()
    clauses = _bases(SubjectKind.CRITERION, criteria.keys(), day)
    citable = {code for code, clause in clauses.items() if all(basis.is_reviewed for basis in clause)}
    return {row.code: _proposal(row, day, bases[row.code], criteria, citable, notes.get(row.code, "")) for row in rows}


def _proposal(
    row: Question, day: date, shown: list[Basis], criteria: Mapping[str, Criterion], citable: set[str], note: str
) -> Proposal:
    met = [criteria[code] for code in row.criterion_codes.split() if code in criteria]
    return Proposal(
        day=day,
        description=note.strip() or f"{NOT_SO}{row.name_zh}",
        category=row.category,
        shown=shown,
        bases=[basis for basis in shown if basis.is_reviewed],
        level=Level.MAJOR if met else Level.GENERAL,
        criteria=met,
        criterion=next((each for each in met if each.pk in citable), None),
    )


def _bases(kind: str, codes: Iterable[str], day: date) -> dict[str, list[Basis]]:
    """By the code of the subject what may be cited on a day, in legal order."""
    rows = Basis.objects.filter(subject_kind=kind, subject_code__in=list(codes))
    found: dict[str, list[Basis]] = defaultdict(list)
    for basis in citing.in_legal_order(rows.citable().in_force(day).select_related("instrument")):
        found[basis.subject_code].append(basis)
    return found
