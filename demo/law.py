"""What the made-up problems cite: the cases of their categories, in force on the day on which each was found."""

from collections import defaultdict
from datetime import date, timedelta

from core.services.acting import take
from demo.county import County
from demo.texts.problems import Problem, problems
from law.models import Basis, Criterion
from law.services import amending, citing
from law.services.amending import Source, Wanted
from law.states import Change, Confirmed, InstrumentKind, Shelf, SubjectKind
from law.workflow import AMENDMENTS
from rectification.services import remapping
from rectification.workflow.remappings import REMAPPINGS

REVIEWER, REVIEWED_ON = "司法局 顾明远", date(2026, 9, 28)
"""Who answers for the clauses that were entered at second hand."""


OWN_RULE = "砚川县化工园区日常巡查办法"


def map_some(county: County) -> None:
    """One ended basis has been mapped by two persons, the next is proposed; the others wait."""
    first, second = county.logins["coordinator"], county.logins["coordinator2"]
    ended = [each for each in remapping.ended_for(first) if each.followers]
    for place, each in enumerate(ended[:2]):
        reason = "旧法自施行之日起废止，转引现行条款。"
        proposed = remapping.propose({each.basis: each.followers[0]}, actor=first, reason=reason)
        if place == 0:
            take(REMAPPINGS, proposed.pk, "confirm", actor=second)


def amend_some(county: County, today: date) -> None:
    """A rule of the county's own has come into the catalogue by two persons; that it ends waits for the second one."""
    first, second = county.logins["coordinator"], county.logins["coordinator2"]
    begins, read_on = (today - timedelta(days=60)).isoformat(), today - timedelta(days=90)
    number = f"砚政办发〔{read_on.year}〕18号"
    instrument = {"kind": InstrumentKind.DOCUMENT, "title_zh": OWN_RULE, "short_zh": "园区巡查办法", "number": number}
    instrument |= {"valid_from": begins, "source": "县政府公报", "confirmed": Confirmed.YES}
    basis = {"subject_kind": SubjectKind.CATEGORY, "subject_code": "X01", "part": "园区日常巡查", "article": "6"}
    basis |= {"instrument": "OWN.0001", "valid_from": begins, "confirmed": Confirmed.YES, "note": "仅限交办"}
    wanted = (
        Wanted(Shelf.INSTRUMENT, Change.NEW, values=instrument, new_code="OWN.0001"),
        Wanted(Shelf.BASIS, Change.NEW, values=basis, new_code="OWN0001"),
    )
    drawn_up = amending.draft(wanted, Source(f"《{OWN_RULE}》（{number}）", "县政府公报", read_on), actor=first)
    take(AMENDMENTS, drawn_up.pk, "send", actor=first)
    take(AMENDMENTS, drawn_up.pk, "confirm", actor=second)
    end = Wanted(Shelf.BASIS, Change.END, "OWN0001", last_day=today + timedelta(days=32))
    source = Source(
        f"关于修订《{OWN_RULE}》的通知（砚政办发〔{today.year}〕31号）", "县政府公报", today - timedelta(days=1)
    )
    take(AMENDMENTS, amending.draft([end], source, actor=second).pk, "send", actor=second)


class LawBook:
    """The bases of categories and the criteria, read once for a whole county."""

    def __init__(self) -> None:
        judged = {code for problem in problems() for code in problem.judged_by}
        clauses = Basis.objects.filter(subject_kind=SubjectKind.CRITERION, subject_code__in=judged)
        clauses.filter(reviewed_on=None).update(reviewed_by=REVIEWER, reviewed_on=REVIEWED_ON)
        self.by_case: dict[tuple[str, str], list[Basis]] = defaultdict(list)
        for basis in Basis.objects.filter(subject_kind=SubjectKind.CATEGORY).citable().select_related("instrument"):
            self.by_case[basis.subject_code, basis.part].append(basis)
        self.clauses = {clause.subject_code: clause for clause in clauses.select_related("instrument")}
        self.criteria = {each.pk: each for each in Criterion.objects.filter(pk__in=judged).select_related("instrument")}

    def cited(self, problem: Problem, on: date) -> list[Basis]:
        """What a problem cites for its cases on a day, and the clause that makes it major."""
        bases = [basis for case in problem.cases for basis in self.by_case[problem.code, case]]
        bases += [self.clauses[code] for code in problem.judged_by]
        return citing.in_legal_order(basis for basis in bases if basis.is_in_force(on))

    def criterion(self, problem: Problem, on: date) -> Criterion | None:
        """The criterion that judges it on a day."""
        return next((self.criteria[code] for code in problem.judged_by if self.criteria[code].is_in_force(on)), None)
