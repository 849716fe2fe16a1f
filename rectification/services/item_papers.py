"""Papers about an item: which of them a person can issue as it stands."""

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError, WrongStateError
from documents.services.about import has_valid, papers_of
from documents.services.issuing import refuse_second, refuse_without_right
from rectification.models import Item
from rectification.services import assignment_papers, recheck_papers, sign_off_papers
from rectification.services.item_paper import ItemPaper
from rectification.states import State

PAPERS = (assignment_papers.PAPER, recheck_papers.PAPER, sign_off_papers.PAPER)
BY_SLUG = {paper.slug: paper for paper in PAPERS}
KINDS = tuple(paper.kind for paper in PAPERS)
BEFORE_ANY = frozenset({State.PENDING, State.VOID})
"""Where nothing has been assigned, or nothing holds."""


def refuse_unready(paper: ItemPaper, item: Item, person: User) -> None:
    """Raises as the kind of paper says, NotAllowedError for another body, WrongStateError where one is valid."""
    refuse_without_right(paper.kind.code, person)
    paper.refuse_unready(item, person)
    refuse_second(paper.kind.code, item, person)
    if number := _covering(paper, item, person):
        raise WrongStateError(_("This assignment stands on %(number)s already.") % {"number": number})


def _covering(paper: ItemPaper, item: Item, reader: User) -> str:
    """The number of a valid paper of another kind that says the same; empty where there is none."""
    papers = papers_of(item, reader) if paper.covered_by else []
    return next((each.number for each in papers if each.kind in paper.covered_by and not each.is_void), "")


def offered(item: Item, reader: User) -> dict[str, object] | None:
    """The papers that the reader can issue about the item now, with the words of their addresses."""
    if item.state in BEFORE_ANY:
        return None
    found = [(paper.slug, paper.kind.label) for paper in PAPERS if _is_ready(paper, item, reader)]
    return {"papers": found, "pk": item.pk} if found else None


def _is_ready(paper: ItemPaper, item: Item, reader: User) -> bool:
    """As `refuse_unready`, by the papers that the page has read of the item anyway."""
    try:
        refuse_without_right(paper.kind.code, reader)
        paper.refuse_unready(item, reader)
    except DomainError:
        return False
    return not has_valid(paper.kind.code, item, reader) and not _covering(paper, item, reader)
