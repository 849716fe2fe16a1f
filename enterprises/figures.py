"""The figures of the enterprises: as their files stand today, since no history of them is kept."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import clock, figures
from core.figures import Asked, Figure
from core.rules import expiry
from enterprises.models import Enterprise, Project
from enterprises.states import OperatingState

BODY = "enterprises"
UNIT = _("enterprises")
PROJECTS = "projects"
LINKS: dict[str, dict[str, str]] = {
    "enterprises.all": {},
    **{f"enterprises.{state.lower()}": {"state": state} for state in OperatingState.values},
    "enterprises.hazard": {"hazard": "true"},
    "enterprises.permits_expired": {"permits": "expired"},
    "enterprises.permits_90": {"permits": str(expiry.SOON_DAYS)},
}
PROJECT_LINKS: dict[str, dict[str, str]] = {
    "projects.all": {},
    **{f"projects.{state.lower()}": {"state": state} for state in OperatingState.values},
}


def _parks(asked: Asked) -> list[int]:
    return [int(key) for key in asked.part.get("park", "").split(",") if key.isdecimal()]


class Enterprises:
    """The body: enterprises on file, narrowed to a park."""

    name: str | Promise = _("Files of the enterprises")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.reach in (Reach.COUNTY, Reach.PARK)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Enterprise.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(county=asked.county)
        parks = _parks(asked)
        return rows.filter(park__in=parks) if parks else rows

    def link(self, code: str, asked: Asked) -> str:
        query = {**LINKS[code], **{name: value for name, value in asked.part.items() if name == "park"}}
        return f"{reverse('enterprises:enterprise-list')}?{urlencode(query)}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


class Projects(Enterprises):
    """The body: construction projects of these enterprises."""

    name: str | Promise = _("Files of the projects")

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Project.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(enterprise__county=asked.county)
        parks = _parks(asked)
        return rows.filter(enterprise__park__in=parks) if parks else rows

    def link(self, code: str, asked: Asked) -> str:
        query = {**PROJECT_LINKS[code], **{name: value for name, value in asked.part.items() if name == "park"}}
        return f"{reverse('enterprises:project-list')}?{urlencode(query)}"


def _ending(first: int | None, last: int) -> Callable[[Asked], Q]:
    """Enterprises with a permit that ends between so many days from today."""

    def rows(asked: Asked) -> Q:
        today = clock.today()
        since = None if first is None else today + timedelta(days=first)
        ending = Enterprise.objects.with_permit_ending(since, today + timedelta(days=last))
        return Q(pk__in=ending.values("pk"))

    return rows


def _in_state(body: str, state: OperatingState, definition: Promise, unit: Promise) -> Figure:
    return Figure(f"{body}.{state.lower()}", state.label, definition, unit, body, lambda asked: Q(state=state))


FIGURES = (
    Figure("enterprises.all", _("Enterprises"), _("On file."), UNIT, BODY, lambda asked: Q()),
    *(_in_state(BODY, state, _("Enterprises on file in this state."), UNIT) for state in OperatingState),
    Figure(
        "enterprises.hazard",
        _("With a major hazard source"),
        _("On file with a major hazard source."),
        UNIT,
        BODY,
        lambda asked: Q(has_major_hazard_source=True),
    ),
    Figure(
        "enterprises.permits_expired",
        _("With an expired permit"),
        _("At least one permit has run out."),
        UNIT,
        BODY,
        _ending(None, -1),
    ),
    Figure(
        "enterprises.permits_90",
        _("With a permit that expires within 90 days"),
        _("At least one permit ends today or in the next 90 days."),
        UNIT,
        BODY,
        _ending(0, expiry.SOON_DAYS),
    ),
)


PROJECT_FIGURES = (
    Figure("projects.all", _("Projects"), _("On file."), _("projects"), PROJECTS, lambda asked: Q()),
    *(_in_state(PROJECTS, state, _("Projects on file in this state."), _("projects")) for state in OperatingState),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Enterprises(), FIGURES)
    figures.offer(PROJECTS, Projects(), PROJECT_FIGURES)
