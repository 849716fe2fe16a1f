import django_filters

from accounts.models import Organization
from accounts.states import OrganizationKind
from core.filters import Codes, Ids, TrueOrFalse


class OrganizationFilter(django_filters.FilterSet):
    kind = Codes(choices=OrganizationKind.choices)
    parent = Ids(field_name="parent")
    is_active = TrueOrFalse()

    class Meta:
        model = Organization
        fields = ()
