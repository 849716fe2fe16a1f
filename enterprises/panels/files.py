"""The file of an enterprise, and the enterprises in the file of a park."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core import reasons
from core.listing import Column, Table, facts_of
from core.panels import Deed, Group, Panel, Tab
from core.requests import SignedInRequest
from core.rules import phones
from core.views.completeness import COMPLETENESS
from core.views.listing import page_of
from core.views.panels import CHANGES
from enterprises.models import Enterprise, OperatingChange
from enterprises.panels import permits
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


def operating(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    """All states that are on file, the present one first."""
    changes = OperatingChange.objects.visible_to(request.user).filter(enterprise=enterprise)
    enter = reverse("enterprises:enterprise-state", args=[enterprise.pk])
    return {
        "changes": list(changes.select_related("actor"))[::-1],
        "enter": enter if request.user.keeps_files else "",
    }


IN_THE_PARK = (
    Tab(
        18,
        "enterprises",
        _("Enterprises"),
        "core/_table_panel.html",
        enterprises,
        count=lambda park, user: enterprises_of(park, user).count(),
    ),
)
GROUPS = (
    Group(10, pgettext_lazy("tabs", "Basics")),
    Group(30, pgettext_lazy("tabs", "Safety management")),
    Group(50, pgettext_lazy("tabs", "Supervision")),
    Group(80, pgettext_lazy("tabs", "Records")),
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
        "enterprises/_overview.html",
        lambda enterprise, request: {
            "reasons": reasons.of(enterprise, request.user),
            "facts": facts_of(enterprise, FACTS),
        },
    ),
    Tab(12, "operating", _("Operating state"), "enterprises/_operating.html", operating),
    Tab(
        14,
        "permits",
        _("Permits"),
        "core/_table_panel.html",
        permits.in_the_file,
        count=lambda enterprise, user: enterprise.permits.running().count(),
    ),
    COMPLETENESS,
    CHANGES,
)
