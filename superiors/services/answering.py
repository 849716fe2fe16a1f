"""报送、公示: a paper about a list is drafted from its rows, its words are written, approved, issued and kept."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError
from core.services import log, workbooks
from core.steps import Given
from documents.rules.office_words import for_paper
from documents.services import issuing
from documents.states import FileKind
from inspections.models import SuperiorList
from intake.services import import_batches
from superiors.models import ListPaper
from superiors.rules.rows import Row, Snapshot
from superiors.services import own_files, snapshots
from superiors.services.done import refuse_what_is_not_done
from superiors.services.lacking import unwritten
from superiors.services.wording import columns_of, lines_of, title_of, worded
from superiors.states import PaperKind
from superiors.workflow import PAPERS

LONGEST = 8000
WIDTHS = {"反馈问题": 44, "整改措施": 40, "整改进展": 44}
USUAL_WIDTH = 16


@transaction.atomic
@clock.still()
def draft_answer(one: SuperiorList, *, actor: User, only_changed: bool = False) -> ListPaper:
    """Draft the next answer to a list. Raises NotAllowedError, or DomainError where one is under way already."""
    _lock(one, actor, PaperKind.ANSWER)
    before = one.papers.answers().issued().order_by("-sequence").first()
    if only_changed and before is None:
        raise DomainError(_("There is no answer before this one; the whole list is reported."), "only_changed")
    snapshot = snapshots.take(one, actor)
    if not snapshot.rows:
        raise DomainError(_("The list has no rows on the ledger."))
    paper = _draft(one, PaperKind.ANSWER, snapshot, actor)
    paper.due, paper.since, paper.only_changed = one.answer_by, before, only_changed
    return _begun(paper, actor)


@transaction.atomic
@clock.still()
def draft_publication(
    one: SuperiorList, *, actor: User, rows: Iterable[int], published_from: date, published_until: date, phone: str
) -> ListPaper:
    """Draft the public notice of rows that are really done. Raises DomainError for one that isn't."""
    _lock(one, actor, PaperKind.PUBLICATION)
    snapshot = snapshots.take(one, actor, rows)
    if not snapshot.rows:
        raise DomainError(_("Choose at least one problem that has been rectified."), "rows")
    paper = _draft(one, PaperKind.PUBLICATION, snapshot, actor)
    paper.published_from, paper.published_until, paper.phone = published_from, published_until, phone
    refuse_what_is_not_done(paper)
    return _begun(paper, actor)


def may_draft(one: SuperiorList, user: User) -> bool:
    """Whether the person drafts what is reported of this list."""
    return user.is_coordinator and user.organization.county_id == one.county_id


def _lock(one: SuperiorList, actor: User, kind: PaperKind) -> None:
    """One draft of a kind at a time; the list is held so that two people don't begin at once."""
    if not may_draft(one, actor):
        raise NotAllowedError(_("The coordinator drafts what is reported to a superior."))
    issuing.refuse_without_right(kind, actor)
    SuperiorList.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if one.papers.filter(kind=kind).exclude(state="ISSUED").exists():
        raise DomainError(_("There is a draft already; it is issued before the next one is begun."))


def _draft(one: SuperiorList, kind: PaperKind, snapshot: Snapshot, actor: User) -> ListPaper:
    told = snapshot.as_json()
    last = one.papers.filter(kind=kind).order_by("-sequence").values_list("sequence", flat=True).first()
    return ListPaper(
        county_id=one.county_id,
        superior_list=one,
        kind=kind,
        sequence=(last or 0) + 1,
        snapshot=told,
        snapshot_sha256=snapshots.digest(told),
        drafted_by=actor,
        drafted_at=clock.now(),
    )


def _begun(paper: ListPaper, actor: User) -> ListPaper:
    paper.save()
    log.record("list-paper.draft", paper, actor=actor, after={"kind": paper.kind, "rows": len(_keys(paper))})
    return paper


def _keys(paper: ListPaper) -> list[int]:
    return [int(row.key) for row in snapshots.snapshot_of(paper).rows]


@PAPERS.effect("words")
def write_words(paper: ListPaper, actor: User, given: Given) -> None:
    """What people write in the place of the drafted words; a text that is as drafted is not kept."""
    texts = given["texts"]
    assert isinstance(texts, Mapping), "texts by the key of the row"
    for row in snapshots.snapshot_of(paper).rows:
        if row.key in texts:
            paper.texts[row.key] = _written(row, paper.texts.get(row.key, {}), texts[row.key])
    paper.texts = {key: said for key, said in paper.texts.items() if said}
    paper.hands.add(actor)


def _written(row: Row, before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What is kept of the words of a row: those that differ from the drafted ones."""
    kept = {name: text for name, text in before.items() if name not in said}
    told = {name: for_paper(text[:LONGEST]) for name, text in said.items()}
    return kept | {name: text for name, text in told.items() if text != getattr(row, name)}


@PAPERS.effect("refresh")
def refresh(paper: ListPaper, actor: User, given: Given) -> None:
    """Take the rows anew; what people have written stays."""
    keys = None if paper.is_answer else _keys(paper)
    told = snapshots.take(paper.superior_list, actor, keys).as_json()
    paper.snapshot, paper.snapshot_sha256 = told, snapshots.digest(told)


@PAPERS.effect("approve")
def approve(paper: ListPaper, actor: User, given: Given) -> None:
    """The leader signs for it (签发人); refuses a paper of which something is unwritten or no more so."""
    refuse_unwritten(paper)
    paper.approved_by, paper.approved_at = actor, clock.now()


@PAPERS.effect("withdraw")
def withdraw(paper: ListPaper, actor: User, given: Given) -> None:
    paper.approved_by, paper.approved_at = None, None


@PAPERS.effect("issue")
def issue(paper: ListPaper, actor: User, given: Given) -> None:
    """Give it its number and keep its files and the superior's own, byte for byte."""
    issuing.refuse_without_right(paper.kind, actor)
    refuse_unwritten(paper)
    files = list(own_files.filled_in(paper)) if paper.is_answer else []
    names = tuple(file.name for file in files if file.content)
    paper.document = issuing.issue(
        paper.kind,
        county=paper.county_id,
        actor=actor,
        content=lambda issued: worded(paper, issued, names).as_json(),
        books={FileKind.XLSX: book_of(paper)},
    )
    own_files.keep(paper, files)
    for file in files:
        if file.content:
            import_batches.note_sent_back(file.batch, file.content, len(_keys(paper)), actor=actor)


def refuse_unwritten(paper: ListPaper) -> None:
    """Raises DomainError that names what stands against its leaving."""
    if snapshots.digest(paper.snapshot) != paper.snapshot_sha256:
        raise DomainError(_("The snapshot has been changed since it was taken."))
    if lacking := unwritten(paper):
        raise DomainError(" ".join(lacking), unwritten=lacking)
    if not paper.is_answer:
        refuse_what_is_not_done(paper)


def book_of(paper: ListPaper) -> bytes:
    """The table of a paper as a workbook: the same rows, the same words."""
    headings = [column.heading for column in columns_of(paper)]
    widths = [WIDTHS.get(heading, USUAL_WIDTH) for heading in headings]
    with workbooks.workbook_of(lines_of(paper), heading=title_of(paper), columns=headings, widths=widths) as book:
        return book.read()
