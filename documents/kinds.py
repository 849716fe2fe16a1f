"""文种: each kind of paper that is issued, declared once by the app whose it is and offered in its config."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.states import OrganizationKind
from core import acts, panels
from documents.blocks import Document
from documents.rules.numbers import Series

if TYPE_CHECKING:
    from accounts.models import Organization, User
    from core.fields import Read
    from documents.models import IssuedDocument

VOID = "已作废"
LINK = "document"
"""The column by which a row points at its paper (`documents.models.Issuable`)."""


def as_frozen(paper: "IssuedDocument") -> Document:
    """The document that was frozen; a voided one says so in its head."""
    document = Document.from_json(paper.content)
    return replace(document, draft=VOID) if paper.is_void else document


def the_row(row: object, paper: "IssuedDocument") -> str:
    """For `act`: the paper certifies its row as a whole."""
    return "row"


@dataclass(frozen=True)
class DocumentKind:
    """One kind of paper. `bodies` issue it in their own name, `series` and the `word` of the body give its number.

    `of` is the table of what it belongs to: its rows point at their paper by `document`, or the paper says by
    `about` which of them it is about; then `wording` makes it of that row and the paper that has its number.
    Whoever sees the row sees the paper, if it is `seen_by` such a person at all. `read` turns what was frozen into the
    document, which is kept as files, byte for byte, where it `keeps_files`; `file_name` is what these are called.
    `act` names what of the row a paper certifies: of each at most one is valid, another follows once that is void.
    `has_page`: what it is about has a page of its own, which lists its papers; else they are found by their own.
    `listed_at`: further tables whose pages list its papers, each with a query of the keys that these are about.
    `by_hand`: voided from its own page; else by the step that ends what it decided, never alone. `held` says of a row
    why its paper is not voided as long as it stands on it, and what to do instead; empty where it can be.
    """

    code: str
    label: str | Promise
    series: Series
    word: "Callable[[Organization], str]"
    bodies: frozenset[OrganizationKind]
    of: "type[Read]"
    wording: Callable[..., Document] | None = None
    act: Callable[..., str] = the_row
    read: "Callable[[IssuedDocument], Document]" = as_frozen
    file_name: str = "{number}"
    keeps_files: bool = False
    voidable: bool = True
    by_hand: bool = True
    held: Callable[..., str] | None = None
    seen_by: "Callable[[User], bool]" = panels.anybody
    has_page: bool = True
    listed_at: Mapping[str, Callable[..., object]] = field(default_factory=dict)

    @property
    def has_own_rows(self) -> bool:
        """Whether each paper has a row of its own; else it is about one that may have several."""
        return LINK in {field.name for field in self.of._meta.get_fields()}


def stands_alone(row: object) -> str:
    """For `held`: nothing is done because of the paper, so that it can be voided at any time."""
    return ""


_kinds: dict[str, DocumentKind] = {}


def offer(kinds: Iterable[DocumentKind]) -> None:
    """Register kinds of papers; called by an app's config. The page of what a kind is about lists its papers."""
    from documents.panels import ABOUT  # noqa: PLC0415 - models are ready only here

    for kind in kinds:
        _kinds[kind.code] = kind
        if kind.wording is not None:
            if kind.has_page:
                panels.offer(kind.of._meta.label_lower, ABOUT)
            acts.offer("document", _("Paper"), ("issue", _("Paper issued")), ("void", _("Paper voided")))


def registered() -> Iterator[DocumentKind]:
    yield from _kinds.values()


def named(code: str) -> DocumentKind:
    """The kind of a code. Raises LookupError for one that no app has offered."""
    if code not in _kinds:
        raise LookupError(f"No app has offered the kind of paper {code!r}: offer it in the app's config.")
    return _kinds[code]
