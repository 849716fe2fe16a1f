from django.db.models import Model, QuerySet

from core.api.lists import Writable
from enterprises.filters import EnterpriseFilter, PermitFilter, ProjectFilter
from enterprises.models import Enterprise, Permit, Project
from enterprises.serializers import EnterpriseSerializer, PermitSerializer, ProjectSerializer


class EnterpriseViewSet(Writable):
    """Enterprises under supervision."""

    model = Enterprise
    serializer_class = EnterpriseSerializer
    filterset_class = EnterpriseFilter
    ordering_fields = ("name", "kind", "state", "id")
    ordering = ("name",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("park", "organization")


class PermitViewSet(Writable):
    """Permits with the period they are valid for."""

    model = Permit
    serializer_class = PermitSerializer
    filterset_class = PermitFilter
    ordering_fields = ("valid_until", "issued_on", "id")
    ordering = ("valid_until",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("enterprise", "kind")


class ProjectViewSet(Writable):
    """Construction projects with their approvals."""

    model = Project
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilter
    ordering_fields = ("name", "state", "planned_completion", "id")
    ordering = ("name",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("enterprise").prefetch_related("approvals__kind")
