import django_filters

from admission.models import Application
from admission.querysets import ApplicationQuerySet
from admission.states import Course, Decision, State
from core import clock
from core.filters import Codes, Day, Ids


class ApplicationFilter(django_filters.FilterSet):
    park = Ids(field_name="park")
    state = Codes(choices=State.choices)
    decision = Codes(choices=Decision.choices)
    decided_after = Day(field_name="decided_on", lookup_expr="gte")
    decided_before = Day(field_name="decided_on", lookup_expr="lte")
    course = django_filters.ChoiceFilter(choices=Course.choices, method="by_course")

    class Meta:
        model = Application
        fields = ()

    def by_course(self, rows: ApplicationQuerySet, name: str, course: str) -> ApplicationQuerySet:
        if course == Course.RUN_OUT:
            return rows.run_out(clock.today())
        return rows.vetoed() if course == Course.VETOED else rows.turned_down()
