"""The ledger over the API: read, register, and one action a step of the workflow."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.api.proving import refuse_stale_proof
from core.api.lists import ReadOnly
from core.api.once import KEY, answered_once
from core.api.requests import SignedInApiRequest
from core.figures import Moment
from rectification import workflow
from rectification.filters import ItemFilter
from rectification.listings import COLUMNS
from rectification.models import Item, Standing
from rectification.serializers.items import ItemDetailSerializer, ItemSerializer
from rectification.serializers.recording import ItemBodySerializer
from rectification.serializers.steps import BODIES
from rectification.services import advance, past, registration
from rectification.services.advancing import refuse_stale

SORTABLE = tuple(sorted(column.by for column in COLUMNS if column.by in Item.readers.columns))
"""What the ledger sorts by among the item's own columns."""
BESIDE = ("finding__sources", "finding__citations__basis__instrument", "assisting")
"""What is fetched beside items, for each page of them at once."""


class ItemViewSet(ReadOnly):
    """The rectification ledger (整改台账)."""

    model = Item
    page = "rectification:item-list"
    filterset_class = ItemFilter
    ordering_fields = ("number", "registered_at", "id", *SORTABLE)
    ordering = ("-id",)

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Item]]:
        return ItemSerializer if self.action == "list" else ItemDetailSerializer

    def shaped(self, rows: Any) -> Any:
        rows = rows.select_related(
            "finding", "category", "park", "enterprise", "project", "lead_organization", "assigned_by_organization"
        )
        rows = rows.with_open_extensions().prefetch_related(*BESIDE)
        if self.action == "list":
            return rows
        return rows.prefetch_related("evidence__attachment", "finding__photos", "history")

    def paginate_queryset(self, queryset: Any) -> Any:
        """With `as_of` the rows found are standings: the items are shown as they stood."""
        if queryset.model is not Standing:
            return super().paginate_queryset(queryset)
        moment = Moment.end_of(date.fromisoformat(self.request.query_params["as_of"]))
        items = past.as_they_stood(super().paginate_queryset(queryset.for_list()) or (), moment)
        prefetch_related_objects(items, *BESIDE)
        return items

    def present(self, pk: int) -> Mapping[str, object]:
        """The item as this user reads it now; what the step has taken out of sight is still answered."""
        rows = self.get_queryset().filter(pk=pk)
        item = rows.first() or self.shaped(Item.objects.filter(pk=pk)).get()
        return ItemDetailSerializer(item, context=self.get_serializer_context()).data

    @extend_schema(request=ItemBodySerializer, responses={201: ItemDetailSerializer}, parameters=[KEY])
    def create(self, request: SignedInApiRequest) -> Response:
        def act() -> tuple[int, object]:
            body = ItemBodySerializer(data=request.data, context=self.get_serializer_context())
            body.is_valid(raise_exception=True)
            finding = body.validated_data.get("finding")
            if finding is not None:
                item = registration.register_finding(finding, actor=request.user)
            else:
                item = registration.register(body.given(), actor=request.user)
            return status.HTTP_201_CREATED, self.present(item.pk)

        return answered_once(request, act)

    def _take(self, request: SignedInApiRequest, name: str) -> Response:
        def act() -> tuple[int, object]:
            item = self.get_object()
            self._refuse_first(item, name, request)
            body = BODIES[name](data=request.data, context=self.get_serializer_context())
            body.is_valid(raise_exception=True)
            given = {key: value for key, value in body.validated_data.items() if value is not None}
            advance(item.pk, name, actor=request.user, **given)
            return status.HTTP_200_OK, self.present(item.pk)

        return answered_once(request, act)

    def _refuse_first(self, item: Item, name: str, request: SignedInApiRequest) -> None:
        """A stale page and the wrong person are told so before anything that is missing."""
        version = request.data.get("version") if isinstance(request.data, dict) else None
        if isinstance(version, int):
            refuse_stale(item, version)
        workflow.check_turn(item, workflow.TRANSITIONS[name], request.user)
        if workflow.TRANSITIONS[name].approves:
            refuse_stale_proof(request)


def step_action(name: str) -> Callable[..., Response]:
    """The action of a step; what is asked stands in its body, who may in the workflow's table."""

    def take(self: ItemViewSet, request: SignedInApiRequest, pk: object = None) -> Response:
        return self._take(request, name)

    take.__name__ = f"take_{name.replace('-', '_')}"
    take.__doc__ = str(workflow.TRANSITIONS[name].label)
    act = action(detail=True, methods=["post"], url_path=name, url_name=name)(take)
    return extend_schema(request=BODIES[name], responses=ItemDetailSerializer, parameters=[KEY])(act)


for _name in workflow.TRANSITIONS:
    setattr(ItemViewSet, f"take_{_name.replace('-', '_')}", step_action(_name))
