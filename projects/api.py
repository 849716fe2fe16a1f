from django.db.models import Model, QuerySet

from core.api.lists import Writable
from projects.filters import ProjectFilter
from projects.models import Project
from projects.serializers import ProjectSerializer


class ProjectViewSet(Writable):
    """Construction projects with their approvals."""

    model = Project
    page = "projects:project-list"
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilter
    ordering_fields = ("name", "state", "planned_completion", "id")
    ordering = ("name",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("enterprise").prefetch_related("approvals__kind")
