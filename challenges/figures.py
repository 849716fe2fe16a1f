"""The figures of challenges: how many, how they stand, what came of them; as they are today."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.states import Reach
from challenges.models import Challenge
from challenges.querysets import was_silent
from challenges.states import OPEN_STATES, SILENCES, WITH_THE_BODY, ChallengeState
from core import figures
from core.figures import Asked, Figure

BODY = "challenges"
UNIT = _("challenges")
OUTCOMES = (
    ChallengeState.UPHELD,
    ChallengeState.CHANGED,
    ChallengeState.VOIDED,
    ChallengeState.UNDECIDED,
    ChallengeState.WITHDRAWN,
    ChallengeState.MOOT,
)
LINKS: Mapping[str, Mapping[str, str]] = {
    "challenges.all": {},
    "challenges.open": {"state": ",".join(OPEN_STATES)},
    "challenges.overdue": {"late": "true"},
    "challenges.silent": {"silent": "true"},
    **{f"challenges.{state.lower()}": {"state": state} for state in OUTCOMES},
}
PATHS = {"park": "enterprise__park", "enterprise": "enterprise", "finder": "item__registered_by_organization"}
"""The words by which they are narrowed: `finder` is the unit that recorded the finding."""
DAYS = {"raised_after": "raised_at__date__gte", "raised_before": "raised_at__date__lte"}
SILENT_AT = "silent_at"
"""The unit that was silent: by it each silence counts once, under whose it was."""


def compares_units(user: User) -> bool:
    """Officials of the county and of parks."""
    return user.reach in (Reach.COUNTY, Reach.PARK)


class Challenges:
    """The body: challenges to findings, narrowed to a park, an enterprise or the unit that found."""

    name: str | Promise = _("Challenges to findings")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return compares_units(user)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Challenge.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(item__county=asked.county)
        for word, path in PATHS.items():
            if keys := asked.keys(word):
                rows = rows.filter(**{f"{path}__in": keys})
        for word, path in DAYS.items():
            if day := asked.part.get(word):
                rows = rows.filter(**{path: day})
        return rows.silent_at(keys) if (keys := asked.keys(SILENT_AT)) else rows

    def link(self, code: str, asked: Asked) -> str:
        said = {name: value for name, value in asked.part.items() if name in {*PATHS, *DAYS, SILENT_AT}}
        return f"{reverse('challenges:challenge-list')}?{urlencode({**LINKS[code], **said})}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        if dimension == SILENT_AT:
            silences = {"events__kind__in": SILENCES, "events__actor": None}
            return rows.filter(**silences).annotate(key=F("events__unit"))
        return rows.annotate(key=F(PATHS[dimension]))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


def _ended_as(state: ChallengeState) -> Figure:
    definition = _("Challenges that have ended so.")
    return Figure(f"challenges.{state.lower()}", state.label, definition, UNIT, BODY, lambda asked: Q(state=state))


FIGURES = (
    Figure("challenges.all", _("Challenges"), _("Challenges to findings, those withdrawn among them."), UNIT, BODY),
    Figure(
        "challenges.open",
        pgettext_lazy("challenge", "Open"),
        _("A clock runs: of who answers, of the enterprise, of the second person."),
        UNIT,
        BODY,
        lambda asked: Q(state__in=OPEN_STATES),
    ),
    Figure(
        "challenges.overdue",
        pgettext_lazy("challenge", "Answer overdue"),
        _("The body should have answered before that day, and has not."),
        UNIT,
        BODY,
        lambda asked: Q(state__in=WITH_THE_BODY, due__lt=asked.moment.day),
    ),
    *(_ended_as(state) for state in OUTCOMES),
    Figure(
        "challenges.silent",
        pgettext_lazy("challenge", "Moved up by silence"),
        _("A body has let its clock run out: it moved on, or ended undecided. By unit each time counts once."),
        UNIT,
        BODY,
        lambda asked: was_silent(),
    ),
)
SILENCE = "challenges.silent"
CODES = tuple(figure.code for figure in FIGURES if figure.code != SILENCE)
"""What is compared by the unit that found; silence by the unit that was silent."""


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Challenges(), FIGURES)
