"""One cell of the ledger: its editor, and the row as it stands after it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from core.fields import readable
from core.forms import RefusedAt, sent
from core.requests import SignedInRequest
from core.undo import SHOWN_SECONDS
from core.views.once import ShownReceipt
from rectification.forms.cells import CellForm
from rectification.listings import COLUMNS
from rectification.models import Item
from rectification.services import bulk, editing, grid, undoing
from rectification.services.correction import CAN_BE_CORRECTED, CITED, correct
from rectification.views.ledger import place_of

EDITED = {column.name: column.edit for column in COLUMNS if column.edit}
if strays := set(EDITED.values()) - {*CAN_BE_CORRECTED, CITED}:
    raise ValueError(f"{strays}: no column that is corrected (`Item.corrected`)")


@login_required
@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def cell(request: SignedInRequest, pk: int) -> HttpResponse:
    """The editor of a cell, or its correction; without script the page of the correction has the field."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)
    field = _field(request)
    if not request.htmx:
        return redirect(f"{reverse('rectification:item-correct', args=[pk])}#id_{field}")
    if not editing.is_open(item, request.user, field):
        why = editing.why_closed(item, request.user, field)
        return render(request, "rectification/_cell_closed.html", {"item": item, "why": why}, status=409)
    form = CellForm(request.POST or None, item=item, user=request.user, field=field)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            return _row(request, correct(pk, actor=request.user, **form.given()))
    status = 422 if form.errors else 200
    return render(request, "rectification/_cell_editor.html", {"item": item, "form": form}, status=status)


def _field(request: SignedInRequest) -> str:
    """What is to be corrected: by its name, or by that of its column; 404 where nothing is corrected by that."""
    given = request.POST if request.method == "POST" else request.GET
    named = sent(given, "field")
    field = named if named in EDITED.values() else EDITED.get(sent(given, "column"), "")
    if not field:
        raise Http404
    return field


def _row(request: SignedInRequest, changed: Item) -> HttpResponse:
    """The row as the grid shows it now, with the button that takes the correction back."""
    item: Any = Item.objects.visible_to(request.user).filter(pk=changed.pk).for_list().first()
    if item is None:
        return ShownReceipt(status=204)
    query = sent(request.POST, "query")
    entry = changed.history.select_related("item__finding").get(version=changed.version)
    said = _("%(number)s has been corrected.") % {"number": item.number}
    item.acts = bulk.acts_at(item, request.user)
    shown = readable([column for column in COLUMNS if column.at], Item, request.user)
    context = {
        "line": next(grid.lines([item], shown, request.user, first=0)),
        "batch": {"all": False},
        "place": place_of(query),
        "undoable": undoing.of([entry], actor=request.user, said=said),
        "said": said,
        "undo_back": f"{reverse('rectification:item-list')}?{query}",
        "undo_seconds": SHOWN_SECONDS,
    }
    return ShownReceipt(render(request, "rectification/_cells.html", context).content)
