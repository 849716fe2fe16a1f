import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.models import Challenge
from challenges.querysets import ChallengeQuerySet, was_silent
from challenges.states import ChallengeState, Rung
from core import clock
from core.filters import Codes, Day, Ids

LATE = (("true", _("answer overdue")),)
SILENT = (("true", pgettext_lazy("challenge", "Moved up by silence")),)
STILL = (("true", _("Deadline suspended")),)


class ChallengeFilter(django_filters.FilterSet):
    state = Codes(choices=ChallengeState.choices)
    rung = Codes(choices=Rung.choices)
    unit = Ids(field_name="unit", label=_("Answering unit"))
    park = Ids(field_name="enterprise__park")
    enterprise = Ids(field_name="enterprise", label=_("Enterprise"))
    late = django_filters.ChoiceFilter(choices=LATE, method="by_late", label=pgettext_lazy("challenge", "Answer"))
    still = django_filters.ChoiceFilter(choices=STILL, method="by_still", label=_("Deadline"))
    silent = django_filters.ChoiceFilter(
        choices=SILENT, method="by_silent", label=pgettext_lazy("challenge", "Silence")
    )
    finder = Ids(field_name="item__registered_by_organization", label=pgettext_lazy("challenge", "Unit that found"))
    silent_at = Ids(
        field_name="unit", method="by_silent_unit", label=pgettext_lazy("challenge", "Unit that was silent")
    )
    raised_after = Day(field_name="raised_at", lookup_expr="date__gte")
    raised_before = Day(field_name="raised_at", lookup_expr="date__lte")

    class Meta:
        model = Challenge
        fields = ()

    def by_late(self, rows: ChallengeQuerySet, name: str, is_late: str) -> ChallengeQuerySet:
        return rows.late(clock.today())

    def by_still(self, rows: ChallengeQuerySet, name: str, is_still: str) -> ChallengeQuerySet:
        return rows.standing_still()

    def by_silent_unit(self, rows: ChallengeQuerySet, name: str, units: list[int]) -> ChallengeQuerySet:
        return rows.silent_at(units) if units else rows

    def by_silent(self, rows: ChallengeQuerySet, name: str, is_silent: str) -> ChallengeQuerySet:
        return rows.filter(was_silent())
