"""What the lists of files share: words, filters that are never ignored silently, sorting, pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.errors import DomainError

PAGE_SIZE = 30
LONGEST_WORDS, MOST_WORDS = 100, 8
OF_A_LIST = {"q", "sort", "page", "size"}
"""What the link of a list says besides its filters."""


def words_of(request: HttpRequest) -> str:
    """What was typed into the search box, without what no database takes."""
    return " ".join(request.GET.get("q", "").replace("\x00", "")[:LONGEST_WORDS].split()[:MOST_WORDS])


def found(request: HttpRequest, rows: Any, filters: Any) -> tuple[Any, dict[str, Any]]:
    """The rows that the link asks for, and what of the link was not understood; then nothing is found."""
    asked = filters(request.GET, queryset=rows)
    if errors := {**asked.errors, **_unknown(request, asked)}:
        return rows.none(), errors
    words = words_of(request)
    return (asked.qs.containing(words) if words else asked.qs), {}


def _unknown(request: HttpRequest, asked: Any) -> dict[str, list[str]]:
    """What the link asks for under a name that the list has no filter of."""
    given = {name for name, value in request.GET.items() if value}
    return {name: [_("This list has no such filter.")] for name in sorted(given - set(asked.filters) - OF_A_LIST)}


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


def sorted_by(rows: Any, asked: str, offered: Mapping[str, str]) -> Any:
    """Sorted by a column on offer ({name: path}, the first is the usual one); unknown values last."""
    name = asked.removeprefix("-")
    if name not in offered:
        asked = name = next(iter(offered))
    field = F(offered[name])
    by = field.desc(nulls_last=True) if asked.startswith("-") else field.asc(nulls_last=True)
    return rows.order_by(by, "pk")


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page that the link asks for, the nearest one where there is none."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def list_page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page of a list; a link that was not understood in full is answered 400, with what was not (S20)."""
    if not context["errors"]:
        return render(request, template, context)
    response = render(request, template, context, status=400)
    # A fragment is swapped in all the same: it says what is wrong.
    response.headers["X-Fault"] = "link"
    return response
