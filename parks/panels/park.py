"""The file of a park: what stands in it of the park itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.listing import Column, facts_of
from core.panels import Deed, Group, Panel, Tab
from core.rules import phones
from core.states import Seen
from core.views.completeness import COMPLETENESS
from core.views.panels import CHANGES
from parks.models import Park
from parks.panels import quota
from parks.panels.infrastructure import infrastructure
from parks.panels.lights import lights
from parks.panels.recognition import capacity, recognition, visits
from parks.panels.risk import risk

NOT_ON_FILE = _("not on file")


def contact(park: Park) -> str:
    return f"{park.contact_name or NOT_ON_FILE} {phones.masked(park.contact_phone)}"


def reads_visits(user: User) -> bool:
    return Seen.OFFICIALS in user.reads


FACTS = (
    Column("code", _("Code"), "code"),
    Column("committee", _("Park committee"), "committee.name"),
    Column("leader", _("Linked leader"), "linked_leader.name", empty=NOT_ON_FILE),
    Column("industries", _("Leading industries"), "industries", empty=NOT_ON_FILE),
    Column("area", _("Area (hectares)"), "area_hectares", empty=NOT_ON_FILE),
    Column("boundary", _("Boundary"), "boundary", empty=NOT_ON_FILE, cell="prose"),
    Column("recognition", _("Recognition document"), "recognition_document", empty=NOT_ON_FILE),
    Column("recognized", _("Recognized on"), "recognized_on", "full_day", empty=NOT_ON_FILE),
    Column("plan", _("Master plan approved on"), "plan_approved_on", "full_day", empty=NOT_ON_FILE),
    Column("capacity", _("Capacity assessed on"), "capacity_assessed_on", "full_day", empty=NOT_ON_FILE),
    Column("score", _("Risk score"), "risk_score", "parks/_score.html", empty=NOT_ON_FILE),
    Column("contact", _("Contact"), contact, path="contact_name"),
)


GROUPS = (
    Group(10, pgettext_lazy("tabs", "Basics")),
    Group(30, pgettext_lazy("tabs", "Risk and capacity")),
    Group(50, pgettext_lazy("tabs", "Supervision")),
    Group(80, pgettext_lazy("tabs", "Records")),
)
PARTS = (
    Deed(
        20, _("Edit"), lambda park: reverse("parks:park-edit", args=[park.pk]), lambda user: user.keeps_files, key="e"
    ),
    Panel(10, "parks/_lights.html", lights),
    Tab(
        10,
        "overview",
        _("Overview"),
        "core/_facts_panel.html",
        lambda park, request: {"facts": facts_of(park, FACTS)},
    ),
    Tab(
        30,
        "risk",
        _("Safety risk"),
        "parks/_risk.html",
        risk,
    ),
    Tab(
        16,
        "infrastructure",
        _("Infrastructure"),
        "parks/_infrastructure.html",
        infrastructure,
        count=lambda park, user: len(park.infrastructure.all()),
    ),
    Tab(14, "recognition", _("Recognition and planning"), "parks/_sections.html", recognition),
    Tab(32, "capacity", _("Carrying capacity"), "parks/_capacity.html", capacity),
    Tab(34, "quota", _("Quota"), "parks/_quota.html", quota.tab),
    Tab(
        56,
        "visits",
        _("Visits of the leader"),
        "parks/_visits.html",
        visits,
        seen_by=reads_visits,
    ),
    COMPLETENESS,
    CHANGES,
)
