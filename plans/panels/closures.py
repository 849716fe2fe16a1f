"""The page of a closure: its progress step by step, its instalments; and the closures in the file of an enterprise."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from core.rules.numbers import amount
from core.views.panels import CHANGES
from enterprises.models import Enterprise
from plans.models import Closure
from plans.services.closing import WRITTEN
from plans.states import CLEAN_SOIL, OPEN_CLOSURES, ClosureState
from plans.workflow import CLOSURES, keeps_plans

NONE = "—"
FACTS = (
    Column("enterprise", gettext_lazy("Enterprise"), "enterprise", "page"),
    Column("kind", gettext_lazy("Kind"), "get_kind_display"),
    Column("decision", gettext_lazy("Document of the decision"), "decision", empty=NONE),
    Column("decided", gettext_lazy("Decided on"), "decided_on", "full_day", empty=NONE),
    Column("authority", gettext_lazy("Deciding authority"), "authority", empty=NONE),
    Column("close_by", gettext_lazy("To be closed by"), "close_by", "full_day"),
    Column("agreement", gettext_lazy("Compensation agreement"), "agreement", empty=NONE),
    Column("agreed_on", gettext_lazy("Agreed on"), "agreed_on", "full_day", empty=NONE),
    Column("plant", gettext_lazy("Plant to be bought back (m²)"), "plant_area", empty=NONE),
    Column("land", gettext_lazy("Land to be bought back (mu)"), "land_area", empty=NONE),
    Column("soil", gettext_lazy("Report of the soil check"), "soil_report", empty=NONE),
    Column("checked", gettext_lazy("Verified first by"), "checked_by.name", empty=NONE),
    Column("finished", gettext_lazy("Verified by"), "finished_by.name", empty=NONE),
    Column("reason", gettext_lazy("Reason"), "reason", empty=NONE, cell="prose"),
)
INSTALMENTS = (
    Column("due", gettext_lazy("Due on"), "due_on", "plans/_instalment.html", style="problem"),
    Column(
        "amount", gettext_lazy("Amount (10,000 yuan)"), "amount", style="number", head_style="number", labelled=True
    ),
    Column("paid_on", gettext_lazy("Paid on"), "paid_on", "day", style="nowrap", labelled=True, empty=NONE),
    Column(
        "paid",
        gettext_lazy("Paid (10,000 yuan)"),
        "paid",
        style="number",
        head_style="number",
        labelled=True,
        empty=NONE,
    ),
    Column(
        "proof",
        gettext_lazy("Proof of payment"),
        "proof",
        "plans/_proof.html",
        style="whole",
        labelled=True,
        empty=NONE,
    ),
    Column("over", gettext_lazy("Reason for more than agreed"), "over_reason", empty=NONE),
)
IN_A_FILE = (
    Column("kind", gettext_lazy("Kind"), "get_kind_display", "link", style="problem"),
    Column("state", gettext_lazy("State"), "get_state_display", "plans/_closure_state.html"),
    Column("decision", gettext_lazy("Document of the decision"), "decision", empty=NONE),
    Column("close_by", gettext_lazy("To be closed by"), "close_by", "day", style="nowrap", labelled=True),
    Column("ended", gettext_lazy("Ended on"), "ended_on", "day", style="nowrap", labelled=True, empty=NONE),
)
ASKED = (("return", gettext_lazy("Send back")), ("cancel", gettext_lazy("Cancel the closure")))
"""The steps that ask for a reason on a page of their own, and what their links say."""


@dataclass(frozen=True)
class Part:
    """A part of a closure: whether it is done, and what is to be said of it."""

    label: str
    is_done: bool
    said: str = ""


def parts_of(closure: Closure) -> list[Part]:
    """From the decision to the verification."""
    verified = [person.name for person in (closure.checked_by, closure.finished_by) if person]
    return [
        Part(_("Closure decided"), closure.state != ClosureState.PREPARED, closure.decision),
        Part(_("Compensation agreement"), bool(closure.agreement), closure.agreement),
        _paid(closure),
        _bought(_("Plant bought back"), closure.plant_area, closure.plant_bought_on),
        _bought(_("Land bought back"), closure.land_area, closure.land_bought_on),
        _resettled(closure),
        Part(_("Soil check"), closure.soil_result in CLEAN_SOIL, closure.get_soil_result_display()),
        Part(_("Verified by two persons"), closure.state == ClosureState.DONE, "、".join(verified)),
    ]


def _paid(closure: Closure) -> Part:
    rows = list(closure.instalments.all())
    paid = sum((row.paid or Decimal(0) for row in rows), Decimal(0))
    said = _("%(paid)s of %(agreed)s (10,000 yuan)") % {
        "paid": amount(paid),
        "agreed": amount(closure.agreed or Decimal(0)),
    }
    return Part(_("Compensation paid"), bool(rows) and all(row.paid_on for row in rows), said)


def _bought(label: str, area: Decimal | None, day: date | None) -> Part:
    said = str(day or "") if area else _("Nothing to be bought back")
    return Part(label, bool(day) or not area, said)


def _resettled(closure: Closure) -> Part:
    done, whole = closure.resettled or 0, closure.workers or 0
    return Part(_("Workers resettled"), done >= whole, _("%(n)s of %(all)s") % {"n": done, "all": whole})


def lights(closure: Closure, reader: User) -> dict[str, object]:
    """Where it stands, what is done of it, and the steps that this person can take."""
    links = [
        (label, reverse("plans:closure-reason", args=[closure.pk, name]))
        for name, label in ASKED
        if CLOSURES.allows(name, closure, reader)
    ]
    return {
        "late": closure.is_late(clock.today()),
        "parts": parts_of(closure),
        "buttons": CLOSURES.buttons(closure, reader),
        "links": links,
    }


def overview(closure: Closure, request: SignedInRequest) -> dict[str, object]:
    return {"facts": facts_of(closure, FACTS)}


def instalments(closure: Closure, request: SignedInRequest) -> dict[str, object]:
    may = closure.state in WRITTEN and keeps_plans(request.user)
    add = {"url": reverse("plans:instalment-create", args=[closure.pk]), "label": _("Add an instalment")}
    return {
        "table": Table(_("Instalments"), INSTALMENTS, list(closure.instalments.prefetch_related("scans"))),
        "panel_act": {"style": "btn", **add} if may else None,
        "writes": may,
        "today": clock.today(),
        "nothing": _("No instalment is on file."),
    }


def of_enterprise(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    found = Closure.objects.visible_to(request.user).filter(enterprise=enterprise)
    rows = list(found.select_related("enterprise"))
    may = keeps_plans(request.user) and not any(row.state in OPEN_CLOSURES for row in rows)
    add = {"url": reverse("plans:closure-create", args=[enterprise.pk]), "label": _("Begin a closure")}
    return {
        "table": Table(_("Closures of enterprises"), IN_A_FILE, rows),
        "panel_act": {"style": "btn", **add} if may else None,
        "nothing": _("No closure is on file."),
    }


OF_A_CLOSURE = (
    Deed(
        20,
        gettext_lazy("Edit"),
        lambda closure: reverse("plans:closure-edit", args=[closure.pk]),
        keeps_plans,
        key="e",
        fits=lambda closure: closure.state in WRITTEN,
    ),
    Panel(10, "plans/_closure_lights.html", lights),
    Tab(10, "overview", gettext_lazy("Overview"), "core/_facts_panel.html", overview),
    Tab(20, "instalments", gettext_lazy("Instalments"), "core/_table_panel.html", instalments),
    CHANGES,
)
OF_AN_ENTERPRISE = (Tab(18, "closures", gettext_lazy("Closure"), "core/_table_panel.html", of_enterprise),)
