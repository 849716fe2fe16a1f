"""行政检查文书: the papers of a visit, each with when it can be issued, by officers and leaders of the body."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from accounts.states import OrganizationKind, Reach
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from documents.blocks import Document
from documents.kinds import DocumentKind, stands_alone
from documents.models import IssuedDocument
from documents.rules.numbers import Series, in_brackets
from documents.services.about import has_valid
from documents.services.issuing import refuse_second, refuse_without_right
from law.services import citing
from rectification.models import Item
from rectification.rules.issuers import RECTIFICATION_ORDER
from visits.models import Visit, VisitFinding
from visits.services import order_words, ordering, paper_words
from visits.states import BEGUN, COUNTED, VisitState
from visits.workflow import leader, of_body

BODIES = frozenset({OrganizationKind.DEPARTMENT})
"""Who inspects in its own name (domain documents, section 0)."""
BEFORE_LEAVING = frozenset({VisitState.APPROVED.value, VisitState.UNDER_WAY.value})


def always_fit(visit: Visit) -> None:
    """For `refuse`: nothing else is in the way."""


@dataclass(frozen=True)
class VisitPaper:
    """A kind of paper and the word of its address; `ready` says of which visits, `unready` what the others lack."""

    slug: str
    kind: DocumentKind
    ready: Callable[[Visit], bool]
    unready: str | Promise
    cites_today: bool = True
    """Whether the basis of the visit is cited on the day of the paper (rules R11.1)."""
    refuse: Callable[[Visit], None] = always_fit
    """Raises DomainError for what else is in the way, asked once somebody wants to issue it."""


def officials(user: User) -> bool:
    return user.reach == Reach.COUNTY


def with_the_plant(user: User) -> bool:
    return user.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN)


def kind_of(
    code: str, label: str | Promise, word: str, wording: Callable[[Visit, IssuedDocument], Document]
) -> DocumentKind:
    """A kind of paper about a visit, numbered in the series of its own word."""

    def word_of(body: Organization) -> str:
        return in_brackets(body.word_on_papers, word)

    return DocumentKind(
        code=code,
        label=label,
        series=Series(f"{code.lower().replace('_', '-')}:{{county}}:{{word}}:{{year}}"),
        word=word_of,
        bodies=BODIES,
        of=Visit,
        wording=wording,
        file_name="{number}",
        held=stands_alone,
        seen_by=officials if code == APPROVAL else with_the_plant,
    )


APPROVAL, NOTICE, RESULT = "VISIT_APPROVAL", "VISIT_NOTICE", "VISIT_RESULT"


def visits_of(item: Item, reader: User) -> object:
    """The visit on which the problem of an item was found, of those that the reader may see."""
    found = VisitFinding.objects.filter(finding=item.finding_id).values("visit")
    return Visit.objects.visible_to(reader).filter(pk__in=found).values("pk")


ORDER = VisitPaper(
    "order",
    replace(
        kind_of(RECTIFICATION_ORDER, gettext_lazy("Rectification order"), "责改", order_words.order),
        listed_at={"rectification.item": visits_of},
    ),
    lambda visit: visit.state in BEGUN and visit.found.exists(),
    gettext_lazy("Nothing has been found on this visit that could be ordered."),
    cites_today=False,
    refuse=ordering.refuse_unfit,
)
PAPERS = (
    VisitPaper(
        "approval",
        kind_of(APPROVAL, gettext_lazy("Approval form of an inspection"), "检审", paper_words.approval),
        lambda visit: visit.approved_by_id is not None and visit.state in COUNTED,
        gettext_lazy("The visit has not been approved yet."),
        cites_today=False,
    ),
    VisitPaper(
        "notice",
        kind_of(NOTICE, gettext_lazy("Notice of an inspection"), "检通", paper_words.notice),
        lambda visit: visit.state in BEFORE_LEAVING,
        gettext_lazy("The notice is given before or at the visit, once that is approved or has begun."),
    ),
    VisitPaper(
        "result",
        kind_of(RESULT, gettext_lazy("Notice of the result of an inspection"), "检告", paper_words.result),
        lambda visit: visit.state == VisitState.CLOSED,
        gettext_lazy("The result has not been entered yet."),
        cites_today=False,
    ),
    ORDER,
)
BY_SLUG = {paper.slug: paper for paper in PAPERS}
KINDS = tuple(paper.kind for paper in PAPERS)


def offer(paper: VisitPaper) -> None:
    """Let an app above offer a further paper of a visit; called by its config."""
    BY_SLUG[paper.slug] = paper


def refuse_unready(paper: VisitPaper, visit: Visit, person: User) -> None:
    """Raises as `_refuse_unfit`, and WrongStateError where one is valid already."""
    _refuse_unfit(paper, visit, person)
    paper.refuse(visit)
    refuse_second(paper.kind.code, visit, person)


def _refuse_unfit(paper: VisitPaper, visit: Visit, person: User) -> None:
    """Raises NotAllowedError for another body's people, WrongStateError where it is too early.

    The basis of a paper that cites it anew is in force on its day: DomainError where it has ended since.
    """
    refuse_without_right(paper.kind.code, person)
    if not (of_body(visit, person) or leader(visit, person)):
        raise NotAllowedError(_("The body whose visit it is issues its papers."))
    if not paper.ready(visit):
        raise WrongStateError(str(paper.unready))
    if paper.cites_today:
        citing.refuse_uncitable([visit.basis], clock.today(), "basis")


def offered(visit: Visit, reader: User) -> Iterator[tuple[str, str | Promise]]:
    """The papers that the reader can issue about the visit now, each with the word of its address.

    As `refuse_unready`, by the papers that the page has read of the visit anyway.
    """
    for paper in BY_SLUG.values():
        try:
            _refuse_unfit(paper, visit, reader)
        except DomainError:
            continue
        if not has_valid(paper.kind.code, visit, reader):
            yield paper.slug, paper.kind.label
