"""A list as a page and as a workbook: what the link asks for, and filters that are never ignored silently."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock, navigation
from core.errors import DomainError
from core.fields import readable
from core.filters import asks_of
from core.forms import UnsearchedListForm
from core.listing import NO_ROWS, PAGE_SIZE, Act, Column, Export, Listing, Table, picked
from core.panels import MOST_ROWS
from core.requests import SignedInRequest
from core.services import workbooks
from core.views.proving import proved
from core.views.whole import WholeRequest

CHUNK = 2000
LONGEST_WORDS, MOST_WORDS = 100, 8
OF_A_LIST = {"q", "sort", "page", "size"}
"""What the link of a list says besides its filters."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Declared = Listing | Callable[..., Listing]
"""A list, or the function that gives it for a request and what its address names."""


@dataclass(frozen=True)
class Found:
    """What the link of a list asks for: rows in their order, the filters, and what of the link was not understood."""

    rows: Any
    asked: Any = None
    errors: Mapping[str, object] = field(default_factory=dict)


Lot = Page[Any]
"""The rows of one page of a list."""
Lines = Callable[[SignedInRequest, Found, Lot], list[object]]
"""The rows of a page with what its lines show, which is looked up for them alone."""
More = Callable[[SignedInRequest, Found, Mapping[str, Any]], Mapping[str, object]]
"""What the templates of a list show besides, from its rows on this page."""
Book = Callable[[SignedInRequest, Found], IO[bytes]]


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def of(declared: Declared) -> Callable[[View], View]:
    """Say whose list a view shows or gives: tests find the lists by their addresses."""

    def marked(view: View) -> View:
        view.listing = declared  # type: ignore[attr-defined] # a function takes any attribute
        return view

    return marked


def listed(
    declared: Declared,
    *,
    then: Callable[[SignedInRequest], object] | None = None,
    lines: Lines | None = None,
    more: More | None = None,
) -> Callable[..., HttpResponse]:
    """The page of a list, whose acts the search finds as well; `then` is done after it has been read."""
    if isinstance(declared, Listing):
        navigation.offer_acts(*(act for act in declared.acts))

    @login_required
    @require_safe
    def page(request: SignedInRequest, **named: object) -> HttpResponse:
        listing = declared(request, **named) if callable(declared) else declared
        answer = show(request, listing, lines=lines, more=more)
        if then:
            then(request)
        return answer

    return of(declared)(page)


def exported(listing: Listing, *, book: Book | None = None) -> Callable[..., HttpResponseBase]:
    """The workbook of a list: exactly what the link shows; `book` writes it where it is no plain one."""

    @login_required
    @proved(reading=True, download=True)
    @require_safe
    def workbook(request: SignedInRequest) -> FileResponse:
        assert listing.export is not None
        found = asked_for(request, listing)
        all_found(found.errors)
        made = book(request, found) if book else _plain_book(request, listing, found.rows)
        name = f"{listing.export.file_name}{clock.today():%Y%m%d}.xlsx"
        return FileResponse(made, as_attachment=True, filename=name, content_type=XLSX)

    return of(listing)(workbook)


