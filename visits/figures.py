"""The figures of visits: ahead, paid in the year, what is late or marked."""

from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import figures
from core.figures import Asked, Condition, Figure
from enterprises.figures import Enterprises
from visits.models import Visit
from visits.states import BEGUN, Flag, VisitState

BODY = "visits"
UNIT = _("visits")
LINKS: dict[str, dict[str, str]] = {
    "visits.proposed": {"state": VisitState.PROPOSED.value},
    "visits.approved": {"state": VisitState.APPROVED.value},
    "visits.paid_in_year": {"state": ",".join(sorted(BEGUN))},
    "visits.to_fill": {"flag": Flag.TO_FILL.value},
    "visits.filled_late": {"flag": Flag.FILLED_LATE.value},
    "visits.unapproved": {"flag": Flag.UNAPPROVED.value},
    "visits.over_cap": {"flag": Flag.OVER_CAP.value},
}


class Visits(Enterprises):
    """The body: visits of enterprises, narrowed to a park or to one of them."""

    name: str | Promise = _("Visits of enterprises")

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Visit.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(county=asked.county)
        for word, path in (("park", "enterprise__park"), ("enterprise", "enterprise")):
            if keys := asked.keys(word):
                rows = rows.filter(**{f"{path}__in": keys})
        return rows

    def link(self, code: str, asked: Asked) -> str:
        said = {name: value for name, value in asked.part.items() if name in ("park", "enterprise")}
        query = {**LINKS[code], **said}
        if code.endswith("_in_year"):
            day = asked.moment.day
            query |= {"planned_after": day.replace(month=1, day=1).isoformat(), "planned_before": day.isoformat()}
        return f"{reverse('visits:visit-list')}?{urlencode(query)}"


def _in_state(state: VisitState) -> Condition:
    return lambda asked: Q(state=state)


def _marked(flag: Flag) -> Condition:
    return lambda asked: Q(pk__in=Visit.objects.all().flagged(flag, asked.moment.day).values("pk"))


def _paid(asked: Asked) -> Q:
    day = asked.moment.day
    return Q(state__in=BEGUN, planned_on__gte=day.replace(month=1, day=1), planned_on__lte=day)


FIGURES = (
    Figure(
        "visits.proposed",
        _("Visits to be approved"),
        _("Proposed by a team and not decided yet."),
        UNIT,
        BODY,
        _in_state(VisitState.PROPOSED),
    ),
    Figure(
        "visits.approved",
        _("Approved visits"),
        _("Approved and not begun yet."),
        UNIT,
        BODY,
        _in_state(VisitState.APPROVED),
    ),
    Figure(
        "visits.paid_in_year",
        _("Visits paid this year"),
        _("Under way, finished or closed, of a day since 1 January."),
        UNIT,
        BODY,
        _paid,
    ),
    Figure(
        "visits.to_fill",
        Flag.TO_FILL.label,
        _("Their day is over, and neither a scan nor an entry by hand says when the team came and left."),
        UNIT,
        BODY,
        _marked(Flag.TO_FILL),
    ),
    Figure(
        "visits.filled_late",
        Flag.FILLED_LATE.label,
        _("Filled in by hand later than the natural days allowed, with a reason."),
        UNIT,
        BODY,
        _marked(Flag.FILLED_LATE),
    ),
    Figure(
        "visits.unapproved",
        Flag.UNAPPROVED.label,
        _("Begun as urgent, and not approved within the working days allowed."),
        UNIT,
        BODY,
        _marked(Flag.UNAPPROVED),
    ),
    Figure(
        "visits.over_cap",
        Flag.OVER_CAP.label,
        _("Approved beyond the published cap, with a reason."),
        UNIT,
        BODY,
        _marked(Flag.OVER_CAP),
    ),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Visits(), FIGURES)
