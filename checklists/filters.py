import django_filters

from checklists.models import Edition
from checklists.states import EditionState, Kind
from core.filters import Codes


class EditionFilter(django_filters.FilterSet):
    kind = Codes(choices=Kind.choices)
    state = Codes(choices=EditionState.choices)

    class Meta:
        model = Edition
        fields = ()
