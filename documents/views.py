"""Papers as pages and files: one view for all of them, at whichever address they are fetched."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.fields import scoped
from core.requests import SignedInRequest
from documents import kinds
from documents.models import IssuedDocument
from documents.pages import shown
from documents.services.files import Leaving, document_of, leaving
from documents.states import FileKind


def left_as_file(find: Callable[[SignedInRequest, int], Leaving]) -> Callable[..., HttpResponseBase]:
    """The view of an address from which a paper is fetched; `find` has it from its app's own `visible_to`, or 404."""

    @login_required
    @require_safe
    def paper_file(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
        leaving, form = find(request, pk), FileKind(kind)
        answer = HttpResponse(leaving.content(form), content_type=form.content_type)
        name = f"{leaving.name}.{form}"
        answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return answer

    return paper_file


@login_required
@require_safe
def document_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A paper as it was issued; one with a row of its own is shown on the page of that."""
    paper = _paper(request, pk)
    kind = kinds.named(paper.kind)
    if kind.has_own_rows:
        return redirect(resolve_url(kind.of._default_manager.get(**{kinds.LINK: paper})))
    row = scoped(kind.of).visible_to(request.user).get(pk=paper.about)
    return render(request, "documents/paper.html", {"paper": paper, "row": row, **shown(document_of(paper))})


def _paper(request: SignedInRequest, pk: int) -> IssuedDocument:
    return get_object_or_404(IssuedDocument.objects.visible_to(request.user), pk=pk)


document_file = left_as_file(lambda request, pk: leaving(_paper(request, pk)))
