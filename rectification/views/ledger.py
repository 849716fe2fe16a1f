"""The ledger: the link is the view."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rectification.filters import LedgerFilter
from rectification.forms.filtering import FilterForm
from rectification.models import Item, SavedView
from rectification.services import listing

TABS = ("", "mine=overdue", "mine=own", "level=MAJOR", "supervision=CHASED,SUPERVISED,LISTED")


def filtered(request: HttpRequest) -> LedgerFilter:
    """What the link asks for, within what the user may see."""
    return LedgerFilter(request.GET, queryset=Item.objects.visible_to(request.user), request=request)


@login_required
@require_safe
def item_list(request: HttpRequest) -> HttpResponse:
    """Filters, columns, sorting and page stand in the link; the count is that of the list."""
    ledger = filtered(request)
    rows = listing.sorted_by(ledger.qs, request.GET.get("sort", ""))
    size = next((size for size in listing.PAGE_SIZES if request.GET.get("size") == str(size)), listing.PAGE_SIZES[0])
    page = Paginator(rows.for_list(), size).get_page(request.GET.get("page"))
    columns = listing.columns(request.GET.getlist("cols"))
    context: dict[str, Any] = {
        "page": page,
        "columns": columns,
        "column_names": {column.name for column in columns},
        "all_columns": listing.COLUMNS.values(),
        "form": FilterForm(request.GET, user=request.user),
        "saved_views": SavedView.objects.visible_to(request.user),
        "sort": request.GET.get("sort", listing.DEFAULT_SORT),
        "errors": ledger.errors,
    }
    return render(request, "rectification/item_list.html", context)


@login_required
@require_safe
def item_summary(request: HttpRequest) -> HttpResponse:
    """A fragment for the pages of parks, enterprises and projects: counts that open exactly what they count."""
    rows = filtered(request).qs
    boxes = [
        {"name": name, "count": LedgerFilter(query, queryset=rows, request=request).qs.count(), "query": query}
        for name, query in (("open", {"open": "true"}), ("overdue", {"overdue": "true"}), ("major", {"level": "MAJOR"}))
    ]
    return render(request, "rectification/_summary.html", {"boxes": boxes, "place": request.GET.urlencode()})
