"""The papers about a thing, as its page shows them: read once, however many parts of the page ask."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from documents import kinds
from documents.models import IssuedDocument

READ = "papers_read"
"""Under this name a thing keeps the papers that have been read for a reader, as long as its page is made."""


def papers_of(row: models.Model, reader: User) -> list[IssuedDocument]:
    """Those of the kinds that the reader may see at all, the latest first."""
    kept: dict[int, list[IssuedDocument]] = row.__dict__.setdefault(READ, {})
    if reader.pk not in kept:
        kept[reader.pk] = list(IssuedDocument.objects.filter(_listed(row, reader)).read_by(reader))
    return kept[reader.pk]


def _listed(row: models.Model, reader: User) -> Q:
    """The papers about the row itself, and those about others that its page lists."""
    label, seen = row._meta.label_lower, [kind for kind in kinds.registered() if kind.seen_by(reader)]
    own = [kind.code for kind in seen if kind.wording and kind.of._meta.label_lower == label]
    found = Q(kind__in=own, about=row.pk)
    for kind in seen:
        if rows := kind.listed_at.get(label):
            found |= Q(kind=kind.code, about__in=rows(row, reader))
    return found


def has_valid(code: str, row: models.Model, reader: User) -> bool:
    """Whether a paper of this kind that would be issued now has been issued and holds, as far as the reader sees."""
    act = kinds.named(code).act(row, None)
    return any(paper.kind == code and paper.act == act and not paper.is_void for paper in papers_of(row, reader))
