"""What the lists of files share: words, filters that are never ignored silently, sorting, pages."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import HttpRequest

PAGE_SIZE = 30
LONGEST_WORDS, MOST_WORDS = 100, 8


def words_of(request: HttpRequest) -> str:
    """What was typed into the search box, without what no database takes."""
    return " ".join(request.GET.get("q", "").replace("\x00", "")[:LONGEST_WORDS].split()[:MOST_WORDS])


def found(request: HttpRequest, rows: Any, filters: Any) -> tuple[Any, dict[str, Any]]:
    """The rows that the link asks for, and what of the link was not understood; then nothing is found."""
    asked = filters(request.GET, queryset=rows)
    if asked.errors:
        return rows.none(), asked.errors
    words = words_of(request)
    return (asked.qs.containing(words) if words else asked.qs), {}


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
