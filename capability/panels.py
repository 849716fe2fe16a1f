"""The pages of a unit, a supervisor and an instrument, part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from capability.listings import EQUIPMENT, SUPERVISORS
from capability.models import (
    Calibration,
    EarlierPost,
    Equipment,
    Supervisor,
    SupervisorCertificate,
    Team,
    Training,
)
from capability.querysets import EquipmentQuerySet, SupervisorQuerySet
from capability.rules.balance import HOURS_A_DAY
from capability.rules.staffing import Staffing
from capability.services import duties
from capability.services.balancing import balance_of
from capability.services.staffing import course
from capability.states import PER_VISIT
from core import clock
from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from core.rules.months import Month
from core.views.listing import page_of
from core.views.panels import CHANGES
from documents import charts
from documents.charts import Chart

NONE = "—"
NOT_ON_FILE = gettext_lazy("not on file")


@dataclass(frozen=True)
class OfMonth:
    """The staffing at the end of a month, with the list of those in post and of the qualified among them."""

    month: Month
    staffing: Staffing
    in_post_url: str
    qualified_url: str


@dataclass(frozen=True)
class Drawn:
    """The staffing over the months, drawn and as a table, the latest month first."""

    chart: Chart
    lines: Sequence[OfMonth]


def drawn(rows: QuerySet[Supervisor], unit: Mapping[str, str]) -> Drawn:
    """Those in post and the qualified among them, month by month; every point opens its list."""
    today = clock.today()
    lines = [_of_month(month, staffing, unit) for month, staffing in course(rows, today)]
    points: list[charts.Point] = [
        {"month": str(line.month), "series": name, "value": value, "href": url if value else ""}
        for line in lines
        for name, value, url in (
            (_("In post"), line.staffing.in_post, line.in_post_url),
            (_("Professional"), line.staffing.qualified, line.qualified_url),
        )
    ]
    title = _("Supervisors in post and professional ones over 24 months")
    return Drawn(charts.lines(points, title=title, width=540, height=180), lines[::-1])


def _of_month(month: Month, staffing: Staffing, unit: Mapping[str, str]) -> OfMonth:
    day = min(month.last, clock.today()).isoformat()

    def listed(code: str) -> str:
        return f"{reverse('capability:supervisor-list')}?{urlencode({'figure': code, 'as_of': day, **unit})}"

    return OfMonth(month, staffing, listed("supervisors.in_post"), listed("supervisors.qualified"))


def terms_of_the_formula() -> dict[str, object]:
    """The duties with their rules and the numbers in force, for the page that says how the balance is drawn up."""
    return {
        "duties": [(duty, duty.times(), duty.hours()) for duty in duties.registered()],
        "hours_a_day": HOURS_A_DAY,
        "months": settings.CAPABILITY_MONTHS,
        "training": settings.SUPERVISOR_TRAINING_HOURS,
        "target": settings.SUPERVISOR_TARGET_PERCENT,
        "years": settings.SUPERVISOR_EXPERIENCE_YEARS,
        "instruments": [kind.label for kind in PER_VISIT],
    }


def people_of(team: Team, user: User) -> SupervisorQuerySet:
    return Supervisor.objects.visible_to(user).filter(organization=team.organization_id)


def equipment_of(team: Team, user: User) -> EquipmentQuerySet:
    return Equipment.objects.visible_to(user).filter(organization=team.organization_id)


def staffing(team: Team, request: SignedInRequest) -> dict[str, object]:
    """Share and gap today, and how both came about."""
    unit = {"organization": str(team.organization_id)}
    return {
        "target": settings.SUPERVISOR_TARGET_PERCENT,
        "drawn": drawn(people_of(team, request.user), unit),
        "duties": [
            field.verbose_name
            for field in Team._meta.concrete_fields
            if field.name in ("visits_parks", "visits_enterprises", "reviews_permits") and getattr(team, field.name)
        ],
    }


def _listed(columns: Sequence[Column]) -> list[Column]:
    """The columns of a list without the one of the unit, whose page it is."""
    return [column for column in columns if column.on_page and column.name != "unit"]


def people(team: Team, request: SignedInRequest) -> dict[str, object]:
    page = page_of(request, people_of(team, request.user).in_post(clock.today()).order_by("name", "pk"))
    return {
        "table": Table(_("Supervisors"), _listed(SUPERVISORS.columns), page.object_list),
        "page": page if page.paginator.num_pages > 1 else None,
        "panel_act": _adds(request, "capability:team-supervisor-add", team, _("Add a supervisor")),
        "nothing": _("Nobody is in post."),
    }


def equipment(team: Team, request: SignedInRequest) -> dict[str, object]:
    page = page_of(request, equipment_of(team, request.user).order_by("kind", "serial"))
    return {
        "table": Table(_("Supervision equipment"), _listed(EQUIPMENT.columns), page.object_list),
        "page": page if page.paginator.num_pages > 1 else None,
        "panel_act": _adds(request, "capability:team-equipment-add", team, _("Add an instrument")),
        "nothing": NOT_ON_FILE,
    }


def balance(team: Team, request: SignedInRequest) -> dict[str, object]:
    return {"balance": balance_of(request.user, team)}


def _adds(request: SignedInRequest, url_name: str, file: models.Model, label: str) -> dict[str, str] | None:
    if not request.user.keeps_files:
        return None
    return {"style": "btn", "url": reverse(url_name, args=[file.pk]), "label": label}


PERSON = (
    Column("unit", gettext_lazy("Organization"), "organization.name"),
    Column("account", gettext_lazy("Account"), "account.username", empty=NONE),
    Column("post", gettext_lazy("Post"), "post", empty=NOT_ON_FILE),
    Column("time", gettext_lazy("Time"), lambda row: (row.since, row.left_on), "days"),
    Column("degree", gettext_lazy("Degree"), "", "capability/_degree.html"),
    Column("degree_on", gettext_lazy("Degree obtained on"), "degree_on", "full_day", empty=NOT_ON_FILE),
    Column("practising", gettext_lazy("In chemical safety since"), "practising_since", "full_day", empty=NOT_ON_FILE),
    Column("evidence", gettext_lazy("Evidence of the experience"), "evidence", empty=NOT_ON_FILE),
    Column("number", gettext_lazy("Enforcement certificate"), "certificate_number", empty=NOT_ON_FILE),
    Column("until", gettext_lazy("Enforcement certificate valid until"), "certificate_until", "expiry"),
    Column("training", gettext_lazy("Training of the year by"), "training_by", "expiry"),
)
POSTS = (
    Column("post", gettext_lazy("Post"), "post", empty=NONE, style="problem"),
    Column("time", gettext_lazy("Time"), lambda row: (row.since, row.until), "days", style="nowrap"),
)
CERTIFICATES = (
    Column("kind", gettext_lazy("Certificate"), "get_kind_display", "capability/_certificate.html", style="problem"),
    Column("number", gettext_lazy("Number"), "number", empty=NONE),
    Column("issued", gettext_lazy("Issued on"), "issued_on", "day", style="nowrap", labelled=True),
    Column("until", gettext_lazy("Valid until"), "valid_until", "expiry", labelled=True),
)
TRAININGS = (
    Column("subject", gettext_lazy("Subject of the training"), "subject", "capability/_training.html", style="problem"),
    Column("held", gettext_lazy("Training held on"), "held_on", "day", style="nowrap", labelled=True),
    Column("hours", gettext_lazy("Hours"), "hours", "number", style="number", head_style="number", labelled=True),
    Column("result", gettext_lazy("Result"), "get_result_display"),
    Column("organiser", gettext_lazy("Organised by"), "organiser", empty=NONE),
)
THING = (
    Column("unit", gettext_lazy("Keeper unit"), "organization.name"),
    Column("kind", gettext_lazy("Kind of instrument"), "get_kind_display"),
    Column("serial", gettext_lazy("Serial number"), "serial"),
    Column("bought", gettext_lazy("In service since"), "bought_on", "full_day", empty=NOT_ON_FILE),
    Column("state", gettext_lazy("State"), "get_state_display"),
    Column("lent", gettext_lazy("Lent to"), "lent_to", empty=NONE),
    Column("lent_on", gettext_lazy("Lent on"), "lent_on", "full_day", empty=NONE),
    Column("by", gettext_lazy("To be calibrated by"), "calibrate_by", "expiry"),
)
CALIBRATIONS = (
    Column("day", gettext_lazy("Calibrated on"), "calibrated_on", "day", style="nowrap"),
    Column("body", gettext_lazy("Calibrated by"), "body", "capability/_calibration.html", style="problem"),
    Column("number", gettext_lazy("Number of the certificate"), "number", empty=NONE),
    Column("passed", gettext_lazy("Passed"), "is_passed", "yes_no", labelled=True),
    Column("until", gettext_lazy("Valid until"), "valid_until", "day", style="nowrap", empty=NONE, labelled=True),
)


def person_facts(person: Supervisor, request: SignedInRequest) -> dict[str, object]:
    """The facts of a person and the posts held before."""
    earlier = EarlierPost.objects.visible_to(request.user).filter(person=person)
    return {"facts": facts_of(person, PERSON), "earlier": Table(_("Earlier posts"), POSTS, earlier)}


def certificates(person: Supervisor, request: SignedInRequest) -> dict[str, object]:
    rows = SupervisorCertificate.objects.visible_to(request.user).filter(person=person)
    return {
        "table": Table(_("Certificates"), CERTIFICATES, rows),
        "panel_act": _adds(request, "capability:supervisor-credential-add", person, _("Add a certificate")),
        "nothing": NOT_ON_FILE,
    }


def trainings(person: Supervisor, request: SignedInRequest) -> dict[str, object]:
    page = page_of(request, Training.objects.visible_to(request.user).filter(person=person))
    return {
        "table": Table(_("Training"), TRAININGS, page.object_list),
        "page": page if page.paginator.num_pages > 1 else None,
        "panel_act": _adds(request, "capability:supervisor-training-add", person, _("Add a training")),
        "nothing": NOT_ON_FILE,
    }


def thing_facts(thing: Equipment, request: SignedInRequest) -> dict[str, object]:
    return {"facts": facts_of(thing, THING)}


def calibrations(thing: Equipment, request: SignedInRequest) -> dict[str, object]:
    rows = Calibration.objects.visible_to(request.user).filter(equipment=thing).prefetch_related("scans")
    return {
        "table": Table(_("Calibrations"), CALIBRATIONS, rows),
        "panel_act": _adds(request, "capability:equipment-calibration-add", thing, _("Record a calibration")),
        "nothing": NOT_ON_FILE,
    }


def _edit(url_name: str, order: int = 20) -> Deed:
    return Deed(
        order,
        gettext_lazy("Edit"),
        lambda file: reverse(url_name, args=[file.pk]),
        lambda user: user.keeps_files,
        key="e",
    )


FACTS = "core/_facts_panel.html"
TABLE = "core/_table_panel.html"
OF_A_TEAM = (
    _edit("capability:team-edit"),
    Panel(10, "capability/_lights.html", lambda team, user: {"target": settings.SUPERVISOR_TARGET_PERCENT}),
    Tab(10, "overview", gettext_lazy("Staffing"), "capability/_staffing.html", staffing),
    Tab(
        20,
        "people",
        gettext_lazy("Supervisors"),
        TABLE,
        people,
        count=lambda team, user: people_of(team, user).in_post(clock.today()).count(),
    ),
    Tab(
        30,
        "equipment",
        gettext_lazy("Supervision equipment"),
        TABLE,
        equipment,
        count=lambda team, user: equipment_of(team, user).kept().count(),
    ),
    Tab(40, "balance", gettext_lazy("Capability balance"), "capability/_balance_panel.html", balance),
    CHANGES,
)
OF_A_PERSON = (
    Deed(
        10,
        gettext_lazy("New post"),
        lambda person: reverse("capability:supervisor-post", args=[person.pk]),
        lambda user: user.keeps_files,
    ),
    _edit("capability:supervisor-edit"),
    Tab(10, "overview", gettext_lazy("Overview"), "capability/_person.html", person_facts),
    Tab(20, "certificates", gettext_lazy("Certificates"), TABLE, certificates),
    Tab(30, "training", gettext_lazy("Training"), TABLE, trainings),
    CHANGES,
)
OF_AN_INSTRUMENT = (
    Deed(
        10,
        gettext_lazy("Record a calibration"),
        lambda thing: reverse("capability:equipment-calibration-add", args=[thing.pk]),
        lambda user: user.keeps_files,
        style="btn btn-primary",
    ),
    _edit("capability:equipment-edit"),
    Tab(10, "overview", gettext_lazy("Overview"), FACTS, thing_facts),
    Tab(20, "calibrations", gettext_lazy("Calibrations"), TABLE, calibrations),
    CHANGES,
)
