"""The filters of the ledger, for page and API alike: the link is the view."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock, figures
from core.fields import reads_everywhere
from core.figures import Asked, Moment
from core.filters import Codes, Day, FigureCode, Id, InMonth, Keys, SinceMoment, Texts, TrueOrFalse
from inspections.models import FindingBasis
from inspections.states import Level, SourceKind
from rectification.figures import AHEAD, CHANGES, LEDGER, box_choices, on_desk
from rectification.models import Item, Standing
from rectification.querysets import EMPTY, NONE, ItemQuerySet, LedgerRows
from rectification.states import OPEN_STATES, Mode, State, SupervisionLevel

NOT = "_not"
"""What a filter is called that leaves out what the one without it finds."""
EMPTY_CHOICES = (
    ("category", _("Category")),
    ("enterprise", _("Enterprise")),
    ("lead_organization", _("Lead unit")),
    ("deadline", _("Deadline")),
    ("supervision", _("Supervision")),
    ("mode", _("Mode of rectification")),
)


def _figures() -> list[tuple[str, object]]:
    """The figures of the ledger, by code."""
    return [
        (figure.code, figure.name)
        for figure in figures.registered()
        if figures.counted_by(figure.code).body in (LEDGER, AHEAD, CHANGES)
    ]


class ItemFilter(django_filters.FilterSet):
    """What can be asked of the ledger. With `as_of` it answers how the ledger stood at the end of that day."""

    state = Codes(choices=State.choices, method="by_dimension", label=_("State"))
    level = Codes(choices=Level.choices, method="by_dimension", label=_("Level"))
    category = Texts(method="by_dimension", label=_("Category"))
    category_is = Texts(method="by_dimension", label=_("Category, without those below"))
    source = Codes(choices=SourceKind.choices, method="by_dimension", label=_("Source"))
    county = Keys(method="by_dimension", label=_("County"))
    park = Keys(method="by_dimension", label=_("Park"))
    enterprise = Keys(method="by_dimension", label=_("Enterprise"))
    project = Keys(method="by_dimension", label=_("Project"))
    lead_organization = Keys(method="by_dimension", label=_("Lead unit"))
    assigned_by_organization = Keys(method="by_dimension", label=_("Assigning unit"))
    supervision = Codes(choices=SupervisionLevel.choices, method="by_dimension", label=_("Supervision"))
    mode = Codes(choices=(*Mode.choices, (NONE, _("none"))), method="by_dimension", label=_("Mode of rectification"))
    staged = TrueOrFalse(method="by_stage", label=_("With a stage closed"))
    mode_not = Codes(choices=Mode.choices, method="by_exclusion", label=_("Mode of rectification, not"))
    state_not = Codes(choices=State.choices, method="by_exclusion", label=_("State, not"))
    level_not = Codes(choices=Level.choices, method="by_exclusion", label=_("Level, not"))
    category_is_not = Texts(method="by_exclusion", label=_("Category, not"))
    source_not = Codes(choices=SourceKind.choices, method="by_exclusion", label=_("Source, not"))
    park_not = Keys(method="by_exclusion", label=_("Park, not"))
    enterprise_not = Keys(method="by_exclusion", label=_("Enterprise, not"))
    lead_organization_not = Keys(method="by_exclusion", label=_("Lead unit, not"))
    supervision_not = Codes(choices=SupervisionLevel.choices, method="by_exclusion", label=_("Supervision, not"))
    empty = Codes(choices=EMPTY_CHOICES, method="by_empty", label=_("Empty"))
    filled = Codes(choices=EMPTY_CHOICES, method="by_filled", label=_("Not empty"))
    overdue = TrueOrFalse(method="by_overdue", label=_("Overdue"))
    deadline_after = Day(field_name="deadline", lookup_expr="gte", label=_("Deadline from"))
    deadline_before = Day(field_name="deadline", lookup_expr="lte", label=_("Deadline until"))
    found_after = Day(field_name="found_on", lookup_expr="gte", label=_("Found from"))
    found_before = Day(field_name="found_on", lookup_expr="lte", label=_("Found until"))
    figure = FigureCode(choices=_figures, method="by_figure", label=_("Figure"))
    month = InMonth(method="nothing", label=_("Month of the figure"))
    as_of = Day(method="nothing", label=_("As of the end of the day"))
    since = SinceMoment(method="nothing", label=_("Compared with"))

    class Meta:
        model = Item
        fields = ()

    @property
    def moment(self) -> Moment | None:
        """The past moment asked for; None for the present."""
        day = self.form.cleaned_data.get("as_of") if self.form.is_valid() else None
        return Moment.end_of(day) if day and day < clock.today() else None

    @property
    def day(self) -> date:
        """The day on which deadlines are judged."""
        return self.moment.day if self.moment else clock.today()

    def filter_queryset(self, queryset: Any) -> Any:
        """Of the items as they stand, or of how they stood."""
        if self.moment:
            stood = Standing.objects.visible_to(self.request.user).at(self.moment.at)
            queryset = stood.annotate(number=F("item__number"))
        return super().filter_queryset(queryset)

    def by_dimension(self, rows: LedgerRows[Model], name: str, values: Sequence[object]) -> LedgerRows[Model]:
        return rows.of_value(name, ",".join(str(value) for value in values))

    def by_exclusion(self, rows: LedgerRows[Model], name: str, values: Sequence[object]) -> LedgerRows[Model]:
        """All but those with one of these values; rows without any value stay."""
        return rows.not_of_value(name.removesuffix(NOT), ",".join(str(value) for value in values))

    def by_empty(self, rows: LedgerRows[Model], name: str, columns: Sequence[str]) -> LedgerRows[Model]:
        for column in columns:
            rows = rows.filter(EMPTY[column])
        return rows

    def by_filled(self, rows: LedgerRows[Model], name: str, columns: Sequence[str]) -> LedgerRows[Model]:
        for column in columns:
            rows = rows.exclude(EMPTY[column])
        return rows

    def by_overdue(self, rows: LedgerRows[Model], name: str, wanted: bool) -> LedgerRows[Model]:
        return rows.overdue(self.day) if wanted else rows.not_overdue(self.day)

    def by_stage(self, rows: LedgerRows[Model], name: str, wanted: bool) -> LedgerRows[Model]:
        return rows.staged() if wanted else rows.not_staged()

    def by_figure(self, rows: QuerySet[Model], name: str, code: str) -> QuerySet[Model]:
        """Exactly the rows that the figure counts."""
        given = self.form.cleaned_data
        asked = Asked.by(self.request.user, as_of=self.moment, month=given.get("month"), since=given.get("since"))
        return figures.counted_by(code).among(rows, asked)

    def nothing(self, rows: LedgerRows[Model], name: str, value: object) -> LedgerRows[Model]:
        """Says of when or of which month is asked; picks nothing by itself."""
        return rows


OF_THE_PAGE = frozenset({"page", "sort", "size", "cols", "all", "view", "group", "folded"})
OF_THE_PRESENT = frozenset({"mine", "title", "person"})


PERSONAL = {"person": "responsible_person"}
"""Filters that ask what not everybody reads: whoever doesn't read it has no such filter."""
TEXTS = {
    "number": ("number",),
    "title": ("title",),
    "place": ("enterprise__name", "enterprise__short_name", "park__name", "park__short_name"),
    "person": ("responsible_person",),
}


