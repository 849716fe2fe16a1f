from django.db.models import Model, QuerySet

from core.api.lists import Writable
from enterprises.filters import EnterpriseFilter, PermitFilter
from enterprises.models import Enterprise, Permit
from enterprises.serializers import EnterpriseSerializer, PermitDetailSerializer, PermitSerializer


class EnterpriseViewSet(Writable):
    """Enterprises under supervision."""

    model = Enterprise
    page = "enterprises:enterprise-list"
    serializer_class = EnterpriseSerializer
    filterset_class = EnterpriseFilter
    ordering_fields = ("name", "kind", "state", "id")
    ordering = ("name",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("park", "organization")


class PermitViewSet(Writable):
    """Permits with the period they are valid for."""

    model = Permit
    page = "enterprises:permit-list"
    serializer_class = PermitSerializer
    filterset_class = PermitFilter
    ordering_fields = ("valid_until", "apply_by", "issued_on", "id")
    ordering = ("valid_until",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("enterprise", "kind", "renewal")

    def get_serializer_class(self) -> type[PermitSerializer]:
        return PermitSerializer if self.action == "list" else PermitDetailSerializer
