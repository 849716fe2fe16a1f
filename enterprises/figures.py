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
from core.completeness import complete, gap_figures
from core.figures import Asked, Figure
from core.rules import expiry
from enterprises.models import Enterprise
from enterprises.states import OperatingState

BODY = "enterprises"
UNIT = _("enterprises")
LINKS: dict[str, dict[str, str]] = {
    "enterprises.all": {},
    **{f"enterprises.{state.lower()}": {"state": state} for state in OperatingState.values},
    "enterprises.hazard": {"hazard": "true"},
    "enterprises.permits_expired": {"permits": "expired"},
    "enterprises.complete": {"complete": "true"},
    "enterprises.gaps": {"complete": "false"},
    "enterprises.permits_90": {"permits": str(expiry.SOON_DAYS)},
}
NARROWED = {"park": "park", "enterprise": "pk", "linked": "linked_organization"}
"""The words by which files are narrowed, with what they ask of an enterprise: `linked` is the unit linked to it."""


def narrowed_files(rows: QuerySet[Model], asked: Asked, *, before: str = "") -> QuerySet[Model]:
    """The rows of the enterprises that the part names; `before` leads to the enterprise."""
    for word, column in NARROWED.items():
        if keys := asked.keys(word):
            rows = rows.filter(**{f"{before}{column}__in": keys})
    return rows


def said_of(asked: Asked) -> dict[str, str]:
    """The same in the words of a link."""
    return {name: value for name, value in asked.part.items() if name in NARROWED}


class Enterprises:
    """The body: enterprises on file, narrowed to a park, to one of them, or to those linked to a unit."""

    name: str | Promise = _("Files of the enterprises")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.reach in (Reach.COUNTY, Reach.PARK)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Enterprise.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(county=asked.county)
        return narrowed_files(rows, asked)

    def link(self, code: str, asked: Asked) -> str:
        return f"{reverse('enterprises:enterprise-list')}?{urlencode({**LINKS[code], **said_of(asked)})}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


def _ending(first: int | None, last: int) -> Callable[[Asked], Q]:
    """Enterprises with a permit that ends between so many days from today."""

    def rows(asked: Asked) -> Q:
        today = clock.today()
        since = None if first is None else today + timedelta(days=first)
        ending = Enterprise.objects.with_permit_ending(since, today + timedelta(days=last))
        return Q(pk__in=ending.values("pk"))

    return rows


def in_state(body: str, state: OperatingState, definition: Promise, unit: Promise) -> Figure:
    return Figure(f"{body}.{state.lower()}", state.label, definition, unit, body, lambda asked: Q(state=state))


FIGURES = (
    Figure("enterprises.all", _("Enterprises"), _("On file."), UNIT, BODY, lambda asked: Q()),
    *(in_state(BODY, state, _("Enterprises on file in this state."), UNIT) for state in OperatingState),
    Figure(
        "enterprises.hazard",
        _("With a major hazard source"),
        _("On file with a major hazard source."),
        UNIT,
        BODY,
        lambda asked: Q(has_major_hazard_source=True),
    ),
    Figure(
        "enterprises.complete",
        _("Files complete"),
        _("Nothing that is asked of the file is missing; what was signed as not applicable counts as known."),
        UNIT,
        BODY,
        lambda asked: Q(pk__in=complete(Enterprise.objects.all()).values("pk")),
    ),
    *gap_figures(BODY, Enterprise, UNIT),
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


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Enterprises(), FIGURES)
