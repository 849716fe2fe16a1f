import django_filters

from core.filters import Codes, Day, Ids, Texts
from enterprises.models import Enterprise, Permit, Project
from enterprises.states import EnterpriseKind, OperatingState


class EnterpriseFilter(django_filters.FilterSet):
    park = Ids(field_name="park")
    kind = Codes(choices=EnterpriseKind.choices)
    state = Codes(choices=OperatingState.choices)
    credit_code = Texts()

    class Meta:
        model = Enterprise
        fields = ()


class PermitFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    kind = Texts(field_name="kind")
    valid_before = Day(field_name="valid_until", lookup_expr="lte")

    class Meta:
        model = Permit
        fields = ()


class ProjectFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    park = Ids(field_name="enterprise__park")
    state = Codes(choices=OperatingState.choices)

    class Meta:
        model = Project
        fields = ()
