"""The filters of the ledger, for page and API alike: the link is the view."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.filters import Codes, Day, Ids, Texts, TrueOrFalse
from inspections.states import Level, SourceKind
from rectification.models import Item
from rectification.states import OPEN_STATES, Desk, State, SupervisionLevel


class ItemFilter(django_filters.FilterSet):
    state = Codes(choices=State.choices, label=_("State"))
    level = Codes(choices=Level.choices, label=_("Level"))
    category = Texts(method="by_category", label=_("Category"))
    source = Codes(choices=SourceKind.choices, method="by_source", label=_("Source"))
    park = Ids(field_name="park", label=_("Park"))
    enterprise = Ids(field_name="enterprise", label=_("Enterprise"))
    project = Ids(field_name="project", label=_("Project"))
    lead_organization = Ids(field_name="lead_organization", label=_("Lead unit"))
    supervision = Codes(field_name="supervision_level", choices=SupervisionLevel.choices, label=_("Supervision"))
    overdue = TrueOrFalse(method="by_overdue", label=_("Overdue"))
    deadline_after = Day(field_name="deadline", lookup_expr="gte", label=_("Deadline from"))
    deadline_before = Day(field_name="deadline", lookup_expr="lte", label=_("Deadline until"))
    found_after = Day(field_name="found_on", lookup_expr="gte", label=_("Found from"))
    found_before = Day(field_name="found_on", lookup_expr="lte", label=_("Found until"))

    class Meta:
        model = Item
        fields = ()

    def by_category(self, rows: Any, name: str, codes: list[str]) -> QuerySet[Item]:
        """Of these categories or of one below them."""
        return rows.filter(Q(category__in=codes) | Q(category__parent__in=codes))

    def by_source(self, rows: Any, name: str, kinds: list[str]) -> QuerySet[Item]:
        return rows.from_source(*kinds)

    def by_overdue(self, rows: Any, name: str, wanted: bool) -> QuerySet[Item]:
        today = clock.today()
        return rows.overdue(today) if wanted else rows.not_overdue(today)


OF_THE_PAGE = frozenset({"page", "sort", "size", "cols"})


class LedgerFilter(ItemFilter):
    """The ledger page's filters: those of the API, words, the desk's boxes, and unit by name."""

    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    mine = django_filters.ChoiceFilter(choices=Desk.choices, method="by_desk", label=_("My work"))
    due_in = django_filters.NumberFilter(method="by_due_in", label=_("Due within days"), min_value=0, max_value=3650)
    unit = django_filters.CharFilter(
        field_name="lead_organization__name", lookup_expr="contains", label=_("Lead unit contains")
    )
    open = TrueOrFalse(method="by_open", label=_("Open"))
    batch = django_filters.NumberFilter(method="by_batch", label=_("Imported list"))
    registered_after = Day(method="by_registered", label=_("Registered from"))
    closed_after = Day(method="by_closed", label=_("Signed off from"))
    rebound = TrueOrFalse(method="by_rebound", label=_("Rebound"))

    @property
    def unknown(self) -> list[str]:
        """Filters that nobody knows: a page that ignored them would show everything (S20)."""
        return sorted({name for name, value in self.data.items() if value} - set(self.filters) - OF_THE_PAGE)

    def filter_queryset(self, queryset: Any) -> QuerySet[Item]:
        """Nothing is shown where the link says what is not understood."""
        if self.form.errors or self.unknown:
            return queryset.none()
        return super().filter_queryset(queryset)

    def by_words(self, rows: Any, name: str, words: str) -> QuerySet[Item]:
        return rows.containing(words.replace("\x00", ""))

    def by_desk(self, rows: Any, name: str, box: str) -> QuerySet[Item]:
        return rows.on_desk(box, self.request.user, clock.today())

    def by_due_in(self, rows: Any, name: str, days: Any) -> QuerySet[Item]:
        return rows.due_within(clock.today(), int(days))

    def by_open(self, rows: Any, name: str, wanted: bool) -> QuerySet[Item]:
        return rows.open() if wanted else rows.exclude(state__in=OPEN_STATES)

    def by_batch(self, rows: Any, name: str, batch: Any) -> QuerySet[Item]:
        return rows.filter(finding__sources__imported_row__batch=int(batch))

    def by_registered(self, rows: Any, name: str, day: Any) -> QuerySet[Item]:
        return rows.registered_since(day)

    def by_closed(self, rows: Any, name: str, day: Any) -> QuerySet[Item]:
        return rows.closed_since(day)

    def by_rebound(self, rows: Any, name: str, wanted: bool) -> QuerySet[Item]:
        return rows.rebounds() if wanted else rows.filter(rebound_of=None)
