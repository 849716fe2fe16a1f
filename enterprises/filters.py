from datetime import timedelta

import django_filters
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filters import Codes, Day, Ids, Texts, TrueOrFalse
from enterprises.models import Enterprise, Permit, Project
from enterprises.querysets import EnterpriseQuerySet
from enterprises.states import EnterpriseKind, OperatingState

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

    permits = django_filters.ChoiceFilter(choices=PERMIT_TERMS, method="by_permits")
    hazard = TrueOrFalse(field_name="has_major_hazard_source")

    def by_permits(self, rows: EnterpriseQuerySet, name: str, term: str) -> EnterpriseQuerySet:
        today = clock.today()
        if term == "expired":
            return rows.with_permit_ending(None, today - timedelta(days=1))
        return rows.with_permit_ending(today, today + timedelta(days=int(term)))


class PermitFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    kind = Texts(field_name="kind")
    valid_before = Day(field_name="valid_until", lookup_expr="lte")

    class Meta:
        model = Permit
        fields = ()


class ProjectFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="enterprise")
    park = Ids(field_name="enterprise__park")
    state = Codes(choices=OperatingState.choices)

    class Meta:
        model = Project
        fields = ()
