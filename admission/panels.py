"""The page of an application, and what stands of it in the files of park, project and enterprise."""

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from admission.models import AdmissionRule, Application, Review
from admission.services.applying import may_apply
from admission.services.checks import Check, barring, sheet_of
from admission.states import RUNNING, RuleKind, State
from admission.workflow import APPLICATIONS
from core import clock
from core.listing import Column, Table, facts_of
from core.panels import Panel, Tab
from core.requests import SignedInRequest
from parks.models import Park
from projects.models import Project

BUTTONS = {
    "review": _("Give my review"),
    "decide": _("Decide on admission"),
    "settle": _("Decide on the appeal"),
    "lapse": _("Record the lapse"),
    "convene": _("Name reviewers"),
    "minute": _("Write the minutes"),
    "excuse": _("Excuse a reviewer"),
    "turn-down": _("Refuse without review"),
    "recuse": _("Stand aside"),
    "appeal": _("Appeal"),
    "give-up": _("Give the admission up"),
    "withdraw": _("Withdraw the application"),
}
"""What stands on the buttons of the page, in their order."""
MAIN = ("review", "decide", "settle", "lapse", "convene", "minute")
"""What goes on with an application; where it comes first it is the main button."""
FACTS = (
    Column("enterprise", _("Enterprise"), "project.enterprise.name"),
    Column("park", _("Park"), "park.name"),
    Column("land", _("Land (mu)"), "land"),
    Column("investment", _("Investment (10,000 yuan)"), "investment"),
    Column("output", _("Yearly output (10,000 yuan)"), "output"),
    Column("processes", _("Processes and products"), "processes"),
    Column("improves", _("Improves safety"), "is_safety_improvement", "yes_no"),
    Column("reasons", _("Reasons for what is restricted"), "reasons", empty="—"),
    Column("applicant", _("Applicant"), "applied_by.full_label"),
    Column("applied", _("Applied on"), "applied_on", "full_day"),
)
CHECKS = (
    Column("name", pgettext_lazy("check", "Rule"), "name", style="problem"),
    Column("verdict", pgettext_lazy("check", "Verdict"), "label", "admission/_verdict.html", style="nowrap"),
    Column("said", pgettext_lazy("check", "Why"), "said"),
    Column("source", _("Source document"), "source", "admission/_source.html", labelled=True),
)
DISCHARGES = (
    Column("pollutant", _("Pollutant"), "get_pollutant_display", style="problem"),
    Column("amount", _("Amount (t/a)"), "amount", style="number", head_style="number", labelled=True),
    Column("reserved", _("Quota"), "reservation", "admission/_reserved.html"),
)
RULES = (
    Column("text", _("What it says"), "text", "admission/_rule.html", style="problem"),
    Column("value", _("Value"), "value", empty="—", labelled=True),
    Column("bars", pgettext_lazy("rule", "If not met"), "bars", "admission/_bars.html", style="nowrap"),
    Column("source", _("Source document"), "source", labelled=True),
    Column("since", _("From"), "since", "day", style="nowrap", labelled=True),
    Column("until", _("Until"), "until", "day", empty="—", style="nowrap", labelled=True),
)
APPLICATIONS_HERE = (
    Column("project", _("Project"), "project.name", "admission/_link.html", style="problem"),
    Column("state", _("State"), "get_state_display", "admission/_state.html"),
    Column("applied", _("Applied on"), "applied_on", "day", style="nowrap", labelled=True),
    Column("decided", _("Decided on"), "decided_on", "day", empty="—", style="nowrap", labelled=True),
    Column(
        "valid",
        pgettext_lazy("admission", "Valid until"),
        "shown_until",
        "day",
        empty="—",
        style="nowrap",
        labelled=True,
    ),
)


def buttons(application: Application, reader: User, without: Collection[str]) -> list[dict[str, object]]:
    """What this person can do now, each with its address."""
    offered = [name for name in BUTTONS if APPLICATIONS.allows(name, application, reader) and name not in without]
    return [
        {
            "label": BUTTONS[name],
            "url": reverse("admission:application-step", args=[application.pk, name]),
            "style": "btn btn-primary" if name == offered[0] and name in MAIN else "btn",
        }
        for name in offered
    ]


