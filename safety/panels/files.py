"""The page of a hazard source, and what of safety stands in the file of an enterprise."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.listing import Column, Table, facts_of
from core.panels import Deed, Panel, Tab
from core.requests import SignedInRequest
from core.rules import phones
from core.views.listing import page_of
from core.views.panels import CHANGES
from enterprises.models import Enterprise
from safety.listings import ASSESSED, FILING, KIND, LEVEL, NAME, NEXT
from safety.models import (
    Drill,
    EmergencyPlan,
    Guarantor,
    GuarantorCheck,
    HazardAssessment,
    HazardSource,
    HeldChemical,
    KeyPerson,
    OperatedProcess,
    StatusAssessment,
)
from safety.services.guarding import neglected
from safety.services.qualifying import judged
from safety.states import Duty, Post

NOT_ON_FILE = _("not on file")
NOT_ASSESSED = _("not assessed yet")
IN_AN_ENTERPRISE = (NAME, LEVEL, KIND, ASSESSED, NEXT, FILING)
FACTS = (
    Column("enterprise", _("Enterprise"), "enterprise", "page"),
    Column("kind", _("Kind of plant unit"), "get_kind_display"),
    Column("place", _("Place"), "place", empty=NOT_ON_FILE),
    Column("state", _("State"), "get_state_display"),
    Column("filing_number", _("Filing number"), "filing_number", empty=NOT_ON_FILE),
    Column("people", _("People living within 500 m"), "current.people", "number", empty=NOT_ASSESSED),
    Column("distance", _("External safety distance (m)"), "external_distance", "number", empty=NOT_ON_FILE),
    Column("assessor", _("Assessed by"), "current.assessor", empty=NOT_ON_FILE),
    Column("edition", _("Edition of the standard"), "current.edition", empty=NOT_ASSESSED),
)
ASSESSMENTS = (
    Column("day", _("Assessed on"), "assessed_on", "safety/_assessed_on.html", style="nowrap"),
    Column("level", _("Level of the hazard source"), "level_label", "safety/_level.html"),
    Column("s", "S", "s", "safety/_rounded.html", style="number", head_style="number", labelled=True),
    Column("r", "R", "r", "safety/_rounded.html", style="number", head_style="number", labelled=True),
    Column(
        "people",
        _("People living within 500 m"),
        "people",
        "number",
        style="number",
        head_style="number",
        labelled=True,
    ),
    Column("assessor", _("Assessed by"), "assessor", empty="—"),
    Column("edition", _("Edition of the standard"), "edition"),
    Column("held", _("Holds"), lambda made: made.substances.all(), "safety/_held.html", style="problem"),
)


def sources_of(enterprise: Enterprise, user: User) -> QuerySet[HazardSource]:
    return HazardSource.objects.visible_to(user).filter(enterprise=enterprise)


def sources(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    add = {"url": reverse("safety:enterprise-source-add", args=[enterprise.pk]), "label": _("Add a hazard source")}
    rows = sources_of(enterprise, request.user).select_related("current")
    return {
        "table": Table(_("Hazard sources"), IN_AN_ENTERPRISE, rows),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


PROCESSES = (
    Column("process", _("Key hazardous process"), "process.name", "safety/_process.html", style="problem"),
    Column("place", _("Place"), "place", empty="—"),
    Column("scale", _("Scale"), "scale", empty="—"),
    Column("time", _("Time"), lambda row: (row.since, row.ended_on), "days", style="nowrap"),
)
CHEMICALS = (
    Column("chemical", _("Key supervised chemical"), "chemical.name", "safety/_chemical.html", style="problem"),
    Column("place", _("Place"), "place", empty="—"),
    Column(
        "amount",
        _("At most held (t)"),
        "amount",
        "safety/_rounded.html",
        style="number",
        head_style="number",
        labelled=True,
    ),
    Column("time", _("Time"), lambda row: (row.since, row.ended_on), "days", style="nowrap"),
)
PEOPLE = (
    Column("name", _("Person and post"), "person", "safety/_person.html", style="problem"),
    Column("education", _("Education and title"), "person", "safety/_education.html"),
    Column("phone", _("Phone"), lambda row: phones.masked(row.person.phone), empty="—", style="nowrap"),
    Column("certificates", _("Certificates"), "person", "safety/_certificates.html"),
    Column("lacks", _("What the criteria ask"), "lacks", "safety/_lacks.html"),
)


GUARANTORS = (
    Column("duty", _("Duty"), "get_duty_display", "safety/_guarantor.html", style="problem"),
    Column("person", _("Name of the person"), "person.name"),
    Column("time", _("Time"), lambda row: (row.since, row.ended_on), "days", style="nowrap"),
    Column("due", _("Next check by"), "due", "safety/_next_check.html", labelled=True),
)
CHECKS = (
    Column("day", _("Checked on"), "checked_on", "day", style="nowrap"),
    Column("due", _("Was due by"), "was_due", "safety/_was_due.html", labelled=True),
    Column("guarantor", _("Guarantor"), "guarantor"),
    Column("looked_at", _("What was checked"), "looked_at", style="problem"),
    Column("problems", _("Problems found"), "problems", empty="—"),
)


PLANS = (
    Column("name", _("Name"), "name", "safety/_plan.html", style="problem"),
    Column("kind", _("Against"), "get_kind_display"),
    Column("issued", _("Plan issued on"), "issued_on", "day", style="nowrap", labelled=True),
    Column("filing", _("Filed with the authority"), "filed_on", "safety/_filing.html", labelled=True),
    Column("next", _("To be assessed again by"), "assess_by", "safety/_next.html", labelled=True),
)
DRILLS = (
    Column("subject", _("What was drilled"), "subject", "safety/_drill.html", style="problem"),
    Column("kind", _("Kind of drill"), "get_kind_display"),
    Column("source", _("Hazard source"), "source.name", empty="—"),
    Column("held", _("Held on"), "held_on", "day", style="nowrap", labelled=True),
    Column("participants", _("Participants"), "participants", "number", labelled=True, empty="—"),
    Column("reported", _("Reported on"), "reported_on", "day", style="nowrap", labelled=True),
    Column("next", _("Next drill by"), "next_by", "safety/_next.html", labelled=True),
)
STATUS_ASSESSMENTS = (
    Column("day", _("Assessed on"), "assessed_on", "safety/_status.html", style="nowrap"),
    Column("assessor", _("Assessed by"), "assessor", empty="—"),
    Column("problems", _("Number of problems found"), "problems", "number", labelled=True, empty="—"),
    Column("rectified", _("Rectified on"), "rectified_on", "day", style="nowrap", labelled=True),
    Column("conclusion", _("Conclusion after rectification"), "conclusion", empty=NOT_ON_FILE, style="problem"),
    Column("report", _("Number of the report"), "report_number", empty="—", labelled=True),
    Column(
        "distance", _("External safety distance (m)"), "external_distance", "number", labelled=True, empty=NOT_ON_FILE
    ),
    Column("next", _("To be assessed again by"), "next_by", "safety/_next.html", labelled=True),
)


def preparedness(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    """Emergency plans, drills and safety status assessments, the latest first."""
    reader = request.user
    plans = EmergencyPlan.objects.visible_to(reader).filter(enterprise=enterprise)
    status = StatusAssessment.objects.visible_to(reader).filter(enterprise=enterprise)
    page = page_of(request, Drill.objects.visible_to(reader).filter(enterprise=enterprise).select_related("source"))
    return {
        "plans": Table(_("Emergency plans"), PLANS, plans),
        "drills": Table(_("Drills"), DRILLS, page.object_list),
        "status": Table(_("Safety status assessments"), STATUS_ASSESSMENTS, status),
        "page": page,
    }


def keys(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    processes = OperatedProcess.objects.visible_to(request.user).filter(enterprise=enterprise)
    chemicals = HeldChemical.objects.visible_to(request.user).filter(enterprise=enterprise)
    return {
        "processes": Table(_("Key hazardous processes"), PROCESSES, processes.select_related("process")),
        "chemicals": Table(_("Key supervised chemicals"), CHEMICALS, chemicals.select_related("chemical")),
    }


def people_of(enterprise: Enterprise, user: User) -> QuerySet[KeyPerson]:
    return KeyPerson.objects.visible_to(user).filter(enterprise=enterprise).in_post(clock.today())


def people(enterprise: Enterprise, request: SignedInRequest) -> dict[str, object]:
    """Who is in a post today, and what he lacks of what the criteria in force today ask."""
    add = {"url": reverse("safety:enterprise-person-add", args=[enterprise.pk]), "label": _("Add a key person")}
    found = people_of(enterprise, request.user).prefetch_related("certificates")
    rows = sorted(found, key=lambda person: Post.values.index(person.post))
    return {
        "table": Table(_("Key people"), PEOPLE, judged(enterprise, rows, clock.today())),
        "panel_act": {"style": "btn", **add} if request.user.keeps_files else None,
        "nothing": NOT_ON_FILE,
    }


def calculation(source: HazardSource, request: SignedInRequest) -> dict[str, object]:
    """The latest assessment line by line, as it was made."""
    current = source.current
    lines = current.substances.select_related("substance", "hazard_class", "second_class") if current else ()
    return {"assessment": current, "lines": lines, "facts": facts_of(source, FACTS)}


def assessments(source: HazardSource, request: SignedInRequest) -> dict[str, object]:
    rows = HazardAssessment.objects.visible_to(request.user).filter(source=source).select_related("withdrawal")
    return {
        "table": Table(_("Assessments"), ASSESSMENTS, rows.prefetch_related("substances__substance")),
        "nothing": NOT_ASSESSED,
    }


def guarantors(source: HazardSource, request: SignedInRequest) -> dict[str, object]:
    """Who answers for it, the latest checks, and what is proposed where a duty is not performed."""
    rows = Guarantor.objects.visible_to(request.user).filter(source=source).select_related("person")
    running = list(rows.running())
    checks = GuarantorCheck.objects.visible_to(request.user).filter(guarantor__source=source)
    page = page_of(request, checks.select_related("guarantor__person"))
    named = {row.duty for row in running}
    return {
        "neglected": neglected(running, clock.today()),
        "lacking": [duty.label for duty in Duty if duty not in named] if source.level else [],
        "guarantors": Table(_("Guarantors"), GUARANTORS, rows),
        "checks": Table(_("Checks"), CHECKS, page.object_list),
        "page": page,
    }


OF_AN_ENTERPRISE = (
    Tab(
        32,
        "hazard-sources",
        _("Hazard sources"),
        "core/_table_panel.html",
        sources,
        count=lambda enterprise, user: sources_of(enterprise, user).count(),
    ),
    Tab(34, "key-safety", _("Key processes and chemicals"), "safety/_keys.html", keys),
    Tab(38, "preparedness", _("Plans and drills"), "safety/_preparedness.html", preparedness),
    Tab(
        36,
        "key-people",
        _("Key people"),
        "core/_table_panel.html",
        people,
        count=lambda enterprise, user: people_of(enterprise, user).count(),
    ),
)
OF_A_SOURCE = (
    Deed(
        10,
        _("Assess"),
        lambda source: reverse("safety:source-assess", args=[source.pk]),
        lambda user: user.keeps_files,
        style="btn btn-primary",
    ),
    Deed(
        20,
        _("Edit"),
        lambda source: reverse("safety:source-edit", args=[source.pk]),
        lambda user: user.keeps_files,
        key="e",
    ),
    Panel(10, "safety/_lights.html"),
    Tab(10, "overview", _("Overview"), "safety/_calculation.html", calculation),
    Tab(
        20,
        "assessments",
        _("Assessments"),
        "core/_table_panel.html",
        assessments,
        count=lambda source, user: source.assessments.count(),
    ),
    Tab(30, "guarantors", _("Guarantors"), "safety/_guarantors.html", guarantors),
    CHANGES,
)
