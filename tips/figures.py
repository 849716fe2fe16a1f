"""The figures of tips: how many have come in, how they stand, what was found; as they are today."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import figures
from core.figures import Asked, Figure
from tips.models import Tip
from tips.states import OPEN, TipState, Verdict

BODY = "tips"
UNIT = _("tips")
OPEN_STATES = ",".join(OPEN)
LINKS: Mapping[str, Mapping[str, str]] = {
    "tips.all": {},
    "tips.open": {"state": OPEN_STATES},
    "tips.overdue": {"late": "true"},
    **{f"tips.{verdict.lower()}": {"verdict": verdict} for verdict in Verdict.values},
    "tips.repeats": {"state": TipState.REPEAT},
    "tips.handed_over": {"state": TipState.HANDED_OVER},
    "tips.closed": {"state": TipState.CLOSED},
}


class Tips:
    """The body: tips and petitions, each time that somebody told something; narrowed to a park or an enterprise."""

    name: str | Promise = _("Tips and petitions")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.handles_complaints

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Tip.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(county=asked.county)
        for word in ("park", "enterprise"):
            if keys := asked.keys(word):
                rows = rows.filter(**{f"{word}__in": keys})
        return rows

    def link(self, code: str, asked: Asked) -> str:
        said = {name: value for name, value in asked.part.items() if name in ("park", "enterprise")}
        return f"{reverse('tips:tip-list')}?{urlencode({**LINKS[code], **said})}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


def _with_verdict(verdict: Verdict) -> Figure:
    definition = _("Tips with this verdict, confirmed or still proposed.")
    return Figure(f"tips.{verdict.lower()}", verdict.label, definition, UNIT, BODY, lambda asked: Q(verdict=verdict))


FIGURES = (
    Figure("tips.all", _("Tips"), _("Tips and petitions that have come in, each time one."), UNIT, BODY),
    Figure(
        "tips.open",
        _("Tips not answered yet"),
        _("To be accepted, being handled, or judged and still to be answered."),
        UNIT,
        BODY,
        lambda asked: Q(state__in=OPEN),
    ),
    Figure(
        "tips.overdue",
        _("Tips overdue"),
        _("Not answered yet, and the day by which the reporter had to be answered has passed."),
        UNIT,
        BODY,
        lambda asked: Q(state__in=OPEN, due__lt=asked.moment.day),
    ),
    *(_with_verdict(verdict) for verdict in Verdict),
    Figure(
        "tips.repeats",
        _("Repeats"),
        _("Tips about a matter that an earlier one has told already; each is counted among all tips."),
        UNIT,
        BODY,
        lambda asked: Q(state=TipState.REPEAT),
    ),
    Figure(
        "tips.handed_over",
        _("Tips handed over"),
        _("Not ours to decide; the reporter has been told to whom they went."),
        UNIT,
        BODY,
        lambda asked: Q(state=TipState.HANDED_OVER),
    ),
    Figure(
        "tips.closed",
        _("Tips closed"),
        _("Answered, and the reporter was satisfied or said nothing within the time given."),
        UNIT,
        BODY,
        lambda asked: Q(state=TipState.CLOSED),
    ),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Tips(), FIGURES)
