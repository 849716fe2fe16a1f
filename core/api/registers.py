"""The lists of the house as collections of the API: a declared list is read here too, by nothing of its own.

Rows, filters, order and right to it are those of the page; so are the columns, with those that only the workbook has.
Where a list shows persons, what the workbook adds stays there: whoever fetches that proves first who he is (S70).
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import exceptions, serializers
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.cells import fields_of
from core.api.lists import Containing, Filters, ReadOnly, query_parameter
from core.listing import Column, Listing

if TYPE_CHECKING:
    from accounts.models import User

NUMBER, TEXT = r"\d{1,15}", r"[^/]{1,100}"
OF_A_LIST = gettext_lazy("The rows of the list “{list}” as its page shows them.")
Table = TypeVar("Table", bound=models.Model)
Row = TypeVar("Row")


class SortedAsListed(BaseFilterBackend):
    """`ordering`: one of the orders of the list, as its heads have them; as on the page where none is said."""

    def filter_queryset(
        self, request: Request, queryset: "QuerySet[Table, Row]", view: APIView
    ) -> "QuerySet[Table, Row]":
        listing = _listing_of(view)
        asked = request.query_params.get("ordering", listing.usual_sort)
        if "ordering" in request.query_params and asked not in _orders(listing):
            raise exceptions.ValidationError({"ordering": [_("This list can't be sorted by that.")]})
        rows: QuerySet[Table, Row] = listing.ordered(queryset, asked)
        return rows

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, object]]:
        orders = _orders(_listing_of(view))
        return [query_parameter("ordering", {"type": "string", "enum": orders})] if orders else []


class SearchedAsListed(Containing):
    """`search`, where the page has a box for it."""

    def filter_queryset(
        self, request: Request, queryset: "QuerySet[Table, Row]", view: APIView
    ) -> "QuerySet[Table, Row]":
        if not _is_searched(_listing_of(view)) and "search" in request.query_params:
            raise exceptions.ValidationError({"search": [_("There is no such filter.")]})
        rows: QuerySet[Table, Row] = super().filter_queryset(request, queryset, view)
        return rows

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, object]]:
        return super().get_schema_operation_parameters(view) if _is_searched(_listing_of(view)) else []


class Register(ReadOnly):
    """A list as a collection, for whoever has a right to its page and to the list on it."""

    listing: Listing
    filter_backends: tuple[type[BaseFilterBackend], ...] = (Filters, SortedAsListed, SearchedAsListed)

    def is_open_to(self, user: "User") -> bool:
        return super().is_open_to(user) and self.listing.open_to(user)

    def rows(self, user: "User") -> QuerySet[models.Model]:
        rows: QuerySet[models.Model] = self.listing.rows(user)
        return rows

    def get_serializer_class(self) -> type[serializers.Serializer[models.Model]]:
        return _serializer_of(type(self))


def register(name: str, listing: Listing, page: str) -> type[Register]:
    """The collection of a list under its name in the address."""
    filters = listing.filters
    assert filters is not None, "The API finds the table of a list by its filters."
    model = filters._meta.model
    said = {
        "listing": listing,
        "page": page,
        "model": model,
        "filterset_class": filters,
        "lookup_value_regex": NUMBER if isinstance(model._meta.pk, models.IntegerField) else TEXT,
    }
    made = type(f"{name.title().replace('-', '')}Register", (Register,), said)
    told = extend_schema(description=format_lazy(OF_A_LIST, list=listing.title))
    return extend_schema_view(list=told, retrieve=told)(made)


@cache
def _serializer_of(view: type[Register]) -> type[serializers.Serializer[models.Model]]:
    """A row by the columns that its list declares."""
    fields: dict[str, object] = {"id": _key_of(view.model)}
    for column in _told(view.listing):
        fields.update(fields_of(column, view.model))
    return type(f"{view.__name__}RowSerializer", (serializers.Serializer,), fields)


def _key_of(model: type[models.Model]) -> object:
    is_number = isinstance(model._meta.pk, models.IntegerField)
    return (serializers.IntegerField if is_number else serializers.CharField)(source="pk", read_only=True)


def _told(listing: Listing) -> Iterable[Column]:
    return [column for column in listing.columns if column.on_page or not listing.shows_persons]


def _orders(listing: Listing) -> list[str]:
    return [f"{sign}{word}" for word in listing.sorts for sign in ("", "-")]


def _is_searched(listing: Listing) -> bool:
    return listing.is_searched and "q" not in getattr(listing.filters, "base_filters", ())


def _listing_of(view: APIView) -> Listing:
    assert isinstance(view, Register)
    return view.listing
