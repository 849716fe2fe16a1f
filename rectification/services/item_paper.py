"""A kind of paper about an item: what it is, the word of its address, and when it can be issued."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from documents.kinds import DocumentKind
from rectification.models import Item


@dataclass(frozen=True)
class ItemPaper:
    """`refuse_unready` raises DomainError where the person can't issue it of the item as it stands.

    A valid paper of a kind in `covered_by`, which the page of the item lists, says the same already.
    """

    slug: str
    kind: DocumentKind
    refuse_unready: Callable[[Item, User], None]
    covered_by: tuple[str, ...] = ()
