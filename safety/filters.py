from datetime import date

import django_filters
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filters import Codes, Day, Ids, TrueOrFalse
from core.states import ProposalState
from safety.models import (
    Drill,
    EmergencyPlan,
    Guarantor,
    GuarantorCheck,
    HazardSource,
    KeyPerson,
    Shortfall,
    StatusAssessment,
)
from safety.querysets import GuarantorQuerySet, HazardSourceQuerySet, KeyPersonQuerySet
from safety.states import DrillKind, Duty, HazardLevel, PlanKind, Post, ShortfallKind, SourceState, UnitKind

MAJOR, NONE = "major", "none"
LEVELS = (
    (MAJOR, _("any level")),
    *((str(level.value), level.label) for level in HazardLevel),
    (NONE, _("no major hazard source")),
)
TERMS = (
    ("filing", _("not filed since the assessment")),
    ("filing_late", _("filing overdue")),
    ("assessment_late", _("assessment overdue")),
    ("assessment_90", _("assessment due within 90 days")),
)


class HazardSourceFilter(django_filters.FilterSet):
    level = django_filters.ChoiceFilter(choices=LEVELS, method="by_level")
    park = Ids(field_name="enterprise__park")
    enterprise = Ids(field_name="enterprise")
    kind = Codes(choices=UnitKind.choices)
    state = Codes(choices=SourceState.choices)
    assessed_before = Day(field_name="current__assessed_on", lookup_expr="lte")

    class Meta:
        model = HazardSource
        fields = ()

    def by_level(self, rows: HazardSourceQuerySet, name: str, level: str) -> HazardSourceQuerySet:
        major = rows.major()
        if level == NONE:
            return rows.exclude(pk__in=major.values("pk"))
        return major if level == MAJOR else major.filter(current__level=level)


class HazardSourceListFilter(HazardSourceFilter):
    """The filters of the page: those of the API, and what is due."""

    due = django_filters.ChoiceFilter(choices=TERMS, method="by_due")

    def by_due(self, rows: HazardSourceQuerySet, name: str, term: str) -> HazardSourceQuerySet:
        today: date = clock.today()
        if term == "filing":
            return rows.unfiled()
        if term == "filing_late":
            return rows.filing_late(today)
        return rows.assessment_late(today) if term == "assessment_late" else rows.assessment_soon(today)


class ShortfallFilter(django_filters.FilterSet):
    park = Ids(field_name="enterprise__park")
    enterprise = Ids(field_name="enterprise")
    kind = Codes(choices=ShortfallKind.choices)
    state = Codes(choices=ProposalState.choices)

    class Meta:
        model = Shortfall
        fields = ()


class OfEnterpriseFilter(django_filters.FilterSet):
    """Of rows in the file of an enterprise."""

    enterprise = Ids(field_name="enterprise")
    park = Ids(field_name="enterprise__park")


class KeyPersonFilter(OfEnterpriseFilter):
    post = Codes(choices=Post.choices)
    in_post = TrueOrFalse(method="by_time")

    class Meta:
        model = KeyPerson
        fields = ()

    def by_time(self, rows: KeyPersonQuerySet, name: str, is_there: bool) -> KeyPersonQuerySet:
        """Those who are in their post today, or those who are not."""
        there = rows.in_post(clock.today())
        return there if is_there else rows.exclude(pk__in=there.values("pk"))


class EmergencyPlanFilter(OfEnterpriseFilter):
    kind = Codes(choices=PlanKind.choices)
    due_before = Day(field_name="assess_by", lookup_expr="lte")

    class Meta:
        model = EmergencyPlan
        fields = ()


class DrillFilter(OfEnterpriseFilter):
    kind = Codes(choices=DrillKind.choices)
    source = Ids(field_name="source")
    held_after = Day(field_name="held_on", lookup_expr="gte")
    held_before = Day(field_name="held_on", lookup_expr="lte")
    due_before = Day(field_name="next_by", lookup_expr="lte")

    class Meta:
        model = Drill
        fields = ()


class StatusAssessmentFilter(OfEnterpriseFilter):
    due_before = Day(field_name="next_by", lookup_expr="lte")

    class Meta:
        model = StatusAssessment
        fields = ()


class GuarantorFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="source__enterprise")
    park = Ids(field_name="source__enterprise__park")
    source = Ids(field_name="source")
    duty = Codes(choices=Duty.choices)
    running = TrueOrFalse(method="by_time")
    due_before = Day(field_name="due", lookup_expr="lte")

    class Meta:
        model = Guarantor
        fields = ()

    def by_time(self, rows: GuarantorQuerySet, name: str, is_running: bool) -> GuarantorQuerySet:
        running = rows.running()
        return running if is_running else rows.exclude(pk__in=running.values("pk"))


class GuarantorCheckFilter(django_filters.FilterSet):
    enterprise = Ids(field_name="guarantor__source__enterprise")
    park = Ids(field_name="guarantor__source__enterprise__park")
    source = Ids(field_name="guarantor__source")
    guarantor = Ids(field_name="guarantor")
    checked_after = Day(field_name="checked_on", lookup_expr="gte")
    checked_before = Day(field_name="checked_on", lookup_expr="lte")

    class Meta:
        model = GuarantorCheck
        fields = ()
