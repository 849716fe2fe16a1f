import django_filters

from parks.models import Infrastructure, Park
from parks.states import InfrastructureStatus, ParkGrade


class ParkFilter(django_filters.FilterSet):
    code = django_filters.CharFilter()
    risk_grade = django_filters.ChoiceFilter(choices=ParkGrade.choices)

    class Meta:
        model = Park
        fields = ()


class InfrastructureFilter(django_filters.FilterSet):
    park = django_filters.NumberFilter(field_name="park")
    kind = django_filters.CharFilter(field_name="kind")
    status = django_filters.ChoiceFilter(choices=InfrastructureStatus.choices)

    class Meta:
        model = Infrastructure
        fields = ()
