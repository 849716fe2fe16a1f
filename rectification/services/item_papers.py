"""Papers about an item: which of them a person can issue as it stands."""

from collections.abc import Callable

from accounts.models import User
from core.errors import DomainError
from documents import kinds
from documents.services.about import has_valid
from documents.services.issuing import refuse_second, refuse_without_right
from rectification.models import Item
from rectification.rules.issuers import ASSIGNMENT_SLIP, RECHECK_OPINION, SIGN_OFF_FORM
from rectification.services import assignment_papers, recheck_papers, sign_off_papers
from rectification.states import State

READY: dict[str, Callable[[Item, User], None]] = {
    ASSIGNMENT_SLIP: assignment_papers.refuse_unready,
    RECHECK_OPINION: recheck_papers.refuse_unready,
    SIGN_OFF_FORM: sign_off_papers.refuse_unready,
}
"""What refuses a paper of each kind that the item doesn't carry yet."""
SLUGS = {"assignment-slip": ASSIGNMENT_SLIP, "recheck-opinion": RECHECK_OPINION, "sign-off-form": SIGN_OFF_FORM}
"""The kinds by the word of their address."""
KINDS = (*assignment_papers.KINDS, *recheck_papers.KINDS, *sign_off_papers.KINDS)
BEFORE_ANY = frozenset({State.PENDING, State.VOID})
"""Where nothing has been assigned, or nothing holds."""


def refuse_unready(code: str, item: Item, person: User) -> None:
    """Raises as the kind of paper says, NotAllowedError for another body, WrongStateError where one is valid."""
    refuse_without_right(code, person)
    READY[code](item, person)
    refuse_second(code, item, person)


def offered(item: Item, reader: User) -> dict[str, object] | None:
    """The papers that the reader can issue about the item now, with the words of their addresses."""
    if item.state in BEFORE_ANY:
        return None
    found = [(slug, kinds.named(code).label) for slug, code in SLUGS.items() if _is_ready(code, item, reader)]
    return {"papers": found, "pk": item.pk} if found else None


def _is_ready(code: str, item: Item, reader: User) -> bool:
    """As `refuse_unready`, by the papers that the page has read of the item anyway."""
    try:
        refuse_without_right(code, reader)
        READY[code](item, reader)
    except DomainError:
        return False
    return not has_valid(code, item, reader)
