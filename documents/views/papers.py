"""Papers as pages and files: one view for all of them, at whichever address they are fetched."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.fields import scoped
from core.requests import SignedInRequest
from documents import kinds
from documents.forms import PaperVoidForm
from documents.models import IssuedDocument
from documents.pages import shown
from documents.services.files import Leaving, document_of, leaving
from documents.services.issuing import held_by, may_void, void_about
from documents.states import FileKind

LATELY = 10
"""Of what a person asked for of one file, so many are shown."""


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
    voids = may_void(paper, request.user)
    held = held_by(paper) if voids else ""
    context = {"paper": paper, "row": row, "may_void": voids and not held, "held": held, **shown(document_of(paper))}
    return render(request, "documents/paper.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_void(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why a paper about a thing no longer holds; its number stays taken."""
    paper = _paper(request, pk)
    if request.method != "POST" and not may_void(paper, request.user):
        return redirect("documents:document-detail", pk)
    form = PaperVoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            void_about(pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(number)s is void.") % {"number": paper.number})
            return redirect("documents:document-detail", pk)
    title = _("Void the paper: %(name)s") % {"name": paper}
    back = resolve_url("documents:document-detail", pk)
    context = {"form": form, "title": title, "act": _("Void the paper"), "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _paper(request: SignedInRequest, pk: int) -> IssuedDocument:
    return get_object_or_404(IssuedDocument.objects.visible_to(request.user), pk=pk)


document_file = left_as_file(lambda request, pk: leaving(_paper(request, pk)))
