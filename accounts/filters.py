import django_filters

from accounts.models import Organization
from accounts.states import OrganizationKind


class OrganizationFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=OrganizationKind.choices)
    parent = django_filters.NumberFilter(field_name="parent")
    is_active = django_filters.BooleanFilter()

    class Meta:
        model = Organization
        fields = ()
