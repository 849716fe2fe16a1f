"""The figures of capability: supervisors and share as of any day, teams, instruments (domain rules R6)."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from capability.models import Equipment, Supervisor, Team
from core import figures
from core.fields import scoped
from core.figures import Asked, Figure, Rate

PEOPLE, THINGS, TEAMS = "supervisors", "equipment", "teams"
PERSONS, INSTRUMENTS, UNITS = _("supervisors"), _("pieces"), _("supervising units")
PAGES = {PEOPLE: "capability:supervisor-list", THINGS: "capability:equipment-list", TEAMS: "capability:team-list"}
LINKS: Mapping[str, dict[str, str]] = {
    "equipment.all": {"kept": "true"},
    "equipment.calibration_late": {"late": "true"},
    "teams.all": {},
    "teams.without_people": {"empty": "true"},
}


class Kept:
    """A body: what units keep of their own, narrowed to one of them."""

    several: frozenset[str] = frozenset()

    def __init__(self, code: str, name: str | Promise, model: type[Model]) -> None:
        self.code, self.name, self.model = code, name, model

    def open_to(self, user: User) -> bool:
        return user.reach in (Reach.COUNTY, Reach.PARK)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows: QuerySet[Model] = self.model._default_manager.filter(organization__county=asked.county)
        if asked.user:
            rows = scoped(self.model).visible_to(asked.user)
        units = asked.keys("organization")
        return rows.filter(organization__in=units) if units else rows

    def link(self, code: str, asked: Asked) -> str:
        query = {**self.words(code, asked), **{k: v for k, v in asked.part.items() if k == "organization"}}
        return f"{reverse(PAGES[self.code])}?{urlencode(query)}" if query else reverse(PAGES[self.code])

    def words(self, code: str, asked: Asked) -> dict[str, str]:
        """How the list asks for what the figure counts."""
        return {**LINKS[code], **({"on": asked.as_of.day.isoformat()} if self.code == TEAMS and asked.as_of else {})}

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


class People(Kept):
    """The body of the supervisors, whose list takes figure and day as they are."""

    def words(self, code: str, asked: Asked) -> dict[str, str]:
        day = {"as_of": asked.as_of.day.isoformat()} if asked.as_of else {}
        return {"figure": code, **day}


def _in_post(asked: Asked) -> Q:
    return Q(pk__in=Supervisor.objects.in_post(asked.moment.day).values("pk"))


FIGURES_OF_PEOPLE = (
    Figure(
        "supervisors.in_post",
        _("Supervisors in post"),
        _("In a post of a supervising unit on the day asked for."),
        PERSONS,
        PEOPLE,
        _in_post,
    ),
    Figure(
        "supervisors.qualified",
        _("Professional supervisors"),
        _("In post, with a degree related to chemical safety and the years of experience that the settings ask (R6)."),
        PERSONS,
        PEOPLE,
        lambda asked: Q(pk__in=Supervisor.objects.qualified(asked.moment.day).values("pk")),
    ),
    Figure(
        "supervisors.certificate_ended",
        _("Enforcement certificate expired"),
        _("In post, with an enforcement certificate that has run out."),
        PERSONS,
        PEOPLE,
        lambda asked: _in_post(asked) & Q(certificate_until__lt=asked.moment.day),
    ),
    Figure(
        "supervisors.training_late",
        _("Training of the year not complete"),
        _("In post, without the hours of training of a year that is over."),
        PERSONS,
        PEOPLE,
        lambda asked: _in_post(asked) & Q(training_by__lt=asked.moment.day),
    ),
    Rate(
        "supervisors.share",
        _("Share of professional supervisors"),
        _(
            "Professional supervisors of all in post; target 75 % (general offices of the "
            "Central Committee and the State Council, 2020; unconfirmed)."
        ),
        "supervisors.qualified",
        "supervisors.in_post",
    ),
)
FIGURES_OF_THINGS = (
    Figure(
        "equipment.all",
        _("Supervision equipment"),
        _("On file and not scrapped."),
        INSTRUMENTS,
        THINGS,
        lambda asked: Q(pk__in=Equipment.objects.kept().values("pk")),
    ),
    Figure(
        "equipment.calibration_late",
        _("Calibration overdue"),
        _("Not scrapped, with a day of the next calibration that is past."),
        INSTRUMENTS,
        THINGS,
        lambda asked: Q(pk__in=Equipment.objects.calibration_late(asked.moment.day).values("pk")),
    ),
)
FIGURES_OF_TEAMS = (
    Figure("teams.all", _("Supervising units"), _("Units with a file of their team."), UNITS, TEAMS),
    Figure(
        "teams.without_people",
        _("Supervising units without people"),
        _("Units with a file of their team and nobody in post on the day asked for."),
        UNITS,
        TEAMS,
        lambda asked: Q(pk__in=Team.objects.without_people(asked.moment.day).values("pk")),
    ),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(PEOPLE, People(PEOPLE, _("Files of the supervisors"), Supervisor), FIGURES_OF_PEOPLE)
    figures.offer(THINGS, Kept(THINGS, _("Files of the instruments"), Equipment), FIGURES_OF_THINGS)
    figures.offer(TEAMS, Kept(TEAMS, _("Files of the supervising units"), Team), FIGURES_OF_TEAMS)
