from django.db.models import Model, QuerySet

from core.api.lists import ReadOnly
from reports.filters import ReportFilter
from reports.models import MonthlyReport
from reports.serializers import ReportSerializer


class ReportViewSet(ReadOnly):
    """The monthly supervisory reports (月报)."""

    model = MonthlyReport
    page = "reports:report-list"
    serializer_class = ReportSerializer
    filterset_class = ReportFilter
    ordering_fields = ("period", "edition", "state", "id")
    ordering = ("-period",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("park", "county", "document").defer("document__content")
