import django_filters
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filters import Codes, Ids
from objections.models import Objection
from objections.querysets import ObjectionQuerySet
from objections.states import ObjectionState, Turn

LATE = (("true", _("answer overdue")),)


class ObjectionFilter(django_filters.FilterSet):
    state = Codes(choices=ObjectionState.choices)
    turn = Codes(choices=Turn.choices)
    park = Ids(field_name="enterprise__park")
    enterprise = Ids(field_name="enterprise")
    late = django_filters.ChoiceFilter(choices=LATE, method="by_late")

    class Meta:
        model = Objection
        fields = ()

    def by_late(self, rows: ObjectionQuerySet, name: str, is_late: str) -> ObjectionQuerySet:
        return rows.late(clock.today())
