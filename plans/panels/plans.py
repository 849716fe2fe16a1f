"""The page of a plan, and the plans in the file of an enterprise."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from core.views.panels import CHANGES
from enterprises.models import Enterprise
from plans.models import EnterprisePlan
from plans.panels.measures import WITH_FUNDS, Block, lines, rows_of
from plans.states import OPEN_PLANS, PlanState
from plans.workflow import PLANS, keeps_plans

FACTS = (
    Column("enterprise", _("Enterprise"), "enterprise", "page"),
    Column("kind", _("Kind"), "get_kind_display"),
    Column("goal", _("Goal"), "goal", cell="prose"),
    Column("finish", _("To be finished by"), "finish_by", "full_day"),
    Column("edition", _("Edition"), "edition"),
    Column("author", _("Author"), "author.name"),
    Column("approved_by", _("Approved by"), "approved_by.name", empty="—"),
    Column("approved_on", _("Approved on"), "approved_on", "full_day", empty="—"),
    Column("ended_on", _("Ended on"), "ended_on", "full_day", empty="—"),
    Column("reason", _("Reason"), "reason", empty="—", cell="prose"),
)
OPINIONS = (
    Column("expert", _("Expert"), "expert", "plans/_expert.html", style="problem"),
    Column("opinion", _("Opinion"), "opinion", cell="prose"),
    Column("day", _("Given on"), "given_on", "day", style="nowrap", labelled=True),
    Column("adoption", _("Adoption"), "adoption", "plans/_adoption.html"),
)
IN_A_FILE = (
    Column("title", _("Title of the plan"), "name", "link", style="problem"),
    Column("kind", _("Kind"), "get_kind_display"),
    Column("state", _("State"), "get_state_display", "plans/_state.html"),
    Column("finish", _("To be finished by"), "finish_by", "day", style="nowrap", labelled=True),
    Column("approved", _("Approved on"), "approved_on", "day", style="nowrap", labelled=True, empty="—"),
)
ASKED = (("return", _("Send back")), ("revise", _("Begin a new edition")), ("withdraw", _("Withdraw the plan")))
"""The steps that ask for a reason on a page of their own, and what their links say."""


def lights(plan: EnterprisePlan, reader: User) -> dict[str, object]:
    """Where it stands, and the steps that this person can take."""
    links = [
        (label, reverse("plans:plan-reason", args=[plan.pk, name]))
        for name, label in ASKED
        if PLANS.allows(name, plan, reader)
    ]
    return {
        "late": plan.is_late(clock.today()),
        "editions": list(EnterprisePlan.objects.visible_to(reader).filter(follows=plan)),
        "buttons": PLANS.buttons(plan, reader),
        "links": links,
        "may_approve": PLANS.allows("approve", plan, reader),
    }


def overview(plan: EnterprisePlan, request: SignedInRequest) -> dict[str, object]:
    return {"facts": facts_of(plan, FACTS)}


def measures(plan: EnterprisePlan, request: SignedInRequest) -> dict[str, object]:
    """The measures; put on the ledger once the plan is approved."""
    reader, drafted = request.user, plan.is_written and keeps_plans(request.user)
    found = lines(
        "enterprise",
        rows_of("enterprise", plan, reader),
        reader,
        edit="plans:plan-measure-edit" if drafted else "",
        placeable=plan.state == PlanState.APPROVED,
    )
    add = reverse("plans:plan-measure-create", args=[plan.pk]) if drafted else ""
    note = "" if plan.approved_on else _("The measures are put on the ledger once the plan is approved.")
    shown = Block(_("Measures"), found, add, note, WITH_FUNDS)
    return {"blocks": [shown.of("enterprise", plan, reader)]}


def opinions(plan: EnterprisePlan, request: SignedInRequest) -> dict[str, object]:
    may = plan.state == PlanState.REVIEW and keeps_plans(request.user)
    add = {"url": reverse("plans:opinion-create", args=[plan.pk]), "label": _("Add an opinion"), "style": "btn"}
    return {
        "table": Table(_("Expert review"), OPINIONS, list(plan.opinions.all())),
        "panel_act": add if may else None,
        "answers": may,
        "nothing": _("No expert has given an opinion yet."),
    }


def of_enterprise(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    rows = list(EnterprisePlan.objects.visible_to(request.user).filter(enterprise=enterprise))
    may = keeps_plans(request.user) and not any(row.state in OPEN_PLANS for row in rows)
    add = {"url": reverse("plans:plan-create", args=[enterprise.pk]), "label": _("New plan"), "style": "btn"}
    return {
        "table": Table(_("One enterprise, one plan"), IN_A_FILE, rows),
        "panel_act": add if may else None,
        "nothing": _("No plan is on file."),
    }


OF_A_PLAN = (
    Deed(
        20,
        _("Edit"),
        lambda plan: reverse("plans:plan-edit", args=[plan.pk]),
        keeps_plans,
        key="e",
        fits=lambda plan: plan.state == PlanState.DRAFT,
    ),
    Panel(10, "plans/_plan_lights.html", lights),
    Tab(10, "overview", _("Overview"), "core/_facts_panel.html", overview),
    Tab(20, "measures", _("Measures"), "plans/_measures.html", measures),
    Tab(30, "opinions", _("Expert review"), "core/_table_panel.html", opinions),
    CHANGES,
)
OF_AN_ENTERPRISE = (Tab(39, "plans", _("One enterprise, one plan"), "core/_table_panel.html", of_enterprise),)