def show(
    request: SignedInRequest,
    listing: Listing,
    *,
    lines: Lines | None = None,
    more: More | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a list, as the link asks for it; whoever has none is sent where there is something for them."""
    if listing.elsewhere and not listing.open_to(request.user):
        return redirect(listing.elsewhere)
    if listing.shows_persons:
        request.shows_personal_data = True
    found = asked_for(request, listing)
    page = page_of(request, found.rows, _size(request, listing))
    page.object_list = lines(request, found, page) if lines else list(page.object_list)
    context = {"errors": found.errors, **_head(request, listing, page), **_table(request, listing, page)}
    context |= listing.beside(request.user)
    if more:
        context |= more(request, found, context)
    if isinstance(request, WholeRequest):
        request.add(listing.title, "components/table.html" if page.object_list else NO_ROWS, context)
    return list_page(request, listing.template, context, status=status)


def _head(request: SignedInRequest, listing: Listing, page: Lot) -> dict[str, object]:
    """What stands above the rows."""
    count = page.paginator.count
    acts = [act for act in listing.acts if navigation.may_begin(request.user, act)]
    return {
        "listing": listing,
        "page": page,
        "counted": listing.counted(count),
        "main_acts": [act for act in acts if act.adds],
        "acts": [*_beneath(request), *(act for act in acts if not act.adds)],
        "export": str(listing.export.button % {"n": count}) if listing.export else "",
        "form": _form(request, listing),
    }


def _beneath(request: SignedInRequest) -> list[Act]:
    """The further lists that are reached from this one."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [Act(entry.label, entry.url_name) for entry in navigation.beneath(request.user, here)]


def _table(request: SignedInRequest, listing: Listing, page: Lot) -> dict[str, object]:
    """The rows under the columns that the person reads and the link picks."""
    offered, sort = _offered(request, listing), request.GET.get("sort", listing.usual_sort)
    columns = picked(offered, request.GET.getlist("cols")) if listing.picks_columns else offered
    table = Table(listing.label or listing.title, columns, page.object_list, sort)
    return {"table": table, "offered_columns": offered, "columns": columns, "sort": sort}


def _size(request: SignedInRequest, listing: Listing) -> int:
    asked = request.GET.get("size")
    return next((size for size in listing.sizes if str(size) == asked), listing.page_size)


def _offered(request: SignedInRequest, listing: Listing) -> list[Column]:
    """The columns that the person reads: of the table itself, whatever rows a filter puts in their place."""
    shown = listing.shown
    has_paths = any(column.path for column in shown)
    return readable(shown, listing.rows(request.user).model, request.user) if has_paths else shown


def asked_for(request: SignedInRequest, listing: Listing) -> Found:
    """What the link asks for; 404 where there is no page."""
    if not listing.open_to(request.user):
        raise Http404
    rows, said = listing.rows(request.user), request.GET
    sort = said.get("sort", listing.usual_sort)
    if listing.filters is None:
        unknown = _unknown(said, OF_A_LIST - {"q"})
        return Found(rows[:0] if unknown else listing.ordered(rows, sort), errors=unknown)
    asked = listing.filters(said, queryset=rows, request=request)
    known = OF_A_LIST if listing.is_searched else OF_A_LIST - {"q"}
    if errors := {**_unknown(said, known.union(asked.filters, listing.link_words)), **asked.errors}:
        return Found(rows.none(), asked, errors)
    words = "" if "q" in asked.filters else words_of(said)
    rows = asked.qs.containing(words) if words else asked.qs
    return Found(listing.grouped(listing.ordered(rows, sort), said.dict()), asked)


def _form(request: SignedInRequest, listing: Listing) -> UnsearchedListForm | None:
    if listing.form is None:
        return None
    form = listing.form(request.GET, user=request.user)
    form.asks = asks_of(listing.filters) if listing.filters else {}
    return form


def _heading(request: SignedInRequest, listing: Listing, export: Export) -> str:
    form = _form(request, listing)
    said = form.said() if form else ""
    return " · ".join(filter(None, (str(export.title), said or str(export.unfiltered), f"{clock.today():%Y-%m-%d}")))


def _plain_book(request: SignedInRequest, listing: Listing, rows: Any) -> IO[bytes]:
    """A row of the table in each line, with the filter and the day in the head."""
    assert listing.export is not None
    leaving = listing.leaving
    values = ([column.in_workbook(row) for column in leaving] for row in rows.iterator(chunk_size=CHUNK))
    return workbooks.workbook_of(
        values,
        heading=_heading(request, listing, listing.export),
        columns=[str(column.label) for column in leaving],
        widths=[column.width for column in leaving],
    )


def words_of(query: QueryDict) -> str:
    """What was typed into the search box, without what no database takes."""
    return " ".join(query.get("q", "").replace("\x00", "")[:LONGEST_WORDS].split()[:MOST_WORDS])


def _unknown(query: QueryDict, known: Iterable[str]) -> dict[str, list[str]]:
    """What the link asks for under a name that the list has no filter of."""
    given = {name for name, value in query.items() if value}
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


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Lot:
    """The page that the link asks for, the nearest one where there is none."""
    size = MOST_ROWS if isinstance(request, WholeRequest) else size
    return Paginator(rows, size).get_page(request.GET.get("page"))


def list_page(request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """The page of a list; a link that was not understood in full is answered 400, with what was not (S20)."""
    if not context["errors"]:
        return render(request, template, context, status=status)
    response = render(request, template, context, status=400)
    # A fragment is swapped in all the same: it says what is wrong.
    response.headers["X-Fault"] = "link"
    return response
