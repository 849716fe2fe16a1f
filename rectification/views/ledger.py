"""The ledger: the link is the view."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.figures import Asked, Reading
from core.requests import SignedInRequest
from core.views.listing import Found, Lot, all_found, listed
from rectification.filters import LedgerFilter
from rectification.forms.filtering import FilterForm
from rectification.forms.heads import EXCLUDED, HEADS, asking
from rectification.listings import LEDGER
from rectification.models import Item
from rectification.services import bulk, grid, grouping, listing, past
from rectification.services.bulk import MOST_ITEMS
from rectification.services.exporting import LedgerColumn
from rectification.views.arranging import Kept


def filtered(request: SignedInRequest, query: QueryDict | None = None) -> LedgerFilter:
    """What a link asks for, this request's or another, within what the user may see."""
    rows = Item.objects.visible_to(request.user)
    return LedgerFilter(request.GET if query is None else query, queryset=rows, request=request)


def _lines(request: SignedInRequest, found: Found, page: Lot) -> list[object]:
    """The items of a page, as they stand or as they stood, each with its place in the whole list."""
    here: Any = page.object_list
    rows = LEDGER.ordered(here.model._default_manager.filter(pk__in=here.values("pk")), request.GET.get("sort", ""))
    lines = list(grouping.grouped(rows, request.GET.dict()).for_list())
    if moment := found.asked.moment:
        keys = [getattr(line, "group_key", None) for line in lines]
        lines = past.as_they_stood(lines, moment)
        for item, key in zip(lines, keys, strict=True):
            item.group_key = key
    for at, item in enumerate(lines, start=page.start_index() - 1):
        item.at = at
    return lines


def _more(request: SignedInRequest, found: Found, context: Mapping[str, Any]) -> dict[str, object]:
    """The views beside this one, what is filtered by, the acts on many, and where nothing is found what is."""
    page, chips, moment = context["page"], list(context["form"].chips()), found.asked.moment
    more: dict[str, object] = {
        "place": _place(request),
        "most_at_once": MOST_ITEMS,
        "chips": chips,
        "past": moment,
        **_grid(request, found, page, context["form"], context["offered_columns"]),
    }
    more["table"] = replace(context["table"], columns=more["columns"])
    if request.user.assigns and not moment:
        more["batch"] = _batch(request, found, page)
    if not page.object_list:
        more["wider"] = _wider(request, chips)
    return more


def _grid(
    request: SignedInRequest, found: Found, page: Lot, form: FilterForm, offered: Sequence[LedgerColumn]
) -> dict[str, object]:
    """The rows under the columns as this person has arranged them, in the groups that the link asks for."""
    kept = Kept.of(request)
    columns = grid.arranged(offered, request.GET.getlist("cols"), kept.view, kept.usual)
    names = [column.name for column in columns]
    heads = grouping.heads_asked(found.rows, request.GET.dict(), found.asked.day, form.word_of)
    return {
        "saved_views": kept.views,
        "view": kept.view,
        "density": kept.density,
        "columns": columns,
        "all_columns": [*columns, *(one for one in offered if one.name not in names)],
        "names": names,
        "asks": HEADS,
        "excluded": EXCLUDED,
        "asking": asking(request.GET),
        "span": len(columns) + 1 + bool(request.user.assigns and not found.asked.moment),
        "groups": grouping.GROUPS,
        "group": request.GET.get("group", ""),
        "heads": heads,
        "lots": list(
            grid.lots(grid.lines(page.object_list, columns, request.user, first=page.start_index(), heads=heads))
        ),
    }


item_list = listed(LEDGER, lines=_lines, more=_more)
"""Filters, columns, sorting and page stand in the link; the count is that of the list."""


def _batch(request: SignedInRequest, found: Found, page: Lot) -> dict[str, object]:
    """The acts on many items that the workflow allows: at the lines of the page, or at all hits once chosen."""
    for item in page.object_list:
        item.acts = bulk.acts_at(item, request.user)
    if "all" in request.GET and page.paginator.count <= MOST_ITEMS:
        offered = bulk.offers(found.rows, request.user)
        return {"all": True, "offers": [(offer, _url(offer.act)) for offer in offered]}
    open_here = [act for act in bulk.ACTS.values() if any(act in item.acts for item in page.object_list)]
    return {"all": False, "acts": [(act, _url(act)) for act in open_here]}


def _url(act: bulk.Act) -> str:
    return reverse(f"rectification:bulk-{act.name}")


def _place(request: SignedInRequest) -> str:
    """What the links to items carry, so that their pages know the list they were opened from."""
    return place_of(request.GET.urlencode())


def place_of(link: str) -> str:
    query, back = QueryDict(link, mutable=True), QueryDict(mutable=True)
    query.pop("page", None)
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
    return replace(reading, opens=f"{reverse('rectification:item-list')}?{link.urlencode()}")
