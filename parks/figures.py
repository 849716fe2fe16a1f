"""The figures of the parks: as their files stand today, since no history of them is kept."""

from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import figures
from core.figures import Asked, Figure
from parks.models import Park
from parks.states import ParkGrade

BODY = "parks"
UNIT = _("parks")
LINKS: dict[str, dict[str, str]] = {
    "parks.all": {},
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


def _of_grade(grade: ParkGrade) -> Figure:
    definition = _("Of this grade by the assessment on file.")
    code = f"{BODY}.grade_{grade.lower()}"
    return Figure(code, grade.label, definition, UNIT, BODY, lambda asked: Q(risk_grade=grade))


FIGURES = (
    Figure("parks.all", _("Parks"), _("On file."), UNIT, BODY, lambda asked: Q()),
    *(_of_grade(grade) for grade in ParkGrade),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Parks(), FIGURES)