class LedgerFilter(ItemFilter):
    """The ledger page's filters: those of the API, words, the desk's boxes, and unit by name."""

    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    mine = django_filters.ChoiceFilter(choices=box_choices, method="by_desk", label=_("My work"))
    due_in = django_filters.NumberFilter(method="by_due_in", label=_("Due within days"), min_value=0, max_value=3650)
    unit = django_filters.CharFilter(
        field_name="lead_organization__name", lookup_expr="contains", label=_("Lead unit contains")
    )
    number = django_filters.CharFilter(method="by_text", label=_("Number contains"))
    title = django_filters.CharFilter(method="by_text", label=_("Problem contains"))
    place = django_filters.CharFilter(method="by_text", label=_("Enterprise or park contains"))
    person = django_filters.CharFilter(method="by_text", label=_("Responsible person contains"))
    open = TrueOrFalse(method="by_open", label=_("Open"))
    plan = Texts(method="by_dimension", label=_("Measures of the plan"))
    batch = Id(method="by_batch", label=_("Imported list"))
    registered_after = Day(method="by_registered", label=_("Registered from"))
    closed_after = Day(method="by_closed", label=_("Signed off from"))
    rebound = TrueOrFalse(method="by_rebound", label=_("Rebound"))
    cites = Texts(method="by_citation", label=_("Cites"))
    cites_basis = Texts(method="by_citation", label=_("Cites the basis"))

    @property
    def unknown(self) -> list[str]:
        """Filters that nobody knows or that the past can't be asked: without them the page would show more (S20)."""
        given = {name for name, value in self.data.items() if value}
        veiled = {name for name, path in PERSONAL.items() if not reads_everywhere(Item, path, self.request.user)}
        known = set(self.filters) - veiled - (OF_THE_PRESENT if self.moment else frozenset())
        return sorted(given - known - OF_THE_PAGE)

    @property
    def errors(self) -> dict[str, object]:
        return {name: [_("This list has no such filter.")] for name in self.unknown} | super().errors

    @property
    def faults(self) -> list[str]:
        """The filters that are not understood, by name."""
        return [*self.unknown, *self.form.errors]

    def filter_queryset(self, queryset: LedgerRows[Model]) -> LedgerRows[Model]:
        """Nothing is shown where the link says what is not understood."""
        if self.faults:
            return queryset.none()
        return super().filter_queryset(queryset)

    def by_words(self, rows: LedgerRows[Model], name: str, words: str) -> LedgerRows[Model]:
        return rows.containing(words.replace("\x00", ""))

    def by_text(self, rows: LedgerRows[Model], name: str, text: str) -> LedgerRows[Model]:
        found = Q()
        for path in TEXTS[name]:
            found |= Q(**{f"{path}__contains": text.replace("\x00", "")})
        return rows.filter(found)

    def by_desk(self, rows: ItemQuerySet, name: str, box: str) -> ItemQuerySet:
        return on_desk(rows, box, self.request.user, clock.today())

    def by_due_in(self, rows: LedgerRows[Model], name: str, days: Decimal) -> LedgerRows[Model]:
        return rows.due_within(self.day, int(days))

    def by_open(self, rows: LedgerRows[Model], name: str, wanted: bool) -> LedgerRows[Model]:
        return rows.open() if wanted else rows.exclude(state__in=OPEN_STATES)

    def by_batch(self, rows: LedgerRows[Model], name: str, batch: Decimal) -> LedgerRows[Model]:
        return rows.filter(finding__sources__imported_row__batch=int(batch))

    def by_registered(self, rows: LedgerRows[Model], name: str, day: date) -> LedgerRows[Model]:
        return rows.registered_since(day)

    def by_closed(self, rows: LedgerRows[Model], name: str, day: date) -> LedgerRows[Model]:
        return rows.closed_since(day)

    def by_citation(self, rows: LedgerRows[Model], name: str, codes: Sequence[str]) -> LedgerRows[Model]:
        """Cites one of these bases, or something of one of these instruments, now."""
        path = "basis__in" if name == "cites_basis" else "basis__instrument__in"
        cited = FindingBasis.objects.filter(finding=OuterRef("finding"), left_at=None, **{path: codes})
        return rows.filter(Exists(cited))

    def by_rebound(self, rows: LedgerRows[Model], name: str, wanted: bool) -> LedgerRows[Model]:
        return rows.rebounds() if wanted else rows.filter(rebound_of=None)
