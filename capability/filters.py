from datetime import date

import django_filters
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence
from capability.figures import PEOPLE
from capability.models import Equipment, Supervisor, Team
from capability.querysets import EquipmentQuerySet, SupervisorQuerySet, TeamQuerySet
from capability.states import EquipmentKind, EquipmentState
from core import clock, figures
from core.figures import Asked, Figure, Moment
from core.filters import Codes, Day, FigureCode, Ids, InMonth, TrueOrFalse
from core.rules.months import Month

TERMS = (
    ("ended", _("enforcement certificate expired")),
    ("training", _("training of a past year not complete")),
)


def _figures() -> list[tuple[str, object]]:
    """The figures that count supervisors, by code."""
    return [(each.code, each.name) for each in figures.of_body(PEOPLE) if isinstance(each, Figure)]


class AsOfDay(django_filters.FilterSet):
    """Filters that judge as of a day; today where none is said."""

    day_name = "as_of"

    @property
    def day(self) -> date:
        given: date | None = self.form.cleaned_data.get(self.day_name)
        return given or clock.today()

    def nothing(self, rows: QuerySet[Model], name: str, value: object) -> QuerySet[Model]:
        """Says of when is asked; picks nothing by itself."""
        return rows


class TeamListFilter(AsOfDay):
    day_name = "on"
    on = Day(method="by_day")
    empty = TrueOrFalse(method="by_empty")
    organization = Ids(field_name="organization")

    class Meta:
        model = Team
        fields = ()

    def by_day(self, rows: TeamQuerySet, name: str, day: date) -> TeamQuerySet:
        """Counted as of that day."""
        return rows.counted(day)

    def by_empty(self, rows: TeamQuerySet, name: str, is_empty: bool) -> TeamQuerySet:
        found = rows.without_people(self.day)
        return found if is_empty else rows.exclude(pk__in=found.values("pk"))


class SupervisorListFilter(AsOfDay):
    """Of the supervisors of all times; `left` asks who is in post on the day, and who is not."""

    organization = Ids(field_name="organization")
    figure = FigureCode(choices=_figures, method="by_figure", label=_("Figure"))
    as_of = Day(method="nothing")
    qualified = TrueOrFalse(method="by_qualified")
    due = django_filters.ChoiceFilter(choices=TERMS, method="by_due")
    left = TrueOrFalse(method="by_left")

    class Meta:
        model = Supervisor
        fields = ()

    def by_figure(self, rows: SupervisorQuerySet, name: str, code: str) -> QuerySet[Model]:
        """Exactly the rows that the figure counts."""
        asked = Asked.by(self.request.user, as_of=Moment.end_of(self.day))
        return figures.counted_by(code).among(rows, asked)

    def by_qualified(self, rows: SupervisorQuerySet, name: str, wanted: bool) -> SupervisorQuerySet:
        found = rows.qualified(self.day)
        return found if wanted else rows.in_post(self.day).exclude(pk__in=found.values("pk"))

    def by_due(self, rows: SupervisorQuerySet, name: str, term: str) -> SupervisorQuerySet:
        there = rows.in_post(self.day)
        return there.certificate_ended(self.day) if term == "ended" else there.training_late(self.day)

    def by_left(self, rows: SupervisorQuerySet, name: str, wanted: bool) -> SupervisorQuerySet:
        there = rows.in_post(self.day)
        return rows.exclude(pk__in=there.values("pk")) if wanted else there


class EquipmentListFilter(django_filters.FilterSet):
    organization = Ids(field_name="organization")
    kind = Codes(choices=EquipmentKind.choices)
    state = Codes(choices=EquipmentState.choices)
    kept = TrueOrFalse(method="by_kept", label=_("Not scrapped"))
    late = TrueOrFalse(method="by_late")
    usable_on = Day(method="by_usable", label=_("Usable on"))

    class Meta:
        model = Equipment
        fields = ()

    def by_kept(self, rows: EquipmentQuerySet, name: str, wanted: bool) -> EquipmentQuerySet:
        return rows.kept() if wanted else rows.filter(state=EquipmentState.SCRAPPED)

    def by_late(self, rows: EquipmentQuerySet, name: str, wanted: bool) -> EquipmentQuerySet:
        late = rows.calibration_late(clock.today())
        return late if wanted else rows.exclude(pk__in=late.values("pk"))

    def by_usable(self, rows: EquipmentQuerySet, name: str, day: date) -> EquipmentQuerySet:
        return rows.usable(day)


class AbsenceListFilter(django_filters.FilterSet):
    """Absences that touch a month, of the people of a unit."""

    organization = Ids(field_name="person__supervisors__organization")
    month = InMonth(method="by_month")

    class Meta:
        model = Absence
        fields = ()

    def by_month(self, rows: QuerySet[Absence], name: str, month: Month) -> QuerySet[Absence]:
        return rows.filter(Q(first_day__lte=month.last, last_day__gte=month.first))
