"""认定与规划 in the file of a park: correction list, documents, levels, upgrade plan; carrying capacity; visits."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, panels
from core.listing import Column, Table, Words
from core.panels import Shown
from core.requests import SignedInRequest
from parks.models import CapacityAssessment, LeaderVisit, Park, ParkPaper, RecognitionProblem
from parks.services.filing import records_visits

NONE = "—"
PROBLEMS = (
    Column("problem", gettext_lazy("Problem"), "problem", "parks/_problem.html", style="problem"),
    Column("unit", gettext_lazy("Responsible unit"), "organization.label", empty=NONE, labelled=True),
    Column("person", gettext_lazy("Responsible person"), "person", empty=NONE, style="nowrap", labelled=True),
    Column("deadline", gettext_lazy("Deadline"), "deadline", "parks/_problem_deadline.html", labelled=True),
    Column("done", gettext_lazy("Corrected on"), "done_on", "day", style="nowrap", labelled=True),
    Column("item", gettext_lazy("Number on the ledger"), "item_number", "parks/_problem_item.html", labelled=True),
)
PAPERS = (
    Column("title", gettext_lazy("Title of the document"), "title", "parks/_paper.html", style="problem"),
    Column("kind", gettext_lazy("Kind"), "get_kind_display"),
    Column("number", gettext_lazy("Document number"), "number", empty=NONE),
    Column("authority", gettext_lazy("Approving authority"), "authority", empty=NONE),
    Column("issued", gettext_lazy("Date of the document"), "issued_on", "day", style="nowrap", labelled=True),
    Column("valid", gettext_lazy("Valid until"), "holds_until", "expiry", labelled=True),
)
LEVELS = (
    Column("kind", gettext_lazy("Kind"), "get_kind_display", "parks/_level.html", style="problem"),
    Column("level", gettext_lazy("Level reached"), "level"),
    Column("published", gettext_lazy("Published on"), "published_on", "day", style="nowrap", labelled=True),
    Column("by", gettext_lazy("Published by"), "published_by", empty=NONE),
    Column("document", gettext_lazy("Document"), "document", empty=NONE),
)
UPGRADES = (
    Column("measures", gettext_lazy("Measures"), "measures", "parks/_upgrade.html", style="problem"),
    Column("grade", gettext_lazy("Target grade"), "target_grade", labelled=True),
    Column("by", gettext_lazy("To be reached by"), "target_on", "parks/_upgrade_day.html", labelled=True),
    Column("approved", gettext_lazy("Approved by"), "approved_by", empty=NONE),
    Column("document", gettext_lazy("Document"), "document", empty=NONE),
)


@dataclass(frozen=True)
class Section:
    """A part of the tab: its table, and where a row is added by whoever keeps the file."""

    title: Words
    table: Table
    add: str
    label: Words


@dataclass(frozen=True)
class Assessed:
    """A carrying-capacity assessment with what other apps show beside it."""

    assessment: CapacityAssessment
    beside: Sequence[Shown]


def recognition(park: Park, request: SignedInRequest) -> dict[str, object]:
    papers = ParkPaper.objects.visible_to(request.user).filter(park=park).prefetch_related("files")
    problems = RecognitionProblem.objects.visible_to(request.user).filter(park=park).select_related("organization")
    parts = (
        (_("Recognition problems"), PROBLEMS, problems, "parks:problem-create", _("Add a recognition problem")),
        (_("Documents of the park"), PAPERS, papers, "parks:paper-create", _("Add a document")),
        (_("Competitiveness and intelligence"), LEVELS, park.levels.all(), "parks:level-create", _("Add a level")),
        (_("Upgrade plans"), UPGRADES, _with_park(park), "parks:upgrade-create", _("Add an upgrade plan")),
    )
    keeps = request.user.keeps_files
    return {
        "sections": [
            Section(title, Table(title, columns, rows), reverse(add, args=[park.pk]) if keeps else "", label)
            for title, columns, rows, add, label in parts
        ],
        "today": clock.today(),
    }


def _with_park(park: Park) -> list[object]:
    """The plans of a park, which ask for its grade."""
    plans = list(park.upgrade_plans.all())
    for plan in plans:
        plan.park = park
    return list(plans)


def capacity(park: Park, request: SignedInRequest) -> dict[str, object]:
    rows = CapacityAssessment.objects.visible_to(request.user).filter(park=park)
    return {
        "assessments": [
            Assessed(row, panels.of(row, request.user) if place == 0 else ()) for place, row in enumerate(rows)
        ],
        "add": reverse("parks:capacity-create", args=[park.pk]) if request.user.keeps_files else "",
    }


def visits(park: Park, request: SignedInRequest) -> dict[str, object]:
    rows = LeaderVisit.objects.visible_to(request.user).filter(park=park)
    may = records_visits(park, request.user)
    return {
        "visits": rows.select_related("leader").prefetch_related("photos"),
        "add": reverse("parks:visit-create", args=[park.pk]) if may else "",
    }
