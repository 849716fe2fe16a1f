from django.db.models import Model, QuerySet

from core.api.lists import Writable
from safety.filters import HazardSourceFilter
from safety.models import HazardSource
from safety.serializers import HazardSourceSerializer


class HazardSourceViewSet(Writable):
    """Hazard sources with their latest assessment (GB 18218)."""

    model = HazardSource
    page = "safety:source-list"
    serializer_class = HazardSourceSerializer
    filterset_class = HazardSourceFilter
    ordering_fields = ("name", "filed_on", "id")
    ordering = ("name",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("enterprise", "current").prefetch_related("current__substances__substance")