def standing(application: Application, reader: User) -> Mapping[str, object]:
    """How it stands, what was decided, until when, and what can be done now."""
    is_barred = application.state == State.APPLIED and bool(barring(sheet_of(application)))
    return {
        "is_barred": is_barred,
        "buttons": buttons(application, reader, ["convene"] if is_barred else ["turn-down"]),
        "decides_on": application.decided_on,
        "may_still_appeal": application.appeal_by
        and not application.appealed_on
        and application.appeal_by >= clock.today(),
    }


def overview(application: Application, request: SignedInRequest) -> dict[str, object]:
    """The check sheet, what it would discharge, and what was applied for."""
    sheet: list[Check] = sheet_of(application)
    discharges = application.discharges.select_related("reservation__account")
    return {
        "checks": Table(_("Check sheet"), CHECKS, sheet),
        "discharges": Table(_("Discharge"), DISCHARGES, list(discharges)),
        "facts": facts_of(application, FACTS),
    }


def reviews(application: Application, request: SignedInRequest) -> dict[str, object]:
    """The reviews that the reader may see, and the minutes."""
    counting = Review.objects.counting().filter(application=application)
    return {
        "reviews": Review.objects.visible_to(request.user)
        .filter(application=application)
        .select_related("reviewer__organization", "excused_by"),
        "named": counting.count(),
        "given": counting.exclude(given_at=None).count(),
        "files": application.minutes_files.all(),
    }


def course(application: Application, request: SignedInRequest) -> dict[str, object]:
    labels = {name: step.label for name, step in APPLICATIONS.steps.items()}
    rows = application.events.select_related("actor__organization")
    return {"events": [(row, labels.get(row.step, _("Applied for admission"))) for row in rows]}


def sees_reviews(user: User) -> bool:
    return "officials" in user.reads


def of_park(park: Park, request: SignedInRequest) -> dict[str, object]:
    """The rule sheet of today, what held before, and the applications."""
    today, order = clock.today(), list(RuleKind.values)
    rules = sorted(
        AdmissionRule.objects.visible_to(request.user).filter(park=park), key=lambda rule: order.index(rule.kind)
    )
    rows = Application.objects.visible_to(request.user).filter(park=park).select_related("project")
    return {
        "rules": Table(_("Rule sheet"), RULES, [rule for rule in rules if _holds(rule, today)]),
        "past": Table(_("Not in force"), RULES, [rule for rule in rules if not _holds(rule, today)]),
        "applications": Table(_("Applications"), APPLICATIONS_HERE, list(rows)),
        "add": reverse("admission:rule-create", args=[park.pk]) if request.user.keeps_files else "",
    }


def _holds(rule: AdmissionRule, day: date) -> bool:
    return rule.is_in_force(day)


def of_project(project: Project, request: SignedInRequest) -> dict[str, object]:
    """The applications of a project, and the way to a new one where none runs."""
    rows = list(Application.objects.visible_to(request.user).filter(project=project).select_related("project"))
    runs = any(row.state in RUNNING for row in rows)
    add = {"url": reverse("admission:application-create", args=[project.pk]), "label": _("Apply for admission")}
    return {
        "table": Table(_("Admission to the park"), APPLICATIONS_HERE, rows),
        "panel_act": {"style": "btn", **add} if may_apply(request.user) and not runs else None,
        "nothing": _("No application is on file."),
    }


OF_AN_APPLICATION = (
    Panel(10, "admission/_standing.html", standing),
    Tab(10, "overview", _("Check sheet"), "admission/_overview.html", overview),
    Tab(20, "reviews", _("Review and minutes"), "admission/_reviews.html", reviews, seen_by=sees_reviews),
    Tab(30, "course", _("Course"), "admission/_course.html", course),
)
OF_A_PARK = (Tab(36, "admission", _("Admission"), "admission/_park.html", of_park),)
OF_A_PROJECT = (Tab(20, "admission", _("Admission"), "core/_table_panel.html", of_project),)
