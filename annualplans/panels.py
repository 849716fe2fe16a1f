"""年度检查计划 in the file of an enterprise, and on the page of a visit that was made of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.states import Reach
from annualplans.models import Line, LineVisit, YearPlan
from annualplans.services import arranging
from annualplans.services.arranging import Standing
from annualplans.states import PlanState
from annualplans.workflow import LINES
from core import clock
from core.listing import Column, Table
from core.panels import Panel, Tab
from core.requests import SignedInRequest
from core.steps import Step
from enterprises.models import Enterprise
from visits.models import Visit

TOLD = (
    Column("month", gettext_lazy("Month"), "line.month", "number", labelled=True),
    Column("body", gettext_lazy("Inspecting body"), "line.body.label", style="problem"),
    Column("purpose", gettext_lazy("Purpose"), "line.get_purpose_display"),
    Column("days", gettext_lazy("Days of a visit"), "line.days", "number", labelled=True),
    Column("together", gettext_lazy("Goes together with"), "together", empty="—", labelled=True),
)
STANDING = Column("standing", gettext_lazy("How it stands"), "standing", "annualplans/_standing.html", labelled=True)
WHY = Column("why", gettext_lazy("Why it stands so"), "line.reason", "annualplans/_why.html", labelled=True)
ACTS = Column("acts", gettext_lazy("Acts"), "steps", "annualplans/_line_acts.html", style="d-print-none")


@dataclass(frozen=True)
class LineRow:
    """A line on the sheet of its plant."""

    line: Line
    together: str
    standing: Standing | None
    steps: list[Step[Line, str | None]]
    arrange: str = ""


def columns_of(plan: YearPlan, user: User) -> list[Column]:
    columns = [*TOLD, *([STANDING] if plan.state == PlanState.IN_FORCE else [])]
    return columns if user.reach == Reach.OWN else [*columns, WHY, ACTS]


def rows_of(plan: YearPlan, enterprise: Enterprise, user: User) -> list[LineRow]:
    """The lines of a plant with what goes together, how each stands and what this person can do at it."""
    rows = Line.objects.visible_to(user).filter(plan=plan, enterprise=enterprise).select_related("body", "asked_by")
    found = list(rows.order_by("month", "body__protocol_order", "pk"))
    for line in found:
        line.plan, line.enterprise = plan, enterprise
    standings = arranging.standings_of(found, user) if plan.state == PlanState.IN_FORCE else {}
    arrangeable = set(
        arranging.to_arrange(user).filter(pk__in=[line.pk for line in found]).values_list("pk", flat=True)
    )
    return [
        LineRow(
            line,
            "、".join(each.body.label for each in found if _go_together(line, each)),
            standings.get(line.pk),
            [step for step in LINES.steps.values() if LINES.allows(step.name, line, user)],
            arranging.address_of(line) if line.pk in arrangeable else "",
        )
        for line in found
    ]


def _go_together(one: Line, other: Line) -> bool:
    is_alone = one.is_alone or other.is_alone
    return one.pk != other.pk and one.month == other.month and not is_alone


def sheet(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    """The sheet of this year's plan in force."""
    rows = Line.objects.visible_to(request.user).filter(
        enterprise=enterprise, plan__year=clock.today().year, plan__state=PlanState.IN_FORCE
    )
    line = rows.select_related("plan").first()
    nothing = _("In the yearly plan in force no visit of this enterprise is planned.")
    if line is None:
        return {"table": Table("", (), ()), "nothing": nothing}
    columns = [column for column in columns_of(line.plan, request.user) if column.name != "acts"]
    return {
        "table": Table(str(line.plan), columns, rows_of(line.plan, enterprise, request.user)),
        "nothing": nothing,
        "panel_act": {"url": line.get_absolute_url(), "label": _("Sheet of the year"), "style": "btn"},
    }


def of_visit(visit: Visit, reader: User) -> dict[str, object] | None:
    """The planned visit of which a visit was made."""
    if reader.reach == Reach.OWN:
        return None
    found = LineVisit.objects.visible_to(reader).filter(visit=visit).select_related("line__plan").first()
    return {"line": found.line} if found else None


OF_AN_ENTERPRISE = (Tab(53, "year-plan", gettext_lazy("Yearly inspection plan"), "core/_table_panel.html", sheet),)
OF_A_VISIT = (Panel(58, "annualplans/_on_visit.html", of_visit),)
