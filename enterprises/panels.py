"""The files of an enterprise and of a project, and the enterprises in the file of a park."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from core.rules import phones
from core.views.listing import page_of
from core.views.panels import CHANGES
from enterprises.models import Enterprise, PermitKind, Project
from enterprises.rules.approvals import ORDER
from parks.models import Park

NOT_ON_FILE = _("not on file")


def principal(enterprise: Enterprise) -> str:
    return f"{enterprise.principal_name or NOT_ON_FILE} {phones.masked(enterprise.principal_phone)}"


def safety_manager(enterprise: Enterprise) -> str:
    return f"{enterprise.safety_manager_name or NOT_ON_FILE} {phones.masked(enterprise.safety_manager_phone)}"


FACTS = (
    Column("code", _("Unified social credit code"), "credit_code", empty=NOT_ON_FILE),
    Column("park", _("Park"), "park", "page", empty=_("outside every park")),
    Column("kind", _("Kind"), "get_kind_display"),
    Column("address", _("Address"), "address", empty=NOT_ON_FILE),
    Column("products", _("Main products"), "products", empty=NOT_ON_FILE),
    Column("employees", _("Employees"), "employees", "number", empty=NOT_ON_FILE),
    Column("principal", _("Principal"), principal),
    Column("manager", _("Safety manager"), safety_manager),
    Column("leader", _("Linked leader"), "linked_leader.name", empty=NOT_ON_FILE),
    Column("unit", _("Linked unit"), "linked_organization.name", empty=NOT_ON_FILE),
)
NAME = Column("name", _("Name"), "name", "link", style="problem")
IN_A_PARK = (
    NAME,
    Column("kind", _("Kind"), "get_kind_display"),
    Column("state", _("Operating state"), "get_state_display"),
)
PERMITS = (
    Column("kind", _("Kind"), "kind.name", "enterprises/_permit.html", style="problem"),
    Column("number", _("Number"), "number", empty="—"),
    Column("authority", _("Authority"), "authority", empty="—"),
    Column("valid_until", _("Valid until"), "valid_until", "expiry", labelled=True),
    Column("renew_by", _("Renewal to be asked for by"), "renew_by", "day", style="nowrap", labelled=True),
)
PROJECTS = (
    NAME,
    Column("state", _("State"), "get_state_display"),
    Column("since", _("State since"), "state_since", "day", style="nowrap", labelled=True),
)
PROJECT_FACTS = (
    Column("content", _("Scale and content"), "content", empty=NOT_ON_FILE, style="prose"),
    Column("investment", _("Investment (10,000 yuan)"), "investment", empty=NOT_ON_FILE),
    Column("hazardous", _("Hazardous chemicals"), "uses_hazardous_chemicals", "yes_no"),
    Column("planned", _("Planned"), lambda project: (project.planned_start, project.planned_completion), "days"),
    Column("actual", _("Actual"), lambda project: (project.started_on, project.completed_on), "days"),
)


def enterprises_of(park: Park, user: User) -> QuerySet[Enterprise]:
    return Enterprise.objects.visible_to(user).filter(park=park)


def enterprises(park: Park, request: SignedInRequest) -> dict[str, object]:
    page = page_of(request, enterprises_of(park, request.user))
    lists = f"{reverse('enterprises:enterprise-list')}?park={park.pk}"
    return {
        "table": Table(_("Enterprises"), IN_A_PARK, page.object_list),
        "page": page,
        "panel_act": {"url": lists, "label": _("Filter and export")},
        "nothing": _("No enterprise is on file here."),
    }


def permits(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    add = {"url": reverse("enterprises:permit-create", args=[enterprise.pk]), "label": _("Add a permit")}
    return {
        "table": Table(_("Permits"), PERMITS, enterprise.permits.select_related("kind")),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


def projects(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    add = {"url": reverse("enterprises:project-create", args=[enterprise.pk]), "label": _("New project")}
    return {
        "table": Table(_("Projects"), PROJECTS, enterprise.projects.all()),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


def approvals(project: Project, request: SignedInRequest) -> dict[str, object]:
    """The approvals in their legal order; what is not on file is said to be not on file, no more."""
    on_file = {approval.kind_id: approval for approval in project.approvals.all()}
    kinds = PermitKind.objects.in_bulk(ORDER)
    steps = [{"kind": kinds[code], "approval": on_file.get(code)} for code in ORDER if code in kinds]
    return {"steps": steps, "facts": facts_of(project, PROJECT_FACTS)}


IN_THE_PARK = (
    Tab(
        40,
        "enterprises",
        _("Enterprises"),
        "core/_table_panel.html",
        enterprises,
        count=lambda park, user: enterprises_of(park, user).count(),
    ),
)
OF_AN_ENTERPRISE = (
    Deed(
        20,
        _("Edit"),
        lambda enterprise: reverse("enterprises:enterprise-edit", args=[enterprise.pk]),
        lambda user: user.keeps_files,
        key="e",
    ),
    Panel(10, "enterprises/_lights.html"),
    Tab(
        10,
        "overview",
        _("Overview"),
        "core/_facts_panel.html",
        lambda enterprise, request: {"facts": facts_of(enterprise, FACTS)},
    ),
    Tab(
        30,
        "permits",
        _("Permits"),
        "core/_table_panel.html",
        permits,
        count=lambda enterprise, user: enterprise.permits.count(),
    ),
    Tab(
        40,
        "projects",
        _("Projects"),
        "core/_table_panel.html",
        projects,
        count=lambda enterprise, user: enterprise.projects.count(),
    ),
    CHANGES,
)
OF_A_PROJECT = (
    Deed(
        20,
        _("Edit"),
        lambda project: reverse("enterprises:project-edit", args=[project.pk]),
        lambda user: user.keeps_files,
        key="e",
    ),
    Panel(10, "enterprises/_project_lights.html"),
    Tab(10, "overview", _("Overview"), "enterprises/_project.html", approvals),
    CHANGES,
)
