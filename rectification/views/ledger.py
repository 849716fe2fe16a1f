"""The ledger: the link is the view."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.fields import readable
from core.figures import Asked, Reading
from core.listing import Column, Table, picked
from core.requests import SignedInRequest
from core.views.listing import all_found, list_page
from rectification.filters import LedgerFilter
from rectification.forms.filtering import FilterForm
from rectification.listings import LEDGER, TICK
from rectification.models import Item, SavedView
from rectification.services import bulk, listing, past
from rectification.services.bulk import MOST_ITEMS


def filtered(request: SignedInRequest, query: QueryDict | None = None) -> LedgerFilter:
    """What a link asks for, this request's or another, within what the user may see."""
    rows = Item.objects.visible_to(request.user)
    return LedgerFilter(request.GET if query is None else query, queryset=rows, request=request)


@login_required
@require_safe
def item_list(request: SignedInRequest) -> HttpResponse:
    """Filters, columns, sorting and page stand in the link; the count is that of the list."""
    ledger, form = filtered(request), FilterForm(request.GET, user=request.user)
    page, offered = _page(request, ledger), readable(LEDGER.shown, Item, request.user)
    columns = picked(offered, request.GET.getlist("cols"))
    context: dict[str, Any] = {
        "page": page,
        "place": _place(request),
        "columns": columns,
        "column_names": {column.name for column in columns},
        "all_columns": offered,
        "page_sizes": listing.PAGE_SIZES,
        "most_at_once": MOST_ITEMS,
        "form": form,
        "chips": list(form.chips()),
        "saved_views": SavedView.objects.visible_to(request.user),
        "sort": request.GET.get("sort", LEDGER.usual_sort),
        "past": ledger.moment,
        "errors": [*ledger.unknown, *(form.label_of(name) for name in ledger.errors)],
    }
    if request.user.assigns and not ledger.moment:
        context["batch"] = _batch(request, ledger, page)
    context["table"] = _table(page, [TICK, *columns] if "batch" in context else columns, context["sort"])
    if not page.object_list:
        context["wider"] = _wider(request, context["chips"])
    return list_page(request, "rectification/item_list.html", context)


def _batch(request: SignedInRequest, ledger: LedgerFilter, page: Page[Any]) -> dict[str, object]:
    """The acts on many items that the workflow allows: at the lines of the page, or at all hits once chosen."""
    rows = page.object_list = list(page.object_list)
    for item in rows:
        item.acts = bulk.acts_at(item, request.user)
    if "all" in request.GET and page.paginator.count <= MOST_ITEMS:
        offered = bulk.offers(ledger.qs, request.user)
        return {"all": True, "offers": [(offer, _url(offer.act)) for offer in offered]}
    open_here = [act for act in bulk.ACTS.values() if any(act in item.acts for item in rows)]
    return {"all": False, "acts": [(act, _url(act)) for act in open_here]}


def _table(page: Page[Any], columns: Sequence[Column], sort: str) -> Table:
    """The items of the page, each with its place in the whole list."""
    rows = page.object_list = list(page.object_list)
    for at, item in enumerate(rows, start=page.start_index() - 1):
        item.at = at
    return Table(_("Rectification ledger"), columns, rows, sort)


def _url(act: bulk.Act) -> str:
    return reverse(f"rectification:bulk-{act.name}")


def _page(request: SignedInRequest, ledger: LedgerFilter) -> Page[Any]:
    sort = request.GET.get("sort", "")
    rows = LEDGER.ordered(ledger.qs, sort)
    size = next((size for size in listing.PAGE_SIZES if request.GET.get("size") == str(size)), listing.PAGE_SIZES[0])
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    lines = _with_lines(page.object_list, sort)
    page.object_list = past.as_they_stood(list(lines), ledger.moment) if ledger.moment else lines
    return page


def _with_lines(page: Any, sort: str) -> Any:
    """A page of the sorted list with what its lines show, which is looked up for the rows of the page alone."""
    return LEDGER.ordered(page.model._default_manager.filter(pk__in=page.values("pk")), sort).for_list()


def _place(request: SignedInRequest) -> str:
    """What the links to items carry, so that their pages know the list they were opened from."""
    query = request.GET.copy()
    query.pop("page", None)
    back = QueryDict(mutable=True)
    back["list"] = query.urlencode()
    return f"?{back.urlencode()}&at="


def _wider(request: SignedInRequest, chips: list[dict[str, str]]) -> dict[str, object] | None:
    """Without which filter there is something, the last one first; None where dropping one is not enough."""
    for chip in reversed(chips):
        if count := filtered(request, QueryDict(chip["without"])).qs.count():
            return {"count": count, "query": chip["without"], "dropped": chip["text"]}
    return None


@login_required
@require_safe
def item_summary(request: SignedInRequest) -> HttpResponse:
    """A fragment for the ledger and the pages of parks, enterprises and projects: sums of what the link finds."""
    query = request.GET.copy()
    for name in ("figure", "page"):
        query.pop(name, None)
    ledger = filtered(request, query)
    all_found(ledger.faults)
    readings = listing.sums(ledger.qs, Asked.by(request.user, as_of=ledger.moment))
    return render(request, "rectification/_summary.html", {"readings": [_narrowed(each, query) for each in readings]})


def _narrowed(reading: Reading, query: QueryDict) -> Reading:
    """With the link of the list that holds what is counted, and nothing else."""
    link = query.copy()
    link["figure"] = reading.code
    return replace(reading, url=f"{reverse('rectification:item-list')}?{link.urlencode()}")
