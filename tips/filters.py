import django_filters
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filters import Codes, Ids
from inspections.models import ProblemCategory
from tips.models import Tip, TipBatch
from tips.querysets import TipQuerySet
from tips.states import Channel, TipState, Verdict

LATE = (("true", _("answer overdue")),)


class TipFilter(django_filters.FilterSet):
    state = Codes(choices=TipState.choices)
    channel = Codes(choices=Channel.choices)
    kind = django_filters.ModelChoiceFilter(queryset=ProblemCategory.objects.filter(parent=None))
    verdict = Codes(choices=Verdict.choices)
    park = Ids(field_name="park")
    enterprise = Ids(field_name="enterprise")
    unit = Ids(field_name="unit")
    item = Ids(field_name="item")
    batch = Ids(field_name="batch")
    late = django_filters.ChoiceFilter(choices=LATE, method="by_late")

    class Meta:
        model = Tip
        fields = ()

    def by_late(self, rows: TipQuerySet, name: str, is_late: str) -> TipQuerySet:
        return rows.late(clock.today())


class TipBatchFilter(django_filters.FilterSet):
    class Meta:
        model = TipBatch
        fields = ()
