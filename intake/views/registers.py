"""名录导入: the four steps of a list of files, and the way back."""

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
from core.views.privacy import personal_data
from intake.forms.lists import UploadForm
from intake.forms.registers import RegisterColumnsForm
from intake.imports import blank_list
from intake.imports.registers import kinds, template
from intake.imports.registers.kinds import RegisterKind
from intake.imports.registers.preview import RegisterPreview, preview
from intake.imports.registers.wizard import OpenedRegister
from intake.listings import BATCHES
from intake.models import ImportBatch
from intake.reading.refusals import UnreadableFileError
from intake.services import import_batches, registers
from intake.services.registers import WayBack
from intake.tasks import import_list

LISTED_BATCHES = 20
PREVIEWED_ROWS = 100
LONGEST_INLINE = 600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHIPS = (
    ("", gettext_lazy("All rows")),
    ("new", gettext_lazy("New file")),
    ("changed", gettext_lazy("Changes a file")),
    ("same", gettext_lazy("As on file")),
    ("repeated", gettext_lazy("Twice in the list")),
    ("refused", gettext_lazy("With errors")),
)


def of_a_stored_file(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard a step that reads the stored file: where it is gone or can't be read any more, one begins anew."""

    @wraps(view)
    def guarded(request: SignedInRequest, pk: int) -> HttpResponse:
        batch = _batch(request, pk)
        try:
            return view(request, pk)
        except UnreadableFileError as refused:
            messages.error(request, str(refused))
            return redirect("intake:register-new", batch.register)

    return guarded


@login_required
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """The first kind of list that this user may bring; the others stand above it."""
    allowed = kinds.allowed_to(request.user)
    if not allowed:
        raise Http404
    return redirect("intake:register-new", allowed[0].code)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest, kind: str) -> HttpResponse:
    """Step 1: drop a file; below it what lists of this kind have come lately."""
    wanted = _kind(request, kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    form.fields["file"].label = _("List (.xlsx, .xls, .csv)")
    if request.method == "POST" and form.is_valid():
        file, actor = form.cleaned_data["file"], request.user
        try:
            batch = import_batches.upload(
                file, actor=actor, register=kind, check=lambda batch: OpenedRegister(batch, actor).parsed
            )
        except (UnreadableFileError, DiskFullError) as refused:
            form.add_error(form.field_at_fault, str(refused))
        else:
            return redirect("intake:register-columns", batch.pk)
    rows = ImportBatch.objects.visible_to(request.user).filter(register=kind).select_related("uploaded_by")
    table = Table(_("Lately imported"), BATCHES, rows[:LISTED_BATCHES])
    context = {"form": form, "table": table, "kind": wanted, "kinds": kinds.allowed_to(request.user)}
    return render(request, "intake/registers/upload.html", context)


@login_required
@require_GET
def blank(request: SignedInRequest, kind: str) -> HttpResponse:
    """An empty list to be filled in."""
    wanted = _kind(request, kind)
    answer = HttpResponse(blank_list.workbook(str(wanted.label), template.columns(wanted)), content_type=XLSX)
    name = f"{wanted.label}.xlsx"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
@of_a_stored_file
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step 2: what we understood, to be corrected, and what is open."""
    batch = _open_batch(request, pk)
    if request.method == "POST" and "sheet" in request.POST:
        if (sheet := request.POST["sheet"]) in ("", *OpenedRegister(batch, request.user).sheets):
            import_batches.choose_sheet(batch, sheet, actor=request.user)
        return redirect("intake:register-columns", pk)
    opened = OpenedRegister(batch, request.user)
    form = RegisterColumnsForm(request.POST or None, opened=opened)
    if request.method == "POST" and form.is_valid():
        import_batches.decide(batch, mapping=form.mapping, decisions={"answers": form.answers}, actor=request.user)
        if OpenedRegister(batch, request.user).asks_more:
            messages.info(request, _("With these columns there is more to be said."))
            return redirect("intake:register-columns", pk)
        return redirect("intake:register-check", pk)
    context = {"batch": batch, "form": form, "opened": opened, "parsed": opened.parsed, "first": opened.parsed.first}
    context["counts"] = opened.checked.counts
    return render(request, "intake/registers/columns.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
@of_a_stored_file
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step 3: the sheet in its own look with what becomes of each row; then the import itself."""
    batch = _open_batch(request, pk)
    opened = OpenedRegister(batch, request.user)
    if request.method == "POST":
        return _import(request, opened)
    shown, wanted = preview(opened.checked), request.GET.get("status", "")
    rows = [row for row in shown.rows if not wanted or row.status == wanted]
    counts = shown.counts
    context = {"batch": batch, "shown": shown, "status": wanted, "opened": opened, "parsed": opened.parsed}
    context["page"] = Paginator(rows, PREVIEWED_ROWS).get_page(request.GET.get("page"))
    context["chips"], context["importable"] = list(_chips(shown)), counts["new"] + counts["changed"]
    context["changing"] = opened.checked.of("changed")
    return render(request, "intake/registers/check.html", context)


def _chips(shown: RegisterPreview) -> Iterator[dict[str, object]]:
    """What the rows can be narrowed to, each with how many there are."""
    for status, label in CHIPS:
        count = shown.counts[status] if status else len(shown.rows)
        if count or status not in ("repeated", "changed", "same"):
            yield {"status": status, "label": label, "count": count, "is_wrong": status == "refused"}


def _import(request: SignedInRequest, opened: OpenedRegister) -> HttpResponse:
    """Do what the button has said; where that isn't what would happen any more, show the list again."""
    pk, changes = opened.batch.pk, request.POST.getlist("change")
    if request.POST.get("promise") != opened.promise:
        messages.error(
            request, _("Nothing was imported: the numbers have changed since the page was shown. Look again.")
        )
        return redirect("intake:register-check", pk)
    try:
        if len(opened.parsed.rows) > LONGEST_INLINE:
            import_batches.start(opened.batch, merge=changes, skip_errors=True, actor=request.user)
            transaction.on_commit(partial(hints.send, import_list, pk))
        else:
            opened.take(changes=changes)
    except DomainError as refused:
        messages.error(request, _("Nothing was imported: %(why)s") % {"why": refused})
        return redirect("intake:register-check", pk)
    return redirect("intake:register-detail", pk)


@login_required
@require_GET
@personal_data
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Step 4: the receipt, with the files and the way back."""
    batch = _batch(request, pk)
    if batch.stage in import_batches.OPEN_STAGES:
        return redirect("intake:register-columns", pk)
    return render(request, "intake/registers/detail.html", _receipt(request, batch))


def _receipt(request: SignedInRequest, batch: ImportBatch) -> dict[str, object]:
    entries = registers.written(batch)
    files = registers.files_of(entries[:PREVIEWED_ROWS], request.user)
    return {
        "batch": batch,
        "kind": kinds.named(batch.register),
        "files": files,
        "count": len(entries),
        "can_undo": registers.can_be_undone(batch),
        "is_running": batch.stage == ImportBatch.Stage.RUNNING,
        "can_start_again": import_batches.can_be_started_again(batch),
    }


@login_required
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what nobody has changed since."""
    batch = _batch(request, pk)
    kind = _kind(request, batch.register)
    try:
        registers.undo(batch, actor=request.user, by=WayBack(kind.change, kind.removed, kind.withdraw))
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("intake:register-detail", pk)


@login_required
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start an import that failed once more."""
    batch = _batch(request, pk)
    try:
        import_batches.start_again(batch, actor=request.user)
        transaction.on_commit(partial(hints.send, import_list, pk))
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("intake:register-detail", pk)


def _kind(request: SignedInRequest, code: str) -> RegisterKind:
    kind = kinds.named(code)
    if kind is None or not kind.may(request.user):
        raise Http404
    return kind


def _batch(request: SignedInRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.user).of_files(), pk=pk)
    _kind(request, batch.register)
    return batch


def _open_batch(request: SignedInRequest, pk: int) -> ImportBatch:
    """A list that is still on its way; of one that is in, the steps before are gone."""
    batch = _batch(request, pk)
    if batch.stage not in import_batches.OPEN_STAGES:
        raise Http404
    return batch
