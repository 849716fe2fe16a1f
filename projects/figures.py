"""The figures of the construction projects: as their files stand today, since no history of them is kept."""

from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import figures
from core.completeness import gap_figures
from core.figures import Asked, Figure
from enterprises.figures import Enterprises, in_state, narrowed_files, said_of
from enterprises.states import OperatingState
from projects.models import Project

BODY = "projects"
UNIT = _("projects")
LINKS: dict[str, dict[str, str]] = {
    "projects.all": {},
    "projects.gaps": {"complete": "false"},
    **{f"projects.{state.lower()}": {"state": state} for state in OperatingState.values},
    "projects.ahead": {"ahead": "true"},
}


class Projects(Enterprises):
    """The body: construction projects of these enterprises."""

    name: str | Promise = _("Files of the projects")

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Project.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(enterprise__county=asked.county)
        return narrowed_files(rows, asked, before="enterprise__")

    def link(self, code: str, asked: Asked) -> str:
        return f"{reverse('projects:project-list')}?{urlencode({**LINKS[code], **said_of(asked)})}"


FIGURES = (
    Figure("projects.all", _("Projects"), _("On file."), UNIT, BODY, lambda asked: Q()),
    *(in_state(BODY, state, _("Projects on file in this state."), UNIT) for state in OperatingState),
    Figure(
        "projects.ahead",
        _("Projects ahead of their paperwork"),
        _("Something unlawful is proposed by the check of the projects, or confirmed."),
        UNIT,
        BODY,
        lambda asked: Q(pk__in=Project.objects.ahead().values("pk")),
    ),
    *gap_figures(BODY, Project, UNIT),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Projects(), FIGURES)
