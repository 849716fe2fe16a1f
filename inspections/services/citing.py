"""引用依据: the bases that a finding cites, each as of a day; a free text stands beside them and is marked as such."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Count, Q

from accounts.models import User
from core import clock
from core.figures import Moment
from inspections.models import Finding, FindingBasis, ProblemCategory
from law.models import Basis
from law.services import citing
from law.states import SubjectKind

BATCH = 500


def offered_for(category: ProblemCategory | None, on: date) -> list[Basis]:
    """What a finding of a category may cite that was found on a day, in legal order."""
    return citing.bases_for(SubjectKind.CATEGORY, category.pk, on) if category else []


def citations_of(finding: Finding, bases: Iterable[Basis], actor: User, on: date) -> list[FindingBasis]:
    """Its citations, unsaved, as of the day whose law they are: of the finding, or of an act that has ended."""
    now, once = clock.now(), {basis.pk: basis for basis in bases}
    return [
        FindingBasis(finding=finding, basis=basis, cited_on=on, cited_by=actor, cited_at=now)
        for basis in citing.in_legal_order(once.values())
    ]


def cite(cited: Iterable[tuple[Finding, Sequence[Basis], date]], actor: User) -> None:
    """Write down what findings cite as of which day; runs in the caller's transaction, after the refusals."""
    rows = (row for finding, bases, on in cited for row in citations_of(finding, bases, actor, on))
    FindingBasis.objects.bulk_create(rows, batch_size=BATCH)


def change(finding: Finding, bases: Sequence[Basis], actor: User) -> None:
    """Let a finding cite these instead: what goes is left, what comes is cited as of the day of the finding.

    Raises WorkflowError, at `bases`, for one that was not in force that day.
    """
    present = {row.basis_id: row for row in finding.cited}
    wanted = {basis.pk: basis for basis in bases}
    citing.refuse_uncitable([basis for key, basis in wanted.items() if key not in present], finding.found_on, "bases")
    gone = [row.pk for key, row in present.items() if key not in wanted]
    FindingBasis.objects.filter(pk__in=gone).update(left_at=clock.now())
    new = [basis for key, basis in wanted.items() if key not in present]
    cite([(finding, new, finding.found_on)], actor)


def findings_on(user: User, bases: Collection[str]) -> int:
    """How many findings that a person may know of cite any of these bases, on the ledger or not."""
    rows = FindingBasis.objects.filter(left_at=None, basis__in=bases, finding__in=Finding.objects.visible_to(user))
    return int(rows.aggregate(n=Count("finding", distinct=True))["n"])


def move_day(finding: Finding, before: date) -> None:
    """After the day of a finding was corrected, what it cited as of that day is cited as of the right one, or refused.

    Raises WorkflowError, at `bases`, for what was not in force on that day.
    """
    rows = [row for row in finding.cited if row.cited_on == before]
    citing.refuse_out_of_force([row.basis for row in rows], finding.found_on, "bases")
    FindingBasis.objects.filter(pk__in=[row.pk for row in rows]).update(cited_on=finding.found_on)


def holding_on(finding: Finding, on: date) -> list[Basis]:
    """What it cites, as of another day: instead of what has ended what follows it in the same case."""
    bases: dict[str, Basis] = {}
    for row in finding.cited:
        held = [row.basis] if row.basis.is_in_force(on) else citing.followers_of(row.basis, on)
        bases |= {basis.pk: basis for basis in held}
    return citing.in_legal_order(bases.values())


def said_by(finding: Finding, on: date | None = None) -> str:
    """The bases as one text, of those in force on a day where one is given, and the free text beside them."""
    bases = [row.basis for row in finding.cited if on is None or row.basis.is_in_force(on)]
    return "；".join(filter(None, [*map(str, bases), finding.legal_basis]))


def cited_among(findings: Collection[int], moment: Moment | None) -> dict[int, list[str]]:
    """For many findings what each cites now, or cited at a moment, in legal order and as text."""
    at = (
        Q(left_at=None) if moment is None else Q(cited_at__lt=moment.at) & (Q(left_at=None) | Q(left_at__gte=moment.at))
    )
    rows = FindingBasis.objects.filter(at, finding__in=findings).select_related("basis__instrument")
    found: dict[int, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.basis.legal_order):
        found[row.finding_id].append(str(row.basis))
    return found
