"""The kinds of papers about a superior's list; they share the series of the letters of their body."""

from accounts.states import OrganizationKind
from documents.kinds import DocumentKind
from superiors.models import ListPaper
from superiors.states import PaperKind
from supervision.services.letter_documents import LETTERS, word_of

K = OrganizationKind
BODIES = {
    PaperKind.ANSWER: frozenset({K.COUNTY, K.OFFICE, K.DEPARTMENT}),
    PaperKind.PUBLICATION: frozenset({K.COUNTY, K.OFFICE, K.DEPARTMENT}),
}
"""Reports and letters of a coordinating body, of the government or of a department in its own name (documents.md 0)."""
KINDS = tuple(
    DocumentKind(
        code=str(kind),
        label=kind.label,
        series=LETTERS,
        word=word_of,
        bodies=bodies,
        of=ListPaper,
        file_name="{title}",
        keeps_files=True,
        voidable=False,
    )
    for kind, bodies in BODIES.items()
)
