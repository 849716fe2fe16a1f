"""The papers about a thing, on its page: offered for whatever table a kind of paper is about."""

from collections.abc import Mapping

from django.db import models

from accounts.models import User
from core.panels import Panel
from documents.services import about


def papers_about(row: models.Model, reader: User) -> Mapping[str, object] | None:
    """Those that have been issued about a thing which the reader has before them."""
    papers = about.papers_of(row, reader)
    return {"papers": papers} if papers else None


ABOUT = Panel(60, "documents/_about.html", papers_about)
