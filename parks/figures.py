"""The figures of the parks as their files stand today, and of their facilities as of any day."""

from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import figures
from core.completeness import gap_figures
from core.figures import Asked, Figure
from parks.models import Infrastructure, Park
from parks.states import UNFINISHED, InfrastructureStatus, ParkGrade

BODY = "parks"
UNIT = _("parks")
FACILITIES = "infrastructure"
FACILITY = _("facilities")
FACILITY_LINKS: dict[str, dict[str, str]] = {
    "infrastructure.all": {},
    "infrastructure.late": {"late": "true"},
    **{f"infrastructure.{status.lower()}": {"status": status} for status in InfrastructureStatus.values},
}
LINKS: dict[str, dict[str, str]] = {
    "parks.all": {},
    "parks.gaps": {"complete": "false"},
    **{f"parks.grade_{grade.lower()}": {"risk_grade": grade} for grade in ParkGrade.values},
}


class Parks:
    """The body: parks on file, narrowed to one of them."""

    name: str | Promise = _("Files of the parks")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.reach in (Reach.COUNTY, Reach.PARK)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Park.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(county=asked.county)
        wanted = [int(key) for key in asked.part.get("park", "").split(",") if key.isdecimal()]
        return rows.filter(pk__in=wanted) if wanted else rows

    def link(self, code: str, asked: Asked) -> str:
        query = {**LINKS[code], **{name: value for name, value in asked.part.items() if name == "park"}}
        return f"{reverse('parks:park-list')}?{urlencode(query)}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


class Facilities:
    """The body: facilities of the parks that were on file on the day asked about, as they stood then."""

    name: str | Promise = _("Infrastructure of the parks")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.reach in (Reach.COUNTY, Reach.PARK)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Infrastructure.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(park__county=asked.county)
        wanted = [int(key) for key in asked.part.get("park", "").split(",") if key.isdecimal()]
        stood = rows.filter(park__in=wanted) if wanted else rows
        return stood.as_of(asked.moment.day).on_file_then()

    def link(self, code: str, asked: Asked) -> str:
        query = {**FACILITY_LINKS[code], "as_of": asked.moment.day.isoformat()}
        query |= {name: value for name, value in asked.part.items() if name == "park"}
        return f"{reverse('parks:infrastructure-list')}?{urlencode(query)}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


def _of_status(status: InfrastructureStatus) -> Figure:
    definition = _("Of this status by the last progress written down until that day.")
    code = f"{FACILITIES}.{status.lower()}"
    return Figure(code, status.label, definition, FACILITY, FACILITIES, lambda asked: Q(status_then=status))


def _late(asked: Asked) -> Q:
    return Q(planned_completion__lt=asked.moment.day, status_then__in=UNFINISHED)


FACILITY_FIGURES = (
    Figure(
        "infrastructure.all",
        _("Facilities"),
        _("On file on that day."),
        FACILITY,
        FACILITIES,
        lambda asked: Q(),
    ),
    *(_of_status(status) for status in InfrastructureStatus),
    Figure(
        "infrastructure.late",
        _("Facilities behind their plan"),
        _("To be finished before that day and not in use on it."),
        FACILITY,
        FACILITIES,
        _late,
    ),
)


def _of_grade(grade: ParkGrade) -> Figure:
    definition = _("Of this grade by the assessment on file.")
    code = f"{BODY}.grade_{grade.lower()}"
    return Figure(code, grade.label, definition, UNIT, BODY, lambda asked: Q(risk_grade=grade))


FIGURES = (
    Figure("parks.all", _("Parks"), _("On file."), UNIT, BODY, lambda asked: Q()),
    *(_of_grade(grade) for grade in ParkGrade),
    *gap_figures(BODY, Park, UNIT),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Parks(), FIGURES)
    figures.offer(FACILITIES, Facilities(), FACILITY_FIGURES)
