import django_filters

from core.filters import Codes, Ids, Texts
from parks.models import Infrastructure, Park
from parks.states import InfrastructureStatus, ParkGrade


class ParkFilter(django_filters.FilterSet):
    park = Ids(field_name="pk")
    code = Texts()
    risk_grade = Codes(choices=ParkGrade.choices)

    class Meta:
        model = Park
        fields = ()


class InfrastructureFilter(django_filters.FilterSet):
    park = Ids(field_name="park")
    kind = Texts(field_name="kind")
    status = Codes(choices=InfrastructureStatus.choices)

    class Meta:
        model = Infrastructure
        fields = ()
