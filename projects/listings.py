"""The list of the construction projects."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.completeness import counted
from core.listing import Column, Listing
from core.views.completeness import SHARE
from projects.filters import ProjectFilter, ViolationFilter
from projects.forms import ProjectListForm, ViolationListForm
from projects.models import Project, Violation

STANDING = pgettext_lazy("violation", "State")
PROPOSED_ON = pgettext_lazy("violation", "Proposed on")
PROJECTS = Listing(
    title=_("Projects"),
    empty=_(
        "Construction projects stand here with their papers in the legal order; a project is entered in "
        "the file of its enterprise."
    ),
    count=ngettext_lazy("%(n)s project", "%(n)s projects", "n"),
    rows=lambda user: counted(Project.objects.visible_to(user).select_related("enterprise__park")),
    columns=(
        Column("name", _("Name"), "name", "link", by="name", style="problem"),
        Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name"),
        Column("state", _("State"), "get_state_display", by="state"),
        Column(
            "completion",
            _("Planned completion"),
            "planned_completion",
            "day",
            by="planned_completion",
            style="nowrap",
            labelled=True,
        ),
        SHARE,
    ),
    usual_sort="enterprise",
    filters=ProjectFilter,
    form=ProjectListForm,
    lead="projects/_tabs.html",
    beside=lambda user: {"tab": "projects"},
)
VIOLATIONS = Listing(
    title=_("Projects ahead of their papers"),
    empty=_(
        "What runs ahead of its papers is found from the files each night and proposed here; nothing has "
        "been found so far."
    ),
    count=ngettext_lazy("%(n)s proposal", "%(n)s proposals", "n"),
    rows=lambda user: Violation.objects.visible_to(user).select_related("project__enterprise__park"),
    columns=(
        Column("name", _("What is unlawful"), "__str__", "link", by="code", word="code", style="problem"),
        Column("project", _("Project"), "project", "projects/_project_cell.html", by="project__name"),
        Column(
            "state",
            STANDING,
            "get_state_display",
            "projects/_violation_state.html",
            by="state",
        ),
        Column("began", _("Act began on"), "began_on", "day", by="began_on", style="nowrap", labelled=True),
        Column("ended", _("Act ended on"), "ended_on", "day", by="ended_on", style="nowrap", empty="—", labelled=True),
        Column(
            "proposed",
            PROPOSED_ON,
            "proposed_on",
            "day",
            by="proposed_on",
            style="nowrap",
            labelled=True,
        ),
    ),
    usual_sort="-proposed",
    filters=ViolationFilter,
    form=ViolationListForm,
    lead="projects/_tabs.html",
    beside=lambda user: {"tab": "violations"},
)
