"""The figures of admission: applications by state, what was decided in the year and why it was refused."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from admission.models import Application
from admission.querysets import ApplicationQuerySet
from admission.states import HOLDING, OPEN, Course, Decision, State
from core import figures
from core.figures import Asked, Condition, Figure
from enterprises.figures import Enterprises

BODY = "admissions"
UNIT = _("applications")
LINKS: Mapping[str, Mapping[str, str]] = {
    "admissions.all": {},
    **{f"admissions.{state.lower()}": {"state": state} for state in State.values},
    "admissions.open": {"state": ",".join(sorted(OPEN))},
    "admissions.admitted_in_year": {"decision": ",".join(sorted(HOLDING))},
    "admissions.refused_in_year": {"decision": Decision.REFUSED},
    "admissions.turned_down_in_year": {"course": Course.TURNED_DOWN},
    "admissions.vetoed_in_year": {"course": Course.VETOED},
    "admissions.run_out": {"course": Course.RUN_OUT},
}


class Admissions(Enterprises):
    """The body: applications for admission to a park, narrowed to one of them."""

    name: str | Promise = _("Admission reviews")

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Application.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(park__county=asked.county)
        parks = asked.keys("park")
        return rows.filter(park__in=parks) if parks else rows

    def link(self, code: str, asked: Asked) -> str:
        query = {**LINKS[code], **{name: value for name, value in asked.part.items() if name == "park"}}
        if code.endswith("_in_year"):
            day = asked.moment.day
            query |= {"decided_after": day.replace(month=1, day=1).isoformat(), "decided_before": day.isoformat()}
        return f"{reverse('admission:application-list')}?{urlencode(query)}"


def _among(rows: Callable[[ApplicationQuerySet, Asked], ApplicationQuerySet]) -> Condition:
    return lambda asked: Q(pk__in=rows(Application.objects.all(), asked).values("pk"))


def _in_year(decisions: tuple[Decision, ...]) -> Condition:
    return _among(lambda rows, asked: rows.decided_in_year(asked.moment.day).filter(decision__in=decisions))


def _in_state(state: State) -> Figure:
    definition = _("Applications for admission that stand so today.")
    return Figure(f"admissions.{state.lower()}", state.label, definition, UNIT, BODY, lambda asked: Q(state=state))


FIGURES = (
    Figure("admissions.all", _("Applications for admission"), _("On file."), UNIT, BODY),
    *(_in_state(state) for state in State),
    Figure(
        "admissions.open",
        _("Applications not decided yet"),
        _("Applied for, under review or to be decided."),
        UNIT,
        BODY,
        lambda asked: Q(state__in=OPEN),
    ),
    Figure(
        "admissions.admitted_in_year",
        _("Admitted this year"),
        _("Admitted, with conditions or without, by a decision since 1 January."),
        UNIT,
        BODY,
        _in_year((Decision.ADMITTED, Decision.CONDITIONAL)),
    ),
    Figure(
        "admissions.refused_in_year",
        _("Refused this year"),
        _("Refused by a decision since 1 January."),
        UNIT,
        BODY,
        _in_year((Decision.REFUSED,)),
    ),
    Figure(
        "admissions.turned_down_in_year",
        _("Barred by the check sheet this year"),
        _("Refused without a review since 1 January, as a rule of the park bars them."),
        UNIT,
        BODY,
        _among(lambda rows, asked: rows.decided_in_year(asked.moment.day).turned_down()),
    ),
    Figure(
        "admissions.vetoed_in_year",
        _("Vetoed by a reviewer this year"),
        _("Decided on since 1 January, and a reviewer has named a veto item."),
        UNIT,
        BODY,
        _among(lambda rows, asked: rows.decided_in_year(asked.moment.day).vetoed()),
    ),
    Figure(
        "admissions.run_out",
        _("Admissions no longer valid"),
        _("Admitted, the project not begun, and the validity of the decision is over."),
        UNIT,
        BODY,
        _among(lambda rows, asked: rows.run_out(asked.moment.day)),
    ),
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Admissions(), FIGURES)
