"""The page of one item, and its correction."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import panels
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.rules.bounds import whole
from rectification import workflow
from rectification.forms.correction import CorrectionForm
from rectification.listings import LEDGER
from rectification.models import Item
from rectification.services import desk, grouping, listing, reading
from rectification.services.correction import correct, corrects, may_correct
from rectification.services.taken_back import taken_back
from rectification.views.ledger import filtered

LAST_PLACE = 9_999_999


@login_required
@require_safe
def item_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What it is, whose turn it is, the next act, the five elements, the evidence, the timeline."""
    items = Item.objects.visible_to(request.user).for_page().with_open_extensions()
    items = items.select_related(*panels.along("rectification.item"))
    item = items.prefetch_related("assisting", "finding__sources").filter(pk=pk).first()
    if item is None:
        return _taken_back(request, pk)
    page = reading.page_of(item, request.user, decisions_only="decisions" in request.GET)
    context = {
        "item": item,
        **_walk(request, item),
        "steps": workflow.available(item, request.user),
        "turns": desk.turns(item, request.user),
        "next_step": desk.next_step(item, request.user),
        "may_correct": may_correct(item, request.user),
        "panels": panels.of(item, request.user),
        **page,
    }
    return render(request, "rectification/item_detail.html", context)


def _taken_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where an item went with the import that had brought it; 404 for whoever could not see it, and for all else."""
    told = taken_back(pk, request.user)
    if told is None:
        raise Http404
    return render(request, "rectification/item_taken_back.html", {"told": told})


def _walk(request: SignedInRequest, item: Item) -> dict[str, object]:
    """The list the item was opened from, and its neighbours there."""
    query, at = QueryDict(request.GET.get("list", "")), whole(request.GET.get("at", ""), LAST_PLACE)
    if at is None:
        return {"list": ""}
    ledger = filtered(request, query)
    if ledger.moment:
        return {"list": query.urlencode()}
    rows = grouping.grouped(LEDGER.ordered(ledger.qs, query.get("sort", "")), query.dict())
    return {"list": query.urlencode(), **listing.neighbours(rows, pk=item.pk, at=at)}


@login_required
@require_http_methods(["GET", "POST"])
def item_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct what an item says; state, deadline and people move by the steps alone."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)
    if not corrects(item, request.user):
        raise PermissionDenied
    form = CorrectionForm(request.POST or None, item=item, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            correct(item.pk, actor=request.user, **form.given())
            messages.success(request, _("%(number)s has been corrected.") % {"number": item.number})
            return redirect(item)
    status = 422 if form.errors else 200
    return render(request, "rectification/item_correct.html", {"item": item, "form": form}, status=status)
