"""上级清单: all of them in figures, one of them row by row, what its letter says."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.services import workbooks
from core.views.editing import edit
from core.views.listing import XLSX, Found, Lot, all_found, asked_for, listed, show
from core.views.proving import proved
from inspections.models import SuperiorList
from rectification.services import superior_lists
from rectification.states import ListState
from superiors.forms.lists import AnswerForm, HeadForm, PublicationForm
from superiors.listings import LISTS, of_list
from superiors.models import ListPaper
from superiors.services import answering, done, heads, lines
from superiors.services.overviews import overviews


def _overviews(request: SignedInRequest, found: Found, page: Lot) -> list[object]:
    return list(overviews(list(page.object_list), request.user))


list_list = listed(LISTS, lines=_overviews)


@login_required
@require_safe
def list_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One list: its head, its rows in their order, ours beside them."""
    one = _list(request, pk)

    def told(request: SignedInRequest, found: Found, page: Lot) -> list[object]:
        keys = [row.pk for row in page.object_list]
        return list(lines.lines_of(one, found.rows.filter(pk__in=keys), request.user))

    return show(request, of_list(one), lines=told, more=lambda request, found, context: _head(request, one))


def _head(request: SignedInRequest, one: SuperiorList) -> dict[str, object]:
    rows = superior_lists.rows_of(one, request.user, clock.today())
    counts = superior_lists.counted(rows)
    papers = ListPaper.objects.visible_to(request.user).filter(superior_list=one).select_related("document")
    return {
        "one": one,
        "total": sum(counts.values()),
        "counts": [(state, state.label, counts[state]) for state in ListState if counts[state]],
        "papers": papers.defer("snapshot", "texts", "document__content"),
        "taken_back": lines.taken_back(one),
        "may_draft": answering.may_draft(one, request.user),
        "answer_form": AnswerForm(),
    }


@login_required
@proved(reading=True, download=True)
@require_safe
def list_export(request: SignedInRequest, pk: int) -> FileResponse:
    """The rows that the link shows as a workbook, in its order."""
    one = _list(request, pk)
    listing = of_list(one)
    found = asked_for(request, listing)
    all_found(found.errors)
    leaving = listing.leaving
    told = lines.lines_of(one, found.rows, request.user)
    made = workbooks.workbook_of(
        ([column.in_workbook(line) for column in leaving] for line in told),
        heading=f"{one.name} · {clock.today():%Y-%m-%d}",
        columns=[str(column.label) for column in leaving],
        widths=[column.width for column in leaving],
    )
    name = f"{one.name[:60]}{clock.today():%Y%m%d}.xlsx"
    return FileResponse(made, as_attachment=True, filename=name, content_type=XLSX)


@login_required
@require_http_methods(["GET", "POST"])
def list_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the letter says that it came with."""
    one = _list(request, pk)
    return edit(request, one, HeadForm, title=_("Head of the list: %(name)s") % {"name": one.name}, write=heads.change)


@login_required
@require_POST
def answer_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    one, form = _list(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        try:
            return redirect(answering.draft_answer(one, actor=request.user, **form.cleaned_data))
        except DomainError as refusal:
            messages.error(request, str(refusal))
    return redirect("superiors:list-detail", one.pk)


@login_required
@require_http_methods(["GET", "POST"])
def publication_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose which rectified problems are told to the public."""
    one = _list(request, pk)
    rows = done.really_done(superior_lists.rows_of(one, request.user, clock.today()))
    form = PublicationForm(request.POST or None, user=request.user, done=rows)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            chosen = [row.pk for row in form.cleaned_data.pop("rows")]
            return redirect(answering.draft_publication(one, actor=request.user, rows=chosen, **form.cleaned_data))
    context = {"form": form, "one": one, "is_empty": not rows.exists()}
    return render(request, "superiors/publish.html", context, status=422 if form.errors else 200)


def _list(request: SignedInRequest, pk: int) -> SuperiorList:
    return get_object_or_404(SuperiorList.objects.visible_to(request.user), pk=pk)
