"""The file of a park: what stands in it of the park itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from core.rules import phones
from core.views.panels import CHANGES
from parks.models import Park

NOT_ON_FILE = _("not on file")


def contact(park: Park) -> str:
    return f"{park.contact_name or NOT_ON_FILE} {phones.masked(park.contact_phone)}"


FACTS = (
    Column("code", _("Code"), "code"),
    Column("committee", _("Park committee"), "committee.name"),
    Column("leader", _("Linked leader"), "linked_leader.name", empty=NOT_ON_FILE),
    Column("industries", _("Leading industries"), "industries", empty=NOT_ON_FILE),
    Column("area", _("Area (hectares)"), "area_hectares", empty=NOT_ON_FILE),
    Column("boundary", _("Boundary"), "boundary", empty=NOT_ON_FILE, style="prose"),
    Column("recognition", _("Recognition document"), "recognition_document", empty=NOT_ON_FILE),
    Column("recognized", _("Recognized on"), "recognized_on", "full_day", empty=NOT_ON_FILE),
    Column("plan", _("Master plan approved on"), "plan_approved_on", "full_day", empty=NOT_ON_FILE),
    Column("capacity", _("Capacity assessed on"), "capacity_assessed_on", "full_day", empty=NOT_ON_FILE),
    Column("score", _("Risk score"), "risk_score", "parks/_score.html", empty=NOT_ON_FILE),
    Column("contact", _("Contact"), contact),
)
FACILITIES = (
    Column("name", _("Name"), "name", "parks/_facility.html", style="problem"),
    Column("kind", _("Kind"), "kind.name"),
    Column("status", _("Status"), "get_status_display"),
    Column(
        "progress",
        _("Progress (%)"),
        "progress",
        "parks/_progress.html",
        style="number",
        head_style="number",
        labelled=True,
    ),
    Column("planned", _("Planned completion"), "planned_completion", "parks/_planned.html", labelled=True),
    Column("completed", _("Completed on"), "completed_on", "day", style="nowrap", labelled=True),
    Column("in_use", _("In use since"), "in_use_since", "day", style="nowrap", labelled=True),
)


def infrastructure(park: Park, request: SignedInRequest) -> dict[str, object]:
    add = {"url": reverse("parks:infrastructure-create", args=[park.pk]), "label": _("Add infrastructure")}
    return {
        "table": Table(_("Infrastructure"), FACILITIES, park.infrastructure.all()),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


PARTS = (
    Deed(
        20, _("Edit"), lambda park: reverse("parks:park-edit", args=[park.pk]), lambda user: user.keeps_files, key="e"
    ),
    Panel(10, "parks/_lights.html"),
    Tab(
        10,
        "overview",
        _("Overview"),
        "core/_facts_panel.html",
        lambda park, request: {"facts": facts_of(park, FACTS)},
    ),
    Tab(
        30,
        "infrastructure",
        _("Infrastructure"),
        "core/_table_panel.html",
        infrastructure,
        count=lambda park, user: len(park.infrastructure.all()),
    ),
    CHANGES,
)
