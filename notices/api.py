from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.api.lists import ReadOnly
from notices.filters import NoticeFilter
from notices.models import Notice
from notices.serializers import NoticeSerializer


class NoticeViewSet(ReadOnly):
    """What has been told to me."""

    model = Notice
    page = ""
    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter
    ordering_fields = ("created_at", "day", "id")
    ordering = ("-created_at",)

    @extend_schema(request=None, responses=NoticeSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: object = None) -> Response:
        """Mark a notice as read; a second time changes nothing."""
        notice = self.get_object()
        Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())
        notice.refresh_from_db()
        return Response(NoticeSerializer(notice).data)
