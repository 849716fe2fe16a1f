from datetime import date, timedelta

import django_filters
from django.utils.translation import gettext_lazy as _

from core import clock
from core.completeness import by_completeness
from core.filters import Codes, Day, Ids, Texts, TrueOrFalse
from enterprises.models import Enterprise, Permit
from enterprises.querysets import EnterpriseQuerySet, PermitQuerySet
from enterprises.states import EnterpriseKind, OperatingState, PermitState

PERMIT_TERMS = (
    ("expired", _("expired")),
    ("30", _("expires within 30 days")),
    ("90", _("expires within 90 days")),
    ("180", _("expires within 180 days")),
)


class EnterpriseFilter(django_filters.FilterSet):
    park = Ids(field_name="park")
    kind = Codes(choices=EnterpriseKind.choices)
    state = Codes(choices=OperatingState.choices)
    credit_code = Texts()

    class Meta:
        model = Enterprise
        fields = ()


class EnterpriseListFilter(EnterpriseFilter):
    """The filters of the page: those of the API, and permits that end."""

    enterprise = Ids(field_name="pk")
    linked = Ids(field_name="linked_organization")
    permits = django_filters.ChoiceFilter(choices=PERMIT_TERMS, method="by_permits")
    hazard = TrueOrFalse(field_name="has_major_hazard_source")
    complete = TrueOrFalse(method="by_completeness")
    keeper = Ids(method="by_keeper")
    state = Codes(choices=OperatingState.choices, method="by_state")
    state_on = Day(method="nothing")

    def by_completeness(self, rows: EnterpriseQuerySet, name: str, is_complete: bool | None) -> EnterpriseQuerySet:
        return by_completeness(rows, is_complete)

    def by_keeper(self, rows: EnterpriseQuerySet, name: str, units: list[int]) -> EnterpriseQuerySet:
        return rows.kept_by(units)

    def by_state(self, rows: EnterpriseQuerySet, name: str, states: list[str]) -> EnterpriseQuerySet:
        """In one of the states today, or on the day that is asked for."""
        day = self.form.cleaned_data.get("state_on")
        return rows.in_state_on(day, *states) if day else rows.filter(state__in=states)

    def nothing(self, rows: EnterpriseQuerySet, name: str, day: date) -> EnterpriseQuerySet:
        """Says for which day the state is asked; picks nothing by itself."""
        return rows

    def by_permits(self, rows: EnterpriseQuerySet, name: str, term: str) -> EnterpriseQuerySet:
        return rows.with_permit_ending(*_days_of(term))


def _days_of(term: str) -> tuple[date | None, date]:
    """The first and last of the days on which something of a term ends."""
    today = clock.today()
    if term == "expired":
        return None, today - timedelta(days=1)
    return today, today + timedelta(days=int(term))


class PermitFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    park = Ids(field_name="enterprise__park")
    kind = Texts(field_name="kind")
    state = Codes(choices=PermitState.choices)
    term = django_filters.ChoiceFilter(choices=PERMIT_TERMS, method="by_term")
    valid_before = Day(field_name="valid_until", lookup_expr="lte")
    valid_after = Day(field_name="valid_until", lookup_expr="gte")
    valid_on = Day(method="by_day")

    def by_term(self, rows: PermitQuerySet, name: str, term: str) -> PermitQuerySet:
        return rows.ending(*_days_of(term))

    def by_day(self, rows: PermitQuerySet, name: str, day: date) -> PermitQuerySet:
        return rows.valid_on(day)

    class Meta:
        model = Permit
        fields = ()
