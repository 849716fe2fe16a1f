import django_filters
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filters import Codes, Ids
from meetings.models import Duty
from meetings.querysets import DutyQuerySet
from meetings.states import DutyState

LATE = (("true", _("overdue")),)


class DutyFilter(django_filters.FilterSet):
    state = Codes(choices=DutyState.choices)
    late = django_filters.ChoiceFilter(choices=LATE, method="by_late")
    organization = Ids()
    meeting = Ids()

    class Meta:
        model = Duty
        fields = ()

    def by_late(self, rows: DutyQuerySet, name: str, is_late: str) -> DutyQuerySet:
        return rows.late(clock.today())
