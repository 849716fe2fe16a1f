"""A list as a page and as a workbook: what the link asks for, and filters that are never ignored silently."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.errors import DomainError
from core.forms import UnsearchedListForm
from core.listing import PAGE_SIZE, Export, Listing, Table
from core.requests import SignedInRequest
from core.services import workbooks
from core.views.proving import proved

CHUNK = 2000
LONGEST_WORDS, MOST_WORDS = 100, 8
OF_A_LIST = {"q", "sort", "page", "size"}
"""What the link of a list says besides its filters."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Declared = Listing | Callable[..., Listing]
"""A list, or the function that gives it for a request and what its address names."""


def listed(
    declared: Declared, *, then: Callable[[SignedInRequest], object] | None = None
) -> Callable[..., HttpResponse]:
    """The page of a list; `then` is done after it has been read."""

    @login_required
    @require_safe
    def page(request: SignedInRequest, **named: object) -> HttpResponse:
        answer = show(request, declared(request, **named) if callable(declared) else declared)
        if then:
            then(request)
        return answer

    page.listing = declared  # type: ignore[attr-defined] # a function takes any attribute
    return page


def exported(listing: Listing) -> Callable[..., HttpResponseBase]:
    """The workbook of a list: exactly what the link shows, with the filter and the day in the head."""

    @login_required
    @proved(reading=True, download=True)
    @require_safe
    def workbook(request: SignedInRequest) -> FileResponse:
        assert listing.export is not None
        rows, errors = asked_for(request, listing)
        all_found(errors)
        heading = _heading(request, listing, listing.export)
        columns = [str(column.label) for column in listing.leaving]
        widths = [column.width for column in listing.leaving]
        book = workbooks.workbook_of(_values(rows, listing), heading=heading, columns=columns, widths=widths)
        name = f"{listing.export.file_name}{clock.today():%Y%m%d}.xlsx"
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)

    workbook.listing = listing  # type: ignore[attr-defined] # a function takes any attribute
    return workbook


def show(request: SignedInRequest, listing: Listing) -> HttpResponse:
    """The page of a list, as the link asks for it; whoever has none is sent where there is something for them."""
    if listing.elsewhere and not listing.open_to(request.user):
        return redirect(listing.elsewhere)
    rows, errors = asked_for(request, listing)
    page, form = page_of(request, rows, listing.page_size), _form(request, listing)
    sort = request.GET.get("sort", listing.usual_sort)
    context = {
        "listing": listing,
        "page": page,
        "table": Table(listing.label or listing.title, listing.shown, page.object_list, sort),
        "counted": listing.counted(page.paginator.count),
        "acts": [act for act in listing.acts if act.allowed(request.user)],
        "form": form,
        "sort": sort,
        "errors": errors,
        **listing.beside(request.user),
    }
    if listing.export:
        context["export"] = str(listing.export.button % {"n": page.paginator.count})
    if listing.shows_persons:
        request.shows_personal_data = True
    return list_page(request, "core/listing.html", context)


def asked_for(request: SignedInRequest, listing: Listing) -> tuple[Any, Mapping[str, object]]:
    """The rows that the link asks for, sorted, and what of the link was not understood; 404 where there is no page."""
    if not listing.open_to(request.user):
        raise Http404
    rows = listing.rows(request.user)
    if listing.filters is None:
        unknown = _unknown(request, OF_A_LIST - {"q"})
        return (rows[:0] if unknown else rows), unknown
    rows, errors = found(request, rows, listing.filters, is_searched=listing.is_searched)
    return listing.ordered(rows, request.GET.get("sort", listing.usual_sort)), errors


def _form(request: SignedInRequest, listing: Listing) -> UnsearchedListForm | None:
    return listing.form(request.GET, user=request.user) if listing.form else None


def _heading(request: SignedInRequest, listing: Listing, export: Export) -> str:
    form = _form(request, listing)
    said = form.said() if form else ""
    return " · ".join(filter(None, (str(export.title), said or str(export.unfiltered), f"{clock.today():%Y-%m-%d}")))


def _values(rows: Any, listing: Listing) -> Iterator[list[object]]:
    columns = listing.leaving
    for row in rows.iterator(chunk_size=CHUNK):
        yield [column.in_workbook(row) for column in columns]


def words_of(request: HttpRequest) -> str:
    """What was typed into the search box, without what no database takes."""
    return " ".join(request.GET.get("q", "").replace("\x00", "")[:LONGEST_WORDS].split()[:MOST_WORDS])


def found(
    request: HttpRequest, rows: Any, filters: Any, *, is_searched: bool = True
) -> tuple[Any, Mapping[str, object]]:
    """The rows that the link asks for, and what of the link was not understood; then nothing is found."""
    asked = filters(request.GET, queryset=rows)
    words = words_of(request)
    known = OF_A_LIST if is_searched else OF_A_LIST - {"q"}
    if errors := {**asked.errors, **_unknown(request, known.union(asked.filters))}:
        return rows.none(), errors
    return (asked.qs.containing(words) if words else asked.qs), {}


def _unknown(request: HttpRequest, known: Iterable[str]) -> dict[str, list[str]]:
    """What the link asks for under a name that the list has no filter of."""
    given = {name for name, value in request.GET.items() if value}
    return {name: [_("This list has no such filter.")] for name in sorted(given.difference(known))}


def all_found(errors: Iterable[object]) -> None:
    """Refuse to leave a file or a sum behind a link that was not understood in full; raises LinkError (S20)."""
    if faults := list(errors):
        raise LinkError(faults)


class LinkError(DomainError, BadRequest):
    """A link that asks what its list doesn't know."""

    def __init__(self, faults: list[object]) -> None:
        said = ", ".join(map(str, faults))
        super().__init__(
            _("The link asks for what is not understood (%(faults)s); nothing is given.") % {"faults": said}
        )


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page that the link asks for, the nearest one where there is none."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def list_page(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """The page of a list; a link that was not understood in full is answered 400, with what was not (S20)."""
    if not context["errors"]:
        return render(request, template, context)
    response = render(request, template, context, status=400)
    # A fragment is swapped in all the same: it says what is wrong.
    response.headers["X-Fault"] = "link"
    return response
