"""报送函、公示: the check page before it leaves, its words, its steps and its files."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError, StaleError
from core.requests import SignedInRequest
from core.services.acting import refuse_others, take
from core.views.listing import XLSX
from core.views.proving import proved
from documents.pages import shown
from documents.services import files
from documents.services.files import Leaving
from documents.states import FileKind
from documents.views.papers import left_as_file
from superiors.forms.papers import VersionForm, WordsForm
from superiors.models import ListPaper
from superiors.services import answering, checking, snapshots
from superiors.services.wording import document_of, title_of
from superiors.workflow import PAPERS

ROWS_AT_ONCE = 20


@login_required
@require_safe
def paper_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What will be sent, what is missing, what has changed since the last answer; as issued once it has been."""
    paper = _paper(request, pk)
    context = {
        "paper": paper,
        **shown(document_of(paper)),
        **checking.of(paper, request.user),
        "buttons": PAPERS.buttons(paper, request.user),
        "may_write": PAPERS.allows("words", paper, request.user),
    }
    return render(request, "superiors/paper_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def paper_words(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words of the rows, a page of them at a time."""
    paper = _paper(request, pk)
    refuse_others(PAPERS.steps["words"], paper, request.user)
    page = Paginator(snapshots.rows_of(paper), ROWS_AT_ONCE).get_page(request.GET.get("page"))
    form = WordsForm(request.POST or None, paper=paper, rows=list(page.object_list))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            take(PAPERS, paper.pk, "words", actor=request.user, version=version, texts=form.texts)
        except StaleError as stale:
            form.meet(paper, stale)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(PAPERS.steps["words"].done))
            return redirect(paper)
    context = {"paper": paper, "form": form, "page": page}
    return render(request, "superiors/paper_words.html", context, status=422 if form.errors else 200)


def _approves(request: SignedInRequest, pk: int, act: str) -> bool:
    return PAPERS.steps[act].approves


@login_required
@proved(when=_approves)
@require_POST
def paper_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """A step that needs nothing but a press, on the version that was seen."""
    paper, form = _paper(request, pk), VersionForm(request.POST)
    if form.is_valid():
        try:
            take(PAPERS, paper.pk, act, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(PAPERS.steps[act].done))
    return redirect(paper)


@login_required
@require_safe
def paper_own_file(request: SignedInRequest, pk: int, batch: int) -> HttpResponse:
    """The superior's own file with what this paper reports; as it left once the paper is issued."""
    paper = _paper(request, pk)
    found = checking.own_file(paper, batch)
    if found is None:
        raise Http404
    name, content = found
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _leaving(request: SignedInRequest, pk: int) -> Leaving:
    paper = _paper(request, pk)
    return Leaving(title_of(paper), partial(_content, paper))


def _content(paper: ListPaper, kind: FileKind) -> bytes:
    if paper.document:
        return files.content_of(paper.document, kind)
    if kind == FileKind.XLSX:
        return answering.book_of(paper)
    return files.rendered(document_of(paper), kind)


paper_file = left_as_file(_leaving)


def _paper(request: SignedInRequest, pk: int) -> ListPaper:
    rows = ListPaper.objects.visible_to(request.user)
    found = rows.select_related(
        "superior_list", "county", "document__issuer", "drafted_by__organization", "approved_by", "since__document"
    )
    return get_object_or_404(found, pk=pk)
