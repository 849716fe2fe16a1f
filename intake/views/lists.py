"""导入: four steps from a file to the ledger, and the way back."""

from collections.abc import Callable, Iterator
from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import hints
from core.errors import DomainError
from core.listing import Table
from core.requests import SignedInRequest
from core.services.disk import DiskFullError
from intake.forms.lists import ColumnsForm, UploadForm
from intake.imports import problem_template, remarks
from intake.imports import return_form as returning
from intake.imports.preview import Preview, preview
from intake.imports.registers import kinds
from intake.imports.wizard import Opened
from intake.listings import BATCHES
from intake.models import ImportBatch
from intake.reading.refusals import UnreadableFileError
from intake.services import import_batches, importing
from intake.tasks import import_list

LISTED_BATCHES = 20
CHIPS = (
    ("", gettext_lazy("All rows")),
    ("new", gettext_lazy("New")),
    ("merged", gettext_lazy("Already on the ledger from another source")),
    ("known", gettext_lazy("Imported before")),
    ("repeated", gettext_lazy("Twice in the list")),
    ("refused", gettext_lazy("With errors")),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PREVIEWED_ROWS = 100
PREVIEWED_CHANGES = 20
SHOWN_SENT_BACK = 5
LONGEST_INLINE = 2_000
MOST_PHOTOS_INLINE = 20


def of_a_stored_file(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard a step that reads the stored file: where it is gone or can't be read any more, one begins anew."""

    @wraps(view)
    def guarded(request: SignedInRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except UnreadableFileError as refused:
            messages.error(request, str(refused))
            return redirect("intake:import-list")

    return guarded


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Step 1: drop a file; below it what has been imported lately."""
    if not request.user.imports_lists:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = import_batches.upload(
                form.cleaned_data["file"], actor=request.user, check=lambda batch: Opened(batch, request.user).guess
            )
        except (UnreadableFileError, DiskFullError) as refused:
            form.add_error(form.field_at_fault, str(refused))
        else:
            return redirect("intake:import-columns", batch.pk)
    rows = ImportBatch.objects.visible_to(request.user).of_problems()
    batches = rows.select_related("uploaded_by")[:LISTED_BATCHES]
    table = Table(_("Lately imported"), BATCHES, batches)
    return render(
        request, "intake/upload.html", {"form": form, "table": table, "kinds": kinds.allowed_to(request.user)}
    )


@login_required
@require_GET
def blank(request: SignedInRequest) -> HttpResponse:
    """An empty problem list to be filled in."""
    if not request.user.imports_lists:
        raise Http404
    answer = HttpResponse(problem_template.problem_list(), content_type=XLSX)
    name = f"{problem_template.TITLE}.xlsx"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


@login_required
@require_http_methods(["GET", "POST"])
@of_a_stored_file
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step 2: what we understood, to be corrected."""
    batch = _open_batch(request, pk)
    if request.method == "POST" and "sheet" in request.POST:
        if (sheet := request.POST["sheet"]) in ("", *Opened(batch, request.user).sheets):
            import_batches.choose_sheet(batch, sheet, actor=request.user)
        return redirect("intake:import-columns", pk)
    opened = Opened(batch, request.user)
    initial = {"source": batch.source or "COUNTY_CHECK", "park": batch.park_id}
    form = ColumnsForm(request.POST or None, opened=opened, initial=initial)
    if request.method == "POST" and form.is_valid():
        import_batches.decide(batch, **form.decided, actor=request.user)
        if Opened(batch, request.user).asks_more:
            messages.info(request, _("With these columns there is more to be said."))
            return redirect("intake:import-columns", pk)
        return redirect("intake:import-check", pk)
    grid, layout = opened.guess
    context = {"batch": batch, "form": form, "opened": opened, "sheet": grid.name, "header_row": layout.bottom}
    context |= {"told": opened.open_questions}
    return render(request, "intake/columns.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@of_a_stored_file
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step 3: the sheet in its own look with what becomes of each row; then the import itself."""
    batch = _open_batch(request, pk)
    opened = Opened(batch, request.user)
    try:
        if request.method == "POST":
            return _import(request, opened)
        shown = preview(opened.forms, opened.checked)
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("intake:import-columns", pk)
    wanted = request.GET.get("status", "")
    rows = [row for row in shown.rows if not wanted or row.status == wanted]
    page = Paginator(rows, PREVIEWED_ROWS).get_page(request.GET.get("page"))
    merging = [row for row in shown.rows if row.item is not None]
    context = {"batch": batch, "shown": shown, "page": page, "merging": merging, "status": wanted}
    context["chips"] = list(_chips(shown))
    context["importable"] = shown.counts["new"] + shown.counts["merged"]
    context["promise"] = _promise(opened)
    context["parsed"] = opened.checked.parsed
    return render(request, "intake/check.html", context)


def _chips(shown: Preview) -> Iterator[dict[str, object]]:
    """What the rows can be narrowed to, each with how many there are."""
    for status, label in CHIPS:
        count = shown.counts[status] if status else len(shown.rows)
        if count or status != "repeated":
            yield {"status": status, "label": label, "count": count, "is_wrong": status == "refused"}


def _promise(opened: Opened) -> str:
    """What the button says: how many rows come in, and how many stay out."""
    checked = opened.checked
    return f"{len(checked.good)}/{len({error.stands_at for error in checked.errors})}"


def _import(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """Do what the button has said; where that isn't what would happen any more, show the list again."""
    merge, pk = request.POST.getlist("merge"), opened.batch.pk
    if request.POST.get("promise") != _promise(opened) or not opened.checked.good:
        changed = _("Nothing was imported: the numbers have changed since the page was shown. Look again.")
        messages.error(request, changed)
        return redirect("intake:import-check", pk)
    if opened.parsed.rows > LONGEST_INLINE or opened.photos > MOST_PHOTOS_INLINE:
        import_batches.start(opened.batch, merge=merge, skip_errors=True, actor=request.user)
        transaction.on_commit(partial(hints.send, import_list, pk))
    elif opened.take(merge=merge, skip_errors=True).batch is None:
        messages.error(request, _("Nothing was imported: all of it is known by now."))
        return redirect("intake:import-check", pk)
    return redirect("intake:import-detail", pk)


@login_required
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step 4: the receipt, with the items and the way back."""
    batch = _batch(request, pk)
    if batch.stage in import_batches.OPEN_STAGES:
        return redirect("intake:import-columns", pk)
    items = importing.items_of(batch)
    context = {"batch": batch, "items": items[:PREVIEWED_ROWS], "count": len(items), **_state(batch)}
    if batch.stage == ImportBatch.Stage.IMPORTED:
        context |= _going_back(batch)
    return render(request, "intake/detail.html", context)


@login_required
@require_POST
def form_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """The superior's own file with its progress columns filled in; that it was taken is written down."""
    batch = _batch(request, pk)
    try:
        prepared = returning.prepare(batch, append=request.POST.get("append") == "yes")
        content = prepared.content
    except (DomainError, UnreadableFileError) as refused:
        context = {"batch": batch, "items": importing.items_of(batch)[:PREVIEWED_ROWS], "refused": str(refused)}
        return render(request, "intake/detail.html", {**context, **_state(batch)}, status=409)
    import_batches.note_sent_back(batch, content, len(prepared.changes), actor=request.user)
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=batch.file_name)
    return answer


def _going_back(batch: ImportBatch) -> dict[str, object]:
    """What of the list would go back, or why nothing can; a long list isn't read again for it."""
    shown = {"sent_back": batch.sent_back.select_related("by")[:SHOWN_SENT_BACK]}
    if batch.rows.count() > LONGEST_INLINE:
        return {**shown, "is_long": True}
    try:
        back = returning.prepare(batch)
        return {**shown, "going_back": back, "changes": back.changes[:PREVIEWED_CHANGES]}
    except returning.NoProgressColumnError as refused:
        return {**shown, "not_going_back": str(refused), "can_append": True}
    except (DomainError, UnreadableFileError) as refused:
        return {**shown, "not_going_back": str(refused)}


def _state(batch: ImportBatch) -> dict[str, object]:
    return {
        "can_undo": importing.can_be_undone(batch),
        "is_running": batch.stage == ImportBatch.Stage.RUNNING,
        "can_cancel": import_batches.can_be_cancelled(batch),
        "can_start_again": import_batches.can_be_started_again(batch),
    }


@login_required
@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a list out of the queue that nobody has begun with."""
    batch = _batch(request, pk)
    try:
        import_batches.cancel(batch, actor=request.user)
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("intake:import-detail", pk)
    return redirect("intake:import-check", pk)


@login_required
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start an import that failed once more."""
    batch = _batch(request, pk)
    try:
        import_batches.start_again(batch, actor=request.user)
        hints.send(import_list, pk)
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("intake:import-detail", pk)


@login_required
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the whole list back while nobody has acted on it."""
    batch = _batch(request, pk)
    try:
        importing.undo(batch, actor=request.user)
    except DomainError as refused:
        context = {"batch": batch, "items": importing.items_of(batch)[:PREVIEWED_ROWS], "refused": str(refused)}
        return render(request, "intake/detail.html", {**context, **_state(batch)}, status=409)
    return redirect("intake:import-detail", pk)


@login_required
@require_GET
def remarked(request: SignedInRequest, pk: int) -> HttpResponse:
    """The list with a column of remarks, to be corrected and brought again."""
    opened = Opened(_open_batch(request, pk), request.user)
    try:
        content = remarks.workbook(preview(opened.forms, opened.checked))
    except UnreadableFileError as refused:
        raise Http404 from refused
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    headers = {"Content-Disposition": f'attachment; filename="remarks-{pk}.xlsx"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _batch(request: SignedInRequest, pk: int) -> ImportBatch:
    batches = ImportBatch.objects.visible_to(request.user).of_problems().select_related("park")
    return get_object_or_404(batches, pk=pk)


def _open_batch(request: SignedInRequest, pk: int) -> ImportBatch:
    """A list that is still on its way; of one that is in, the steps before are gone."""
    batch = _batch(request, pk)
    if batch.stage not in import_batches.OPEN_STAGES:
        raise Http404
    return batch
