import django_filters

from core import clock
from core.filters import Codes, Ids, TrueOrFalse
from plans.models import Closure, EnterprisePlan
from plans.querysets import ClosureQuerySet, EnterprisePlanQuerySet
from plans.states import ClosureKind, ClosureState, PlanKind, PlanState


class PlanFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    park = Ids(field_name="enterprise__park")
    kind = Codes(choices=PlanKind.choices)
    state = Codes(choices=PlanState.choices)
    late = TrueOrFalse(method="by_late")

    def by_late(self, rows: EnterprisePlanQuerySet, name: str, wanted: bool) -> EnterprisePlanQuerySet:
        late = rows.model.objects.with_late_measures(clock.today())
        return rows.filter(pk__in=late.values("pk")) if wanted else rows.exclude(pk__in=late.values("pk"))

    class Meta:
        model = EnterprisePlan
        fields = ()


class ClosureFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    park = Ids(field_name="enterprise__park")
    kind = Codes(choices=ClosureKind.choices)
    state = Codes(choices=ClosureState.choices)
    unpaid = TrueOrFalse(method="by_unpaid")

    def by_unpaid(self, rows: ClosureQuerySet, name: str, wanted: bool) -> ClosureQuerySet:
        late = Closure.objects.late_with_payment(clock.today())
        return rows.filter(pk__in=late.values("pk")) if wanted else rows.exclude(pk__in=late.values("pk"))

    class Meta:
        model = Closure
        fields = ()
