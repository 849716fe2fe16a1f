import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import Finding, FindingSource
from inspections.states import Level, SourceKind


class FindingFilter(django_filters.FilterSet):
    level = django_filters.ChoiceFilter(choices=Level.choices)
    category = django_filters.CharFilter(method="by_category")
    source = django_filters.ChoiceFilter(choices=SourceKind.choices, method="by_source")
    park = django_filters.NumberFilter(field_name="park")
    enterprise = django_filters.NumberFilter(field_name="enterprise")
    found_after = django_filters.DateFilter(field_name="found_on", lookup_expr="gte")
    found_before = django_filters.DateFilter(field_name="found_on", lookup_expr="lte")

    class Meta:
        model = Finding
        fields = ()

    def by_category(self, rows: QuerySet[Finding], name: str, code: str) -> QuerySet[Finding]:
        return rows.filter(Q(category=code) | Q(category__parent=code))

    def by_source(self, rows: QuerySet[Finding], name: str, kind: str) -> QuerySet[Finding]:
        return rows.filter(Exists(FindingSource.objects.filter(finding=OuterRef("pk"), kind=kind)))
