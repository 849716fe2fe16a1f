import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import Codes, Day, Id, Ids
from visits.models import Cap, Visit
from visits.querysets import VisitQuerySet
from visits.states import Flag, Nature, TaskSource, VisitKind, VisitState


class VisitFilter(django_filters.FilterSet):
    state = Codes(choices=VisitState.choices)
    nature = Codes(choices=Nature.choices)
    kind = Codes(choices=VisitKind.choices)
    source = Codes(choices=TaskSource.choices)
    body = Ids()
    enterprise = Ids()
    park = Ids(field_name="enterprise__park")
    campaign = Ids()
    flag = django_filters.ChoiceFilter(choices=Flag.choices, method="by_flag")
    planned_after = Day(field_name="planned_on", lookup_expr="gte")
    planned_before = Day(field_name="planned_on", lookup_expr="lte")
    officer = Id(field_name="officers__person", method="by_officer", label=_("Inspector"))

    class Meta:
        model = Visit
        fields = ()

    def by_flag(self, rows: VisitQuerySet, name: str, flag: str) -> VisitQuerySet:
        return rows.flagged(flag)

    def by_officer(self, rows: VisitQuerySet, name: str, person: object) -> VisitQuerySet:
        return rows.with_officer(int(str(person)))


class CapFilter(django_filters.FilterSet):
    body = Ids()

    class Meta:
        model = Cap
        fields = ()
