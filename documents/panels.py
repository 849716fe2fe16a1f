"""The papers about a thing, on its page: offered for whatever table a kind of paper is about."""

from collections.abc import Mapping

from django.db import models

from accounts.models import User
from core.panels import Panel
from documents import kinds
from documents.models import IssuedDocument


def papers_about(row: models.Model, reader: User) -> Mapping[str, object] | None:
    """Those that have been issued about a thing which the reader has before them."""
    codes = [kind.code for kind in kinds.registered() if kind.wording and kind.of._meta.label == row._meta.label]
    papers = list(IssuedDocument.objects.filter(kind__in=codes, about=row.pk).read_by(reader))
    return {"papers": papers} if papers else None


ABOUT = Panel(60, "documents/_about.html", papers_about)
