"""The page of a visit: how it stands, what bars it, who goes, what was found; and the code for the gate."""

from collections.abc import Iterator

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from accounts.states import Reach
from core import panels
from core.listing import Column, Table, facts_of
from core.requests import SignedInRequest
from core.services.acting import refuse_others
from core.steps import Step
from core.views.privacy import personal_data
from visits.listings import BODY, KIND, NATURE
from visits.models import Answer, Officer, Visit
from visits.services import checking, codes, findings, joining
from visits.services.declaring import declares_for
from visits.services.frequency import frequency_of
from visits.states import PREPARED, VisitState
from visits.views.looking_up import visit_of
from visits.workflow import VISITS, of_body, registers_on

PLAN = (
    Column("enterprise", gettext_lazy("Enterprise"), "enterprise", "visits/_enterprise.html"),
    BODY,
    NATURE,
    KIND,
    Column("source", gettext_lazy("Task source"), "get_source_display"),
    Column("note", gettext_lazy("Task source in words"), "source_note", "prose", empty="—"),
    Column("drawn", pgettext_lazy("visit", "Random draw"), "drawn", "visits/_drawn.html"),
    Column("campaign", gettext_lazy("Special campaign"), "campaign.title", empty="—"),
    Column("filed", gettext_lazy("Special inspection filed on"), "filed_on", "day", empty="/"),
    Column("basis", gettext_lazy("Legal basis"), "basis.citation", path="basis"),
    Column("day", gettext_lazy("Day of the visit"), "planned_on", "full_day"),
    Column(
        "hour",
        gettext_lazy("Hour of the visit"),
        lambda visit: f"{visit.planned_at:%H:%M}" if visit.planned_at else "",
        empty="—",
    ),
    Column("items", gettext_lazy("Items of the inspection"), "items", "prose"),
)
COURSE = (
    Column("proposed_by", pgettext_lazy("visit", "Proposed by"), "proposed_by.full_label"),
    Column("urgent_reason", gettext_lazy("Why it was urgent"), "urgent_reason", "prose"),
    Column("approve_by", gettext_lazy("Approval by"), "approve_by", "full_day"),
    Column("approved_by", pgettext_lazy("visit", "Approved by"), "approved_by.full_label"),
    Column("approved_at", pgettext_lazy("visit", "Approved at"), "approved_at", "moment"),
    Column("opinion", gettext_lazy("Opinion of the leader"), "opinion", "prose"),
    Column("over_cap_reason", gettext_lazy("Why beyond the cap"), "over_cap_reason", "prose"),
    Column("arrived", pgettext_lazy("visit", "Entered"), "arrived_at", "moment"),
    Column("left", pgettext_lazy("visit", "Left"), "left_at", "moment"),
    Column(
        "fill_by",
        gettext_lazy("To be filled in by"),
        lambda visit: None if visit.left_at else visit.fill_by,
        "full_day",
        path="fill_by",
    ),
    Column("filled_in_by", gettext_lazy("Filled in by"), "filled_in_by.full_label"),
    Column("filled_in_at", gettext_lazy("Filled in"), "filled_in_at", "moment"),
    Column("fill_reason", gettext_lazy("Why it was filled in late"), "fill_reason", "prose"),
    Column("result", gettext_lazy("Result told to the enterprise"), "result", "prose"),
    Column("closed_at", gettext_lazy("Result told"), "closed_at", "moment"),
    Column("cancelled_by", gettext_lazy("Cancelled by"), "cancelled_by.full_label"),
    Column("end_reason", gettext_lazy("Why it was cancelled"), "end_reason", "prose"),
)
CHECKS = (
    Column("is_met", pgettext_lazy("visit", "Check"), "is_met", "visits/_check.html", style="nowrap"),
    Column("label", gettext_lazy("What is checked"), "label", style="problem"),
    Column("said", gettext_lazy("How it stands"), "said", empty="—"),
)
OFFICERS = (
    Column("name", pgettext_lazy("visit", "Officer"), "name", style="problem"),
    Column("certificate", gettext_lazy("Enforcement certificate"), "certificate", labelled=True),
)
DECLARED = Column(
    "declared", gettext_lazy("Declaration of interests"), "declared", "visits/_declared.html", labelled=True
)
ITEMS = (
    Column("number", gettext_lazy("Number"), "number", "link", style="nowrap"),
    Column("title", gettext_lazy("Problem"), "title", style="problem"),
    Column("unit", gettext_lazy("Lead organization"), "lead_organization.label", empty="—"),
    Column("state", gettext_lazy("State"), "get_state_display"),
)
OTHERS = (
    Column("day", gettext_lazy("Day of the visit"), "planned_on", "day_link"),
    BODY,
    NATURE,
    Column("state", pgettext_lazy("visit", "State"), "get_state_display", "visits/_state.html"),
)
MAIN = frozenset({"propose", "approve", "approve-later"})
"""The steps for which the page is opened."""
ANSWERS = (
    Column("kind", gettext_lazy("Kind"), "get_kind_display"),
    Column("stars", gettext_lazy("Stars"), "stars", "number", empty="/", labelled=True),
    Column("words", pgettext_lazy("visit", "In words"), "words", "prose", empty="—"),
    Column("at", pgettext_lazy("visit", "Said at"), "at", "moment"),
)


