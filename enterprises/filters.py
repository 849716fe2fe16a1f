import django_filters

from enterprises.models import Enterprise, Permit, Project
from enterprises.states import EnterpriseKind, OperatingState


class EnterpriseFilter(django_filters.FilterSet):
    park = django_filters.NumberFilter(field_name="park")
    kind = django_filters.ChoiceFilter(choices=EnterpriseKind.choices)
    state = django_filters.ChoiceFilter(choices=OperatingState.choices)
    credit_code = django_filters.CharFilter()

    class Meta:
        model = Enterprise
        fields = ()


class PermitFilter(django_filters.FilterSet):
    enterprise = django_filters.NumberFilter(field_name="enterprise")
    kind = django_filters.CharFilter(field_name="kind")
    valid_before = django_filters.DateFilter(field_name="valid_until", lookup_expr="lte")

    class Meta:
        model = Permit
        fields = ()


class ProjectFilter(django_filters.FilterSet):
    enterprise = django_filters.NumberFilter(field_name="enterprise")
    park = django_filters.NumberFilter(field_name="enterprise__park")
    state = django_filters.ChoiceFilter(choices=OperatingState.choices)

    class Meta:
        model = Project
        fields = ()
