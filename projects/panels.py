"""The file of a project, and the projects in the file of an enterprise."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from core.views.completeness import COMPLETENESS
from core.views.panels import CHANGES
from enterprises.models import Enterprise
from projects.models import Project, Violation
from projects.services.picture import Picture
from projects.services.reading import explained
from projects.workflow import VIOLATIONS

NOT_ON_FILE = _("not on file")


def planned_days(project: Project) -> tuple[date | None, date | None]:
    return project.planned_start, project.planned_completion


def actual_days(project: Project) -> tuple[date | None, date | None]:
    return project.started_on, project.completed_on


PROJECTS = (
    Column("name", _("Name"), "name", "link", style="problem"),
    Column("state", _("State"), "get_state_display"),
    Column("since", _("State since"), "state_since", "day", style="nowrap", labelled=True),
)
FACTS = (
    Column("content", _("Scale and content"), "content", empty=NOT_ON_FILE, cell="prose"),
    Column("investment", _("Investment (10,000 yuan)"), "investment", empty=NOT_ON_FILE),
    Column("hazardous", _("Hazardous chemicals"), "uses_hazardous_chemicals", "yes_no"),
    Column("planned", _("Planned dates"), planned_days, "days", empty=NOT_ON_FILE),
    Column("actual", _("Actual dates"), actual_days, "days", empty=NOT_ON_FILE),
)


def projects(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    add = {"url": reverse("projects:project-create", args=[enterprise.pk]), "label": _("New project")}
    return {
        "table": Table(_("Projects"), PROJECTS, enterprise.projects.all()),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


def overview(project: Project, request: SignedInRequest) -> dict[str, object]:
    """What is unlawful, the papers in their legal order, 三同时, the states of construction and the records."""
    picture = Picture(project, request.user)
    return {
        "unlawful": list(explained(project.violations.holding().order_by("code", "part"))),
        "stages": picture.stages(),
        "together": list(picture.together()),
        "spells": picture.spells,
        "records": picture.records,
        "facts": facts_of(project, FACTS),
    }


def violation(violation: Violation, request: SignedInRequest) -> dict[str, object]:
    """The sentence, the law of the day, and what happened to it."""
    [said] = explained([violation])
    dismiss = reverse("projects:violation-dismiss", args=[violation.pk])
    return {
        "said": said,
        "events": violation.events.select_related("actor__organization"),
        "dismiss": dismiss if VIOLATIONS.allows("dismiss", violation, request.user) else "",
    }


OF_AN_ENTERPRISE = (
    Tab(
        16,
        "projects",
        _("Projects"),
        "core/_table_panel.html",
        projects,
        count=lambda enterprise, user: enterprise.projects.count(),
    ),
)
OF_A_PROJECT = (
    Deed(
        20,
        _("Edit"),
        lambda project: reverse("projects:project-edit", args=[project.pk]),
        lambda user: user.keeps_files,
        key="e",
    ),
    Deed(25, _("Legality proof sheet"), lambda project: reverse("projects:project-proof", args=[project.pk])),
    Deed(30, _("What if"), lambda project: reverse("projects:project-suppose", args=[project.pk])),
    Panel(10, "projects/_lights.html"),
    Tab(10, "overview", _("Overview"), "projects/_project.html", overview),
    COMPLETENESS,
    CHANGES,
)
OF_A_VIOLATION = (Tab(10, "overview", _("Proposal"), "projects/_violation.html", violation),)
