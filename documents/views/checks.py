"""出具前核对: a paper as it will be printed, before the act that issues it."""

from collections.abc import Callable
from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import DomainError, StaleError
from core.requests import SignedInRequest
from documents import kinds
from documents.models import IssuedDocument
from documents.pages import shown
from documents.services.files import document_of
from documents.services.issuing import Located, foreseen, issue_about

OK, UNFIT = 200, 422


class HasPage(Located, Protocol):
    """A thing with a page of its own."""

    def get_absolute_url(self) -> str: ...


def issue_page(
    request: SignedInRequest, row: HasPage, code: str, refuse: Callable[[], None], *, name: str
) -> HttpResponse:
    """Issue a paper about a thing: shown first, with the number that it takes.

    What has changed since is shown again and not issued; where `refuse` raises it is said on the page of the thing.
    """
    try:
        refuse()
        if request.method == "POST":
            paper = issue_about(code, row, actor=request.user, seen=request.POST.get("seen", ""))
            return redirect("documents:document-detail", paper.pk)
        return _before_issue(request, row, code, name)
    except StaleError as stale:
        return _before_issue(request, row, code, name, str(stale))
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect(row.get_absolute_url())


def _before_issue(request: SignedInRequest, row: HasPage, code: str, name: str, refusal: str = "") -> HttpResponse:
    paper = foreseen(code, row, actor=request.user)
    return paper_check(
        request,
        paper,
        status=UNFIT if refusal else OK,
        title=_("Issue: %(paper)s, %(name)s") % {"paper": kinds.named(code).label, "name": name},
        name=name,
        back=row.get_absolute_url(),
        action=request.path,
        label=_("Issue as a paper"),
        hidden=[("seen", paper.sha256)],
        points=(),
        refusal=refusal,
    )


def paper_check(request: SignedInRequest, paper: IssuedDocument, status: int = OK, **context: object) -> HttpResponse:
    """The check page of a paper that `foreseen` or `rehearsed` has made.

    `title`, `label` of the button, `action` its address, `back` and `name` of what it is about; `hidden` what is
    sent along, `points` what stands above the paper beside its number and addressee.
    """
    seen = {"paper": paper, **shown(document_of(paper)), **context}
    return render(request, "documents/check.html", seen, status=status)