@login_required
@require_safe
@personal_data
def visit_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    visit, user = visit_of(request, pk), request.user
    is_official = user.reach != Reach.OWN
    context = {
        "visit": visit,
        "facts": facts_of(visit, PLAN),
        "course": _said(visit),
        "officers": Table(_("Team"), (*OFFICERS, *([DECLARED] if is_official else ())), _team(visit, request)),
        "items": Table(_("Problems found on this visit"), ITEMS, findings.items_of(visit, user)),
        "registers": registers_on(visit, user),
        "panels": panels.of(visit, user),
        "answers": Table(_("What the enterprise says"), ANSWERS, Answer.objects.visible_to(user).filter(visit=visit)),
        "back": reverse("visits:visit-list") if is_official else visit.enterprise.get_absolute_url(),
        **(_for_officials(visit, request) if is_official else {}),
    }
    return render(request, "visits/visit.html", context)


def _for_officials(visit: Visit, request: SignedInRequest) -> dict[str, object]:
    """What bars it, how often the plant was visited, with what it can be joined, and what this person can do."""
    user = request.user
    is_open = visit.state in PREPARED or visit.state == VisitState.PROPOSED
    return {
        "is_official": True,
        "frequency": frequency_of(visit),
        "checks": Table(_("Checks before the approval"), CHECKS, checking.checks_of(visit)) if is_open else None,
        "others": Table(_("Visits in the same week"), OTHERS, joining.in_same_week(visit, user)),
        "joined": Table(_("Goes together with"), OTHERS, joining.joined_with(visit, user)),
        "steps": list(_steps(visit, request)),
        "may_edit": visit.is_prepared and of_body(visit, user),
        "shows_code": of_body(visit, user) and visit.state in (VisitState.APPROVED, VisitState.UNDER_WAY),
    }


def decided_on(visit: Visit) -> dict[str, object]:
    """What a leader reads before the decision: the plan, the team, what bars it."""
    return {
        "facts": facts_of(visit, PLAN),
        "officers": Table(_("Team"), OFFICERS, list(visit.officers.all())),
        "checks": Table(_("Checks before the approval"), CHECKS, checking.checks_of(visit)),
    }


def _steps(visit: Visit, request: SignedInRequest) -> Iterator[tuple[Step[Visit, str | None], str]]:
    """The steps that this person can take, each with its look; joining only where there is something to join."""
    for step in VISITS.steps.values():
        if VISITS.allows(step.name, visit, request.user):
            if step.name == "join" and not joining.to_join(visit, request.user).exists():
                continue
            yield step, "btn btn-primary" if step.name in MAIN else "btn"


def _said(visit: Visit) -> list[object]:
    """Of its course what there is to say."""
    return [cell for cell in facts_of(visit, COURSE) if cell.value not in (None, "")]


def _team(visit: Visit, request: SignedInRequest) -> list[Officer]:
    """The officers, each with whether this person declares for that one now."""
    team = list(Officer.objects.visible_to(request.user).filter(visit=visit))
    if request.user.reach != Reach.OWN and visit.is_prepared:
        for officer in team:
            officer.visit = visit
            officer.is_mine = declares_for(officer, request.user)  # read by the cell
    return team


@login_required
@require_safe
@personal_data
def visit_code(request: SignedInRequest, pk: int) -> HttpResponse:
    """The code for the gate, on the officer's phone."""
    visit = visit_of(request, pk)
    refuse_others(VISITS.steps["renew-code"], visit, request.user)
    if visit.state not in (VisitState.APPROVED, VisitState.UNDER_WAY):
        return redirect(visit)
    address = request.build_absolute_uri(reverse("visits:visit-gate", args=[codes.code_of(visit)]))
    picture = segno.make(address, error="m").svg_data_uri(scale=8, light="white", dark="black")
    context = {"visit": visit, "address": address, "picture": picture, "renew": VISITS.steps["renew-code"]}
    return render(request, "visits/code.html", context)
