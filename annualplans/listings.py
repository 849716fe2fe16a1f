"""The lists of plans, of planned visits, of what found no month; and the plants of one plan with their months."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from accounts.models import User
from accounts.states import Reach
from annualplans.filters import LineFilter, PlanFilter, PlantFilter, UnplacedFilter
from annualplans.forms import LineListForm, PlanListForm, PlantListForm, UnplacedListForm
from annualplans.models import Line, UnplacedVisit, YearPlan
from annualplans.services.arranging import Standing
from annualplans.states import MONTHS, PlanState, Progress, Purpose
from annualplans.workflow import prepares
from core import clock
from core.listing import Act, Column, Export, Listing
from enterprises.models import Enterprise
from enterprises.querysets import EnterpriseQuerySet


def sees_plans(user: User) -> bool:
    """Officials of the county and of parks; a plant reads its own sheet in its file."""
    return user.reach in (Reach.COUNTY, Reach.PARK)


def sees_all(user: User) -> bool:
    """Those who work for the whole county."""
    return user.reach == Reach.COUNTY


PLAN = Column(
    "year", _("Yearly inspection plan"), lambda plan: str(plan), "annualplans/_plan.html", by="year", style="problem",
    width=26,
)  # fmt: skip
STATE = Column(
    "state", pgettext_lazy("yearly plan", "State"), "get_state_display", "annualplans/_state.html", by="state", width=12
)
PLANNED = Column("planned", _("Planned visits"), "planned", "number", by="planned", labelled=True, width=10, empty="0")
AUTHOR = Column(
    "author", pgettext_lazy("yearly plan", "Prepared by"), "drafted_by.full_label", by="drafted_by__name", width=20
)
DECIDER = Column(
    "decider", pgettext_lazy("yearly plan", "Decided by"), "decided_by.full_label", by="decided_by__name", width=20,
    empty="—", path="decided_by",
)  # fmt: skip
REASON = Column("reason", _("Reason of the change"), "reason", "prose", width=30, empty="—")
PLANS = Listing(
    title=_("Yearly inspection plans"),
    count=ngettext_lazy("%(n)s edition", "%(n)s editions", "n"),
    rows=lambda user: (
        YearPlan.objects.visible_to(user)
        .for_list()
        .select_related("drafted_by__organization", "decided_by__organization")
    ),
    columns=(PLAN, STATE, PLANNED, AUTHOR, DECIDER, REASON),
    empty=_("One plan a year for all bodies: who visits which enterprise in which month, and what they do together."),
    usual_sort="-year",
    filters=PlanFilter,
    form=PlanListForm,
    acts=(
        Act(_("Prepare a yearly plan"), "annualplans:yearplan-create", prepares, adds=True),
        Act(_("Planned visits"), "annualplans:line-list"),
        Act(_("Visits without a month"), "annualplans:unplaced-list", sees_all),
    ),
    back=(_("Visits of enterprises"), "visits:visit-list"),
    open_to=sees_plans,
    styles=("css/ledger.css",),
)


def progress_of(line: Line) -> str:
    """How a line of a plan in force stands; of another plan nothing."""
    if line.plan.state != PlanState.IN_FORCE:
        return ""
    if getattr(line, "is_visited", False):
        return str(Progress.DONE.label)
    if getattr(line, "is_arranged", False):
        return str(Progress.ARRANGED.label)
    if line.due_on < clock.today():
        return str(Progress.LATE.label)
    return str((Progress.DUE if line.first_day <= clock.today() else Progress.AHEAD).label)


ENTERPRISE = Column(
    "enterprise", _("Enterprise"), "enterprise.label", "annualplans/_plant.html", by="enterprise__name",
    style="problem", width=26,
)  # fmt: skip
BODY = Column("body", _("Inspecting body"), "body.label", by="body__name", width=18)
MONTH = Column("month", _("Month"), "month", "number", by="month", labelled=True, width=8)
PURPOSE = Column("purpose", _("Purpose"), "get_purpose_display", by="purpose", width=16)
DAYS = Column("days", _("Days of a visit"), "days", "number", by="days", labelled=True, width=8)
TOGETHER = Column("together", _("Goes together"), "goes_together", "yes_no", labelled=True, width=10)
PROGRESS = Column("progress", _("How it stands"), progress_of, width=14, empty="—", labelled=True)
FIXED = Column("fixed", _("Fixed by a person"), "is_fixed", "yes_no", labelled=True, width=10)
WHY_SO = Column("reason", _("Why it stands so"), "reason", "prose", width=30, empty="—", labelled=True)
OF_PLAN = Column("plan", _("Yearly inspection plan"), lambda row: str(row.plan), width=26)
LINES = Listing(
    title=_("Planned visits"),
    count=ngettext_lazy("%(n)s planned visit", "%(n)s planned visits", "n"),
    rows=lambda user: Line.objects.visible_to(user).for_list().select_related("plan", "enterprise", "body"),
    columns=(ENTERPRISE, BODY, MONTH, PURPOSE, DAYS, TOGETHER, PROGRESS, FIXED, WHY_SO, OF_PLAN),
    empty=_("The lines of the yearly plans stand here once one has been reckoned."),
    usual_sort="month",
    filters=LineFilter,
    form=LineListForm,
    export=Export(
        "annualplans:line-export",
        button=ngettext_lazy("Export this view (%(n)s planned visit)", "Export this view (%(n)s planned visits)", "n"),
        title=_("Planned visits"),
        file_name=_("Planned visits"),
    ),
    back=(_("Yearly inspection plans"), "annualplans:yearplan-list"),
    open_to=sees_plans,
    styles=("css/ledger.css",),
)
PLACE = Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name", style="problem", width=26)
NUMBER = Column("number", _("Visits without a month"), "number", "number", by="number", labelled=True, width=10)
WHY = Column("why", _("Why there is no month"), "get_why_display", by="why", labelled=True, width=24)
UNPLACED = Listing(
    title=_("Visits without a month"),
    count=ngettext_lazy("%(n)s case", "%(n)s cases", "n"),
    rows=lambda user: UnplacedVisit.objects.visible_to(user).select_related("plan", "enterprise", "body"),
    columns=(PLACE, BODY, PURPOSE, NUMBER, WHY, OF_PLAN),
    empty=_("What the settings of a plan ask and no month could be found for, with the reason."),
    usual_sort="enterprise",
    filters=UnplacedFilter,
    form=UnplacedListForm,
    export=Export(
        "annualplans:unplaced-export",
        button=ngettext_lazy("Export this view (%(n)s case)", "Export this view (%(n)s cases)", "n"),
        title=_("Visits without a month"),
        file_name=_("Visits without a month"),
    ),
    back=(_("Yearly inspection plans"), "annualplans:yearplan-list"),
    open_to=sees_all,
    styles=("css/ledger.css",),
)


@dataclass(frozen=True)
class Mark:
    """A planned visit in its month: whose it is, and how it stands."""

    body: str
    line: Line
    standing: Standing | None = None

    @property
    def sign(self) -> str:
        return self.standing.sign if self.standing else "sign-plain"

    @property
    def symbol(self) -> str:
        """What marks rounds and what a superior has ordered; the page says which is which."""
        return {Purpose.ROUND: " ◎", Purpose.ORDERED: " ☆"}.get(Purpose(self.line.purpose), "")


@dataclass
class PlantRow:
    """A plant of a plan with its visits by month, and how many found none."""

    enterprise: Enterprise
    plan: YearPlan
    months: dict[int, list[Mark]] = field(default_factory=dict)
    unplaced: int = 0

    @property
    def address(self) -> str:
        """Its sheet; of a plant where nothing found a month what was asked there."""
        first = next((marks[0].line for marks in self.months.values()), None)
        if first is not None:
            return first.get_absolute_url()
        return f"{reverse('annualplans:unplaced-list')}?plan={self.plan.pk}&enterprise={self.enterprise.pk}"

    @property
    def together(self) -> Mapping[int, bool]:
        """In which months several bodies come together."""
        return {month: sum(not mark.line.is_alone for mark in marks) > 1 for month, marks in self.months.items()}


@dataclass(frozen=True)
class InMonth:
    """What a cell shows."""

    marks: Sequence[Mark]
    together: bool


def _of_month(month: int) -> Callable[[PlantRow], InMonth]:
    return lambda row: InMonth(row.months.get(month, ()), row.together.get(month, False))


def _column(month: int) -> Column:
    def is_there(row: PlantRow) -> bool:
        return bool(row.months.get(month))

    label = MONTH_NAMES[month - 1]
    return Column(
        f"month-{month}", label, _of_month(month), "annualplans/_month.html", labelled=is_there,
        style=lambda row: "plan-month" if is_there(row) else "plan-month is-empty",
    )  # fmt: skip


MONTH_NAMES = (
    pgettext_lazy("column", "Jan"), pgettext_lazy("column", "Feb"), pgettext_lazy("column", "Mar"),
    pgettext_lazy("column", "Apr"), pgettext_lazy("column", "May"), pgettext_lazy("column", "Jun"),
    pgettext_lazy("column", "Jul"), pgettext_lazy("column", "Aug"), pgettext_lazy("column", "Sep"),
    pgettext_lazy("column", "Oct"), pgettext_lazy("column", "Nov"), pgettext_lazy("column", "Dec"),
)  # fmt: skip
PLANT = Column(
    "enterprise", _("Enterprise"), "enterprise.label", "annualplans/_sheet.html", by="name", style="problem plan-plant"
)
UNPLACED_NUMBER = Column(
    "unplaced", pgettext_lazy("column", "No month"), "unplaced", "annualplans/_unplaced.html",
    labelled=lambda row: bool(row.unplaced), style=lambda row: "number" if row.unplaced else "number is-empty",
)  # fmt: skip
GRID = (PLANT, *(_column(month) for month in range(1, MONTHS + 1)))


def plants_in(plan: YearPlan, user: User) -> EnterpriseQuerySet:
    """The enterprises that stand in a plan, of those that a person may know of; each says which plan."""
    here = {"plan": plan.pk, "enterprise": OuterRef("pk")}
    found = Q(Exists(Line.objects.filter(**here)))
    if user.reach == Reach.COUNTY:
        found |= Q(Exists(UnplacedVisit.objects.filter(**here)))
    return Enterprise.objects.visible_to(user).filter(found).annotate(of_plan=Value(plan.pk))


def plants_of(plan: YearPlan, user: User) -> Listing:
    """The plan on one page: plants as rows, months as columns."""
    return Listing(
        title=str(plan),
        count=ngettext_lazy("%(n)s enterprise", "%(n)s enterprises", "n"),
        rows=lambda reader: plants_in(plan, reader),
        columns=(*GRID, *((UNPLACED_NUMBER,) if user.reach == Reach.COUNTY else ())),
        empty=_("Nothing is planned yet: have the plan reckoned."),
        usual_sort="enterprise",
        filters=PlantFilter,
        form=PlantListForm,
        lead="annualplans/_head.html",
        more_acts="annualplans/_acts.html",
        back=(_("Yearly inspection plans"), "annualplans:yearplan-list"),
        styles=("css/ledger.css", "css/annualplans.css"),
    )
