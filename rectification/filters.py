"""The filters of the ledger, for page and API alike: the link is the view."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from inspections.states import Level, SourceKind
from rectification.models import Item
from rectification.states import State, SupervisionLevel


class CodesFilter(django_filters.BaseInFilter, django_filters.ChoiceFilter):
    """One code, or several with commas between."""


class IdsFilter(django_filters.BaseInFilter, django_filters.NumberFilter):
    """One id, or several with commas between."""


class ItemFilter(django_filters.FilterSet):
    state = CodesFilter(choices=State.choices, label=_("State"))
    level = CodesFilter(choices=Level.choices, label=_("Level"))
    category = django_filters.CharFilter(method="by_category", label=_("Category"))
    source = CodesFilter(choices=SourceKind.choices, method="by_source", label=_("Source"))
    park = IdsFilter(field_name="park", label=_("Park"))
    enterprise = IdsFilter(field_name="enterprise", label=_("Enterprise"))
    project = IdsFilter(field_name="project", label=_("Project"))
    lead_organization = IdsFilter(field_name="lead_organization", label=_("Lead unit"))
    supervision = CodesFilter(field_name="supervision_level", choices=SupervisionLevel.choices, label=_("Supervision"))
    overdue = django_filters.BooleanFilter(method="by_overdue", label=_("Overdue"))
    deadline_after = django_filters.DateFilter(field_name="deadline", lookup_expr="gte", label=_("Deadline from"))
    deadline_before = django_filters.DateFilter(field_name="deadline", lookup_expr="lte", label=_("Deadline until"))
    found_after = django_filters.DateFilter(field_name="found_on", lookup_expr="gte", label=_("Found from"))
    found_before = django_filters.DateFilter(field_name="found_on", lookup_expr="lte", label=_("Found until"))

    class Meta:
        model = Item
        fields = ()

    def by_category(self, rows: Any, name: str, codes: str) -> QuerySet[Item]:
        wanted = [code.strip() for code in codes.split(",")]
        return rows.filter(Q(category__in=wanted) | Q(category__parent__in=wanted))

    def by_source(self, rows: Any, name: str, kinds: list[str]) -> QuerySet[Item]:
        return rows.from_source(*kinds)

    def by_overdue(self, rows: Any, name: str, wanted: bool) -> QuerySet[Item]:
        today = clock.today()
        return rows.overdue(today) if wanted else rows.not_overdue(today)
