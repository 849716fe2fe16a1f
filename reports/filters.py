from collections.abc import Sequence

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import Codes, Keys, Texts
from reports.models import MonthlyReport
from reports.states import ReportState


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
