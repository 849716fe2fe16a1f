"""粘贴登记、批量更正: a block onto the ledger: looked at first, then done, all of it or nothing."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.forms import sent
from core.requests import SignedInRequest
from core.views.undoing import say_done
from intake.forms.pasting import DO, PasteForm
from intake.imports import pasting
from intake.imports.pasting import Block, Onto
from intake.imports.wizard import Opened
from intake.reading.refusals import UnreadableFileError
from intake.services import import_batches
from rectification.listings import LEDGER
from rectification.services import editing, grouping, undoing
from rectification.views.ledger import filtered
from rectification.views.ticks import ticked

SHOWN_REASONS = 20


@login_required
@require_http_methods(["GET", "POST"])
def paste(request: SignedInRequest) -> HttpResponse:
    """Look at what a block would change, or do it; a new block is looked at first."""
    if not request.user.assigns:
        raise Http404
    form = PasteForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        items=_items(request),
        rows_after=partial(_rows_after, request),
    )
    if not form.is_valid() or form.block is None or request.POST.get("act") != DO:
        return _page(request, form, status=422 if form.errors else 200)
    try:
        return _done(request, form, form.block)
    except DomainError as refused:
        form.add_error("reason" if refused.field == "reason" else None, str(refused))
        return _page(request, form, status=422, reasons=getattr(refused, "reasons", ())[:SHOWN_REASONS])
    except UnreadableFileError as unread:
        form.add_error("text", str(unread))
        return _page(request, form, status=422)


def _items(request: SignedInRequest) -> list[Onto]:
    """The rows that the block was pasted onto, in their order, in the version that was seen; also those now gone."""
    ticks = ticked(request.POST)
    found = {item.pk: item for item in ticks.of(pasting.items_of(request.user))[0]} if ticks.seen else {}
    for pk, item in found.items():
        item.version = ticks.seen[pk]
    return [Onto(pk, version, found.get(pk)) for pk, version in ticks.seen.items()]


def _rows_after(request: SignedInRequest, place: int, number: int) -> list[Onto]:
    """So many rows of the list that stand below a place in it, the row at the place before them."""
    query = QueryDict(sent(request.POST, "query"))
    ledger = filtered(request, query)
    if ledger.moment:
        return []
    rows = grouping.grouped(LEDGER.ordered(ledger.qs, query.get("sort", "")), query.dict())
    keys = list(rows.values_list("pk", flat=True)[max(place - 1, 0) : place + number])
    found = {item.pk: item for item in pasting.items_of(request.user).filter(pk__in=keys)}
    return [Onto(key, found[key].version, found[key]) for key in keys if key in found]


def _done(request: SignedInRequest, form: PasteForm, block: Block) -> HttpResponse:
    """Correct, offer the way back, and hand what is new to the import."""
    block.keep_promise(sent(request.POST, "promise"))
    if block.changes:
        entries = editing.correct_all(block.changes, actor=request.user, reason=form.cleaned_data["reason"])
        said = pasting.said_of(len(entries))
        say_done(request, said, undoing.of(entries, actor=request.user, said=said))
    if block.new_rows:
        return _to_the_import(request, block.new)
    return redirect(f"{reverse('rectification:item-list')}?{sent(request.POST, 'query')}")


def _to_the_import(request: SignedInRequest, text: str) -> HttpResponse:
    """Rows without a number are registered as every list is: columns, questions, check."""
    file = SimpleUploadedFile(_("Pasted rows") + ".csv", text.encode("utf-8-sig"), "text/csv")
    batch = import_batches.upload(file, actor=request.user, check=lambda batch: Opened(batch, request.user).guess)
    return redirect("intake:import-columns", batch.pk)


def _page(
    request: SignedInRequest, form: PasteForm, *, status: int = 200, reasons: tuple[str, ...] = ()
) -> HttpResponse:
    context = {"form": form, "pasted": form.block, "query": sent(request.POST, "query"), "reasons": reasons}
    return render(request, "intake/paste.html", context, status=status)
