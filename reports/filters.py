from collections.abc import Sequence

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import Codes, Keys, Texts
from reports.models import Circular, MonthlyReport, SentVersion, Wording
from reports.states import ReportState, WordingState


class ReportFilter(django_filters.FilterSet):
    period = Texts(label=_("Month"))
    park = Keys(method="by_park", label=_("Park"))
    state = Codes(choices=ReportState.choices, label=_("State"))

    class Meta:
        model = MonthlyReport
        fields = ()

    def by_park(self, rows: QuerySet[MonthlyReport], name: str, keys: Sequence[str]) -> QuerySet[MonthlyReport]:
        """`none` are the reports of the whole county."""
        parks = rows.filter(park__in=[key for key in keys if key != "none"])
        return parks | rows.filter(park=None) if "none" in keys else parks


class CircularFilter(django_filters.FilterSet):
    """Circulars are few: nothing is picked among them."""

    class Meta:
        model = Circular
        fields = ()


class SentFilter(django_filters.FilterSet):
    period = Texts(field_name="report__period", label=_("Month"))

    class Meta:
        model = SentVersion
        fields = ()


class WordingFilter(django_filters.FilterSet):
    state = Codes(choices=WordingState.choices, label=_("State"))

    class Meta:
        model = Wording
        fields = ()
