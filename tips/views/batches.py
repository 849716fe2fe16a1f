"""交办批次: a batch from above is entered and put right, its rows are entered, its page is read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.forms import RefusedAt
from core.listing import Column, Table
from core.models import LogEntry
from core.requests import SignedInRequest
from core.views.editing import edit
from tips.forms import BatchEditForm, BatchForm, BatchRowForm
from tips.models import TipBatch
from tips.services import batches
from tips.services.batch_board import board_of
from tips.workflow import OFFICE_OF_BATCHES, keeps_batches

ROWS = (
    Column("place", pgettext_lazy("tip batch", "No."), "batch_place", "number"),
    Column("number", gettext_lazy("Receipt number"), "__str__", "link", style="nowrap"),
    Column("by_superior", gettext_lazy("Number by the superior"), "batch_number", empty="—", labelled=True),
    Column("channel", pgettext_lazy("tip", "Channel"), "get_channel_display", labelled=True),
    Column("where", pgettext_lazy("tip", "Where"), "where", labelled=True),
    Column("kind", pgettext_lazy("tip", "Kind"), "kind.name", empty="—", labelled=True),
    Column("unit", gettext_lazy("Handling unit"), "matter.unit.label", empty="—", labelled=True),
    Column("verdict", pgettext_lazy("tip", "Verdict"), "judged", labelled=True),
    Column("done", pgettext_lazy("tip", "How far"), "progress", labelled=True),
    Column("item", gettext_lazy("Item of the ledger"), "matter.item.number", empty="—", labelled=True, style="nowrap"),
    Column("first", pgettext_lazy("tip batch", "First one"), "first", empty="—", labelled=True, style="nowrap"),
)


@login_required
@require_safe
def tipbatch_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    board = board_of(batch, request.user)
    context = {
        "batch": batch,
        "board": board,
        "table": Table(_("Rows of the batch"), ROWS, board.rows),
        "is_late": board.settled < len(board.rows) and batch.answer_by < clock.today(),
        "may_change": keeps_batches(request.user),
        "sees_part": not request.user.handles_all_complaints,
        "changes": LogEntry.objects.about(batch).filter(act="tip-batch.change").order_by("pk"),
    }
    return render(request, "tips/batch.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def tipbatch_create(request: SignedInRequest) -> HttpResponse:
    """Enter a batch; then its rows."""
    if not keeps_batches(request.user):
        raise PermissionDenied(str(OFFICE_OF_BATCHES))
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = batches.open_batch(form.given(), actor=request.user)
            messages.success(request, _("Entered; enter its rows now."))
            return redirect(made)
    return _form(request, form, _("Enter a batch"), reverse("tips:tipbatch-list"))


@login_required
@require_http_methods(["GET", "POST"])
def tipbatch_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put right what was entered, with a reason."""
    batch = _own(request, pk)
    return edit(request, batch, BatchEditForm, title=_("Change the batch"), write=batches.change)


@login_required
@require_http_methods(["GET", "POST"])
def tipbatch_row(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a row; the next one follows on an empty form."""
    batch = _own(request, pk)
    form = BatchRowForm(request.POST or None, batch=batch, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = batches.add_row(batch, form.given(), actor=request.user)
            messages.success(request, _("Row %(place)s entered.") % {"place": made.batch_place})
            return redirect("tips:tipbatch-row", pk=batch.pk)
    return _form(request, form, _("Enter a row"), batch.get_absolute_url(), lead="tips/_batch_lead.html", batch=batch)


def _form(request: SignedInRequest, form: BaseForm, act: str, back: str, **more: object) -> HttpResponse:
    context = {"form": form, "title": act, "act": act, "back": back, **more}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _batch(request: SignedInRequest, pk: int) -> TipBatch:
    return get_object_or_404(TipBatch.objects.visible_to(request.user).select_related("county"), pk=pk)


def _own(request: SignedInRequest, pk: int) -> TipBatch:
    """Of the person's own office. Raises PermissionDenied where it is only read."""
    batch = _batch(request, pk)
    if not keeps_batches(request.user):
        raise PermissionDenied(str(OFFICE_OF_BATCHES))
    return batch
