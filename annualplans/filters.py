import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from annualplans.models import Line, UnplacedVisit, YearPlan
from annualplans.querysets import LineQuerySet
from annualplans.states import MONTHS, PlanState, Progress, Purpose, Why
from core import clock
from core.filters import Codes, Id, Ids
from enterprises.models import Enterprise

MONTH_CODES = tuple((str(month), str(month)) for month in range(1, MONTHS + 1))


class PlanFilter(django_filters.FilterSet):
    state = Codes(choices=PlanState.choices)

    class Meta:
        model = YearPlan
        fields = ()


class PlantFilter(django_filters.FilterSet):
    """Plants of one plan: each row says which (`of_plan`)."""

    park = Ids()
    body = Id(method="by_body")
    why = django_filters.ChoiceFilter(choices=Why.choices, method="by_why")

    class Meta:
        model = Enterprise
        fields = ()

    def by_body(self, rows: QuerySet[Enterprise], name: str, body: object) -> QuerySet[Enterprise]:
        here = {"plan": OuterRef("of_plan"), "enterprise": OuterRef("pk"), "body": int(str(body))}
        return rows.filter(Exists(Line.objects.filter(**here)))

    def by_why(self, rows: QuerySet[Enterprise], name: str, why: str) -> QuerySet[Enterprise]:
        here = {"plan": OuterRef("of_plan"), "enterprise": OuterRef("pk"), "why": why}
        return rows.filter(Exists(UnplacedVisit.objects.filter(**here)))


class LineFilter(django_filters.FilterSet):
    plan = Ids()
    body = Ids()
    enterprise = Ids()
    park = Ids(field_name="enterprise__park")
    month = Codes(choices=MONTH_CODES)
    purpose = Codes(choices=Purpose.choices)
    progress = django_filters.ChoiceFilter(choices=Progress.choices, method="by_progress")

    class Meta:
        model = Line
        fields = ()

    def by_progress(self, rows: LineQuerySet, name: str, progress: str) -> LineQuerySet:
        return rows.in_force().stands(progress, clock.today())


class UnplacedFilter(django_filters.FilterSet):
    plan = Ids()
    body = Ids()
    enterprise = Ids()
    park = Ids(field_name="enterprise__park")
    why = Codes(choices=Why.choices)

    class Meta:
        model = UnplacedVisit
        fields = ()
