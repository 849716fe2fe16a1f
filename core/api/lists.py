"""Lists of the API: pages by limit and offset, and nothing asked for that is silently ignored."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions, mixins, viewsets
from rest_framework.filters import BaseFilterBackend, OrderingFilter
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from core import navigation
from core.api.requests import SignedInApiRequest
from core.fields import scoped
from core.services import editing

if TYPE_CHECKING:
    from accounts.models import User

ALWAYS_KNOWN = frozenset({"format", "limit", "offset", "ordering", "search", "page"})
HIGHEST_OFFSET = 10_000_000
LONGEST_SEARCH, MOST_WORDS = 200, 10


class Pages(LimitOffsetPagination):
    """`limit` (50, at most 200) and `offset`."""

    default_limit = 50
    max_limit = 200

    def get_limit(self, request: Request) -> int | None:
        return self._whole(request, "limit", self.default_limit, least=1, most=self.max_limit)

    def get_offset(self, request: Request) -> int:
        return self._whole(request, "offset", 0, least=0, most=HIGHEST_OFFSET)

    def _whole(self, request: Request, name: str, default: int, *, least: int, most: int) -> int:
        text = request.query_params.get(name, str(default))
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise exceptions.ValidationError(
                {name: [_("A whole number from %(least)s to %(most)s.") % {"least": least, "most": most}]}
            )
        return int(text)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, object]]:
        limit = {"type": "integer", "minimum": 1, "maximum": self.max_limit, "default": self.default_limit}
        offset = {"type": "integer", "minimum": 0, "maximum": HIGHEST_OFFSET, "default": 0}
        return [query_parameter("limit", limit), query_parameter("offset", offset)]


class Filters(DjangoFilterBackend):
    """Only declared filters; an undeclared one is an error that names it (security S20)."""

    def filter_queryset(self, request: Request, queryset: object, view: APIView) -> object:
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(filterset_class.base_filters) if filterset_class else set()
        unknown = sorted(set(request.query_params) - known - ALWAYS_KNOWN)
        if unknown:
            raise exceptions.ValidationError({name: [_("There is no such filter.")] for name in unknown})
        empty = sorted(name for name in known if request.query_params.get(name) == "")
        if empty:
            raise exceptions.ValidationError({name: [_("Give a value, or leave the filter out.")] for name in empty})
        return super().filter_queryset(request, queryset, view)


class Ordering(OrderingFilter):
    """Only the fields a list offers; another one is an error that names it."""

    def remove_invalid_fields(
        self, queryset: QuerySet[Model], fields: Iterable[str], view: APIView, request: Request
    ) -> list[str]:
        asked = list(fields)
        valid = super().remove_invalid_fields(queryset, asked, view, request)
        if len(valid) < len(asked):
            raise exceptions.ValidationError({"ordering": [_("This list can't be sorted by that.")]})
        return valid

    def filter_queryset(self, request: Request, queryset: Any, view: APIView) -> Any:
        self._refuse_unknown(request, view)
        ordering = self.get_ordering(request, queryset, view)
        if not ordering:
            return queryset
        return queryset.order_by(*ordering, "-pk")

    def _refuse_unknown(self, request: Request, view: APIView) -> None:
        """Every part as it was sent, also of a parameter that is repeated."""
        parts = [part for text in request.query_params.getlist("ordering") for part in text.split(",")]
        if any(part not in self._names(view) for part in parts):
            raise exceptions.ValidationError({"ordering": [_("This list can't be sorted by that.")]})

    def _names(self, view: APIView) -> list[str]:
        return [f"{sign}{name}" for name in getattr(view, "ordering_fields", ()) for sign in ("", "-")]

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, object]]:
        names = self._names(view)
        return [
            query_parameter("ordering", {"type": "array", "items": {"type": "string", "enum": names}}, explode=False)
        ]


class Containing(BaseFilterBackend):
    """`search`: rows that contain each of the words, by the queryset's own `containing`."""

    def filter_queryset(self, request: Request, queryset: Any, view: APIView) -> Any:
        words = request.query_params.get("search", "").replace("\x00", "").strip()
        if len(words) > LONGEST_SEARCH or len(words.split()) > MOST_WORDS:
            raise exceptions.ValidationError({"search": [_("These are too many words to search for.")]})
        return queryset.containing(words) if words else queryset

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, object]]:
        return [query_parameter("search", {"type": "string", "maxLength": LONGEST_SEARCH})]


def query_parameter(name: str, schema: dict[str, object], **more: object) -> dict[str, object]:
    """A parameter of a list as the schema has it."""
    return {"name": name, "in": "query", "required": False, "schema": schema, **more}


class ReadOnly(viewsets.ReadOnlyModelViewSet):
    """A scoped collection that is read; `model` has `visible_to`, everything starts there.

    `page` is the name of the page whose right holds here too (S14): whoever has none gets an empty page of the list, as
    contract C5 says it for each collection, and 404 for any row. It is empty for what everybody has of his own: files,
    notices, the units that others are named by.
    """

    request: SignedInApiRequest
    model: type[Model]
    page: str
    pagination_class = Pages
    filter_backends: tuple[type[BaseFilterBackend], ...] = (Filters, Ordering, Containing)
    lookup_value_regex = r"\d{1,15}"

    def is_open_to(self, user: "User") -> bool:
        """Whether the person has a right to the collection as a whole; its rows are asked of the scope."""
        return navigation.is_open_to(user, self.page)

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False) or not self.is_open_to(self.request.user):
            return self.model._default_manager.none()
        return self.rows(self.request.user)

    def rows(self, user: "User") -> QuerySet[Model]:
        return self.shaped(scoped(self.model).visible_to(user))

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        """With what the serializer shows, in a fixed number of queries."""
        return rows


class Writable(mixins.UpdateModelMixin, ReadOnly):
    """A scoped collection whose rows are changed by PATCH with `version`, by those who keep the files."""

    http_method_names = ("get", "patch", "head", "options")

    def check_object_permissions(self, request: Request, obj: object) -> None:
        super().check_object_permissions(request, obj)
        if request.method == "PATCH":
            editing.refuse_reader(self.request.user)
