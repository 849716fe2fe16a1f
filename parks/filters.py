from datetime import date

import django_filters
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.completeness import by_completeness
from core.filters import Codes, Day, Id, Ids, Texts, TrueOrFalse
from parks.models import Infrastructure, Park, QuotaPosting
from parks.querysets import InfrastructureQuerySet, ParkQuerySet
from parks.states import InfrastructureStatus, ParkGrade, Pollutant, PostingKind


class ParkFilter(django_filters.FilterSet):
    park = Ids(field_name="pk")
    code = Texts()
    risk_grade = Codes(choices=ParkGrade.choices)
    complete = TrueOrFalse(method="by_completeness")

    class Meta:
        model = Park
        fields = ()

    def by_completeness(self, rows: ParkQuerySet, name: str, is_complete: bool | None) -> ParkQuerySet:
        return by_completeness(rows, is_complete)


class StoodFilter(django_filters.FilterSet):
    """Of facilities as of a day: the status of that day."""

    as_of = Day(method="by_day")
    status = Codes(choices=InfrastructureStatus.choices, field_name="status_then")
    late = TrueOrFalse(method="by_late", label=_("Late"))

    def filter_queryset(self, queryset: InfrastructureQuerySet) -> QuerySet[Model]:
        """The day first: the others ask how it was then."""
        rows: QuerySet[Model] = super().filter_queryset(queryset.as_of(self._day))
        return rows

    @property
    def _day(self) -> date:
        return min(self.form.cleaned_data.get("as_of") or clock.today(), clock.today())

    def by_day(self, rows: InfrastructureQuerySet, name: str, day: date) -> InfrastructureQuerySet:
        """Those that were on file then."""
        return rows.on_file_then()

    def by_late(self, rows: InfrastructureQuerySet, name: str, is_late: bool) -> InfrastructureQuerySet:
        late = rows.late_on(self._day)
        return late if is_late else rows.exclude(pk__in=late.values("pk"))


class InfrastructureListFilter(StoodFilter):
    park = Ids(field_name="park")
    kind = Texts(field_name="kind")

    class Meta:
        model = Infrastructure
        fields = ()


class InfrastructureFilter(django_filters.FilterSet):
    park = Ids(field_name="park")
    kind = Texts(field_name="kind")
    status = Codes(choices=InfrastructureStatus.choices)

    class Meta:
        model = Infrastructure
        fields = ()


class QuotaPostingFilter(django_filters.FilterSet):
    park = Ids(field_name="account__park")
    account = Ids(field_name="account")
    pollutant = Codes(choices=Pollutant.choices, field_name="account__pollutant")
    year = Id(field_name="account__year")
    kind = Codes(choices=PostingKind.choices)
    after = Day(field_name="day", lookup_expr="gte")
    before = Day(field_name="day", lookup_expr="lte")

    class Meta:
        model = QuotaPosting
        fields = ()
