import django_filters
from django.db.models import Q

from core.filters import Codes, Ids
from inspections.models import FindingSource, SuperiorList
from inspections.states import SUPERIORS, SourceKind
from rectification.services.superior_lists import Rows
from rectification.states import ListState
from superiors.services.lacking import CHOICES, items_that_lack

KINDS = [(str(kind), SourceKind(kind).label) for kind in SUPERIORS]


class ListFilter(django_filters.FilterSet):
    kind = Codes(choices=KINDS)

    class Meta:
        model = SuperiorList
        fields = ()


class RowFilter(django_filters.FilterSet):
    """What of one list is shown; the rows are those of `rows_of`."""

    state = Codes(field_name="stands", choices=ListState.choices)
    unit = Ids(field_name="lead")
    lacks = Codes(choices=CHOICES, method="by_lacks")

    def by_lacks(self, rows: Rows, name: str, wanted: list[str]) -> Rows:
        return rows.filter(Q(answering__in=items_that_lack(*wanted).values("pk"))) if wanted else rows

    class Meta:
        model = FindingSource
        fields = ()
