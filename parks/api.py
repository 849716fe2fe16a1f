from django.db.models import Model, QuerySet

from core.api.lists import Writable
from parks.filters import InfrastructureFilter, ParkFilter
from parks.models import Infrastructure, Park
from parks.serializers import InfrastructureDetailSerializer, InfrastructureSerializer, ParkSerializer


class ParkViewSet(Writable):
    """Parks and their files."""

    model = Park
    page = "parks:park-list"
    serializer_class = ParkSerializer
    filterset_class = ParkFilter
    ordering_fields = ("code", "name", "risk_grade", "id")
    ordering = ("code",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("county", "committee")


class InfrastructureViewSet(Writable):
    """Facilities of the parks, with planned and real milestones."""

    model = Infrastructure
    page = "parks:infrastructure-list"
    serializer_class = InfrastructureSerializer
    filterset_class = InfrastructureFilter
    ordering_fields = ("park", "kind", "planned_completion", "progress", "id")
    ordering = ("park", "kind")

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("park", "kind")

    def get_serializer_class(self) -> type[InfrastructureSerializer]:
        """One facility comes with the history of its progress."""
        return InfrastructureSerializer if self.action == "list" else InfrastructureDetailSerializer
