"""Hand-overs over the API, by the services of the pages: looked at first, then all of it in one act."""

from django.db.models import Model, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.filters import HandOverFilter
from accounts.models import HandOver, User
from accounts.serializers import (
    HandOverBodySerializer,
    HandOverPreviewSerializer,
    HandOverSerializer,
    WhoSerializer,
)
from accounts.services import handing_over
from core.api.lists import ReadOnly
from core.api.once import KEY, answered_once
from core.api.requests import SignedInApiRequest

WHO = [OpenApiParameter("successor", int, required=True), OpenApiParameter("person", int)]


class HandOverViewSet(ReadOnly):
    """Hand-overs of all open work (交接): the own ones, given or taken, and as head those of the unit."""

    model = HandOver
    page = "accounts:handover-list"
    serializer_class = HandOverSerializer
    filterset_class = HandOverFilter
    filter_backends = ReadOnly.filter_backends[:2]
    ordering_fields = ("created_at", "from_day", "id")
    ordering = ("-created_at",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("person", "successor")

    def present(self, pk: int) -> object:
        return HandOverSerializer(self.get_queryset().get(pk=pk), context=self.get_serializer_context()).data

    @extend_schema(request=HandOverBodySerializer, responses={201: HandOverSerializer}, parameters=[KEY])
    def create(self, request: SignedInApiRequest) -> Response:
        """Hand over at once, or enter it for its day: all of it or nothing; `seen` is the seal of the preview."""

        def act() -> tuple[int, object]:
            body = HandOverBodySerializer(data=request.data, context=self.get_serializer_context())
            body.is_valid(raise_exception=True)
            person = body.validated_data.get("person") or request.user
            made = handing_over.hand_over(person, body.given(), actor=request.user)
            return status.HTTP_201_CREATED, self.present(made.pk)

        return answered_once(request, act)

    @extend_schema(parameters=WHO, responses=HandOverPreviewSerializer, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None)
    def preview(self, request: SignedInApiRequest) -> Response:
        """What would go over and what would stay, of each kind, with the seal that the act gives back as `seen`."""
        who = WhoSerializer(data=request.query_params, context=self.get_serializer_context())
        who.is_valid(raise_exception=True)
        person: User = who.validated_data.get("person") or request.user
        parts = handing_over.looked_at(person, who.validated_data["successor"], actor=request.user)
        return Response(HandOverPreviewSerializer({"seen": handing_over.seal_of(parts), "parts": parts}).data)

    @extend_schema(request=None, responses=HandOverSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def cancel(self, request: SignedInApiRequest, pk: object = None) -> Response:
        """Call off one that waits for its day."""

        def act() -> tuple[int, object]:
            held = handing_over.call_off(self.get_object().pk, actor=request.user)
            return status.HTTP_200_OK, self.present(held.pk)

        return answered_once(request, act)
