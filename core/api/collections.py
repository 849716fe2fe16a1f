"""Files and notices, of whatever they hang at."""

from collections.abc import Iterable

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.lists import ReadOnly
from core.api.once import KEY, answered_once
from core.api.requests import SignedInApiRequest
from core.filters import AttachmentFilter
from core.models import Attachment
from core.serializers import AttachmentSerializer, UploadSerializer
from core.services import attachments
from core.views.files import served


class AnyAnswer(DefaultContentNegotiation):
    """A file is what it is, whatever kind of answer was asked for."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str | None]:
        first = next(iter(renderers))
        return first, first.media_type


class AttachmentViewSet(ReadOnly):
    """Photos and documents; what is uploaded is used as evidence by its id."""

    model = Attachment
    page = ""
    serializer_class = AttachmentSerializer
    filterset_class = AttachmentFilter
    parser_classes = (MultiPartParser,)
    ordering_fields = ("received_at", "id")
    ordering = ("-received_at",)

    @extend_schema(
        request={"multipart/form-data": UploadSerializer}, responses={201: AttachmentSerializer}, parameters=[KEY]
    )
    def create(self, request: SignedInApiRequest) -> Response:
        def act() -> tuple[int, object]:
            given = UploadSerializer(data=request.data)
            given.is_valid(raise_exception=True)
            file, kind = given.validated_data["file"], given.validated_data["kind"]
            stored = attachments.store(file, kind=kind, uploader=request.user)
            answer = AttachmentSerializer(stored, context={**self.get_serializer_context(), "fresh": stored.pk})
            return status.HTTP_201_CREATED, answer.data

        return answered_once(request, act)

    @extend_schema(
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, (200, "image/jpeg"): OpenApiTypes.BINARY},
        parameters=[OpenApiParameter("thumb", OpenApiTypes.STR, description="The small picture of a photo.")],
        filters=False,
    )
    @action(detail=True, url_path="file", content_negotiation_class=AnyAnswer)
    def file(self, request: Request, pk: object = None) -> HttpResponseBase:
        """The bytes, for whoever may see the file."""
        attachment = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
        try:
            return served(attachment, thumbnail="thumb" in request.query_params)
        except FileNotFoundError as missing:
            raise Http404 from missing
