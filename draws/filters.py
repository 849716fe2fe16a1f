import django_filters

from core.filters import Codes
from draws.models import Draw, Interest
from draws.querysets import DrawQuerySet
from draws.states import DrawState, InterestKind


class DrawFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=DrawState.choices, method="by_state")

    class Meta:
        model = Draw
        fields = ()

    def by_state(self, rows: DrawQuerySet, name: str, state: str) -> DrawQuerySet:
        return rows.in_state(state)


class InterestFilter(django_filters.FilterSet):
    kind = Codes(choices=InterestKind.choices)

    class Meta:
        model = Interest
        fields = ()
