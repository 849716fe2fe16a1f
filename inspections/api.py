"""Findings over the API: recorded here, put on the ledger by `rectifications`."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from core.api.lists import ReadOnly
from core.api.once import KEY, answered_once
from core.api.requests import SignedInApiRequest
from inspections.filters import FindingFilter
from inspections.models import Finding
from inspections.serializers import FindingBodySerializer, FindingSerializer
from inspections.services import recording


class FindingViewSet(ReadOnly):
    """Problems found (问题/隐患), each with its sources."""

    model = Finding
    page = ""  # as wide as their scope: they have no page of their own
    serializer_class = FindingSerializer
    filterset_class = FindingFilter
    ordering_fields = ("found_on", "recorded_at", "level", "id")
    ordering = ("-recorded_at",)

    def shaped(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        shown = rows.select_related("category", "park", "enterprise", "project", "recorded_by", "item")
        return shown.prefetch_related("sources", "citations__basis__instrument")

    @extend_schema(request=FindingBodySerializer, responses={201: FindingSerializer}, parameters=[KEY])
    def create(self, request: SignedInApiRequest) -> Response:
        def act() -> tuple[int, object]:
            body = FindingBodySerializer(data=request.data, context=self.get_serializer_context())
            body.is_valid(raise_exception=True)
            finding = recording.record_finding(body.given(), actor=request.user)
            shown = self.shaped(Finding.objects.filter(pk=finding.pk)).get()
            return status.HTTP_201_CREATED, FindingSerializer(shown, context=self.get_serializer_context()).data

        return answered_once(request, act)
