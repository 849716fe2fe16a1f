import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.filters import Codes, Day, Ids, Texts
from inspections.models import Finding, FindingSource
from inspections.states import Level, SourceKind


class FindingFilter(django_filters.FilterSet):
    level = Codes(choices=Level.choices)
    category = Texts(method="by_category")
    source = Codes(choices=SourceKind.choices, method="by_source")
    park = Ids(field_name="park")
    enterprise = Ids(field_name="enterprise")
    found_after = Day(field_name="found_on", lookup_expr="gte")
    found_before = Day(field_name="found_on", lookup_expr="lte")

    class Meta:
        model = Finding
        fields = ()

    def by_category(self, rows: QuerySet[Finding], name: str, codes: list[str]) -> QuerySet[Finding]:
        return rows.filter(Q(category__in=codes) | Q(category__parent__in=codes))

    def by_source(self, rows: QuerySet[Finding], name: str, kinds: list[str]) -> QuerySet[Finding]:
        return rows.filter(Exists(FindingSource.objects.filter(finding=OuterRef("pk"), kind__in=kinds)))
