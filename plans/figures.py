"""The figures of the plans: enterprises with a plan, plans in review and completed, measures of plans overdue."""

from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Reach
from core import figures
from core.figures import Asked, Figure
from inspections.states import SourceKind
from plans.models import Closure, EnterprisePlan
from plans.states import ClosureState, PlanState
from rectification.figures import ITEMS, LEDGER, Ledger
from rectification.querysets import LedgerRows, overdue_on

BODY = "plans"
UNIT = _("plans")
CLOSED = "closures"
CLOSURE = _("closures")
CLOSURE_LINKS: dict[str, dict[str, str]] = {
    "closures.open": {"state": ClosureState.OPEN},
    "closures.done": {"state": ClosureState.DONE},
    "closures.unpaid": {"unpaid": "true"},
}
OF_STATES = {
    "plans.in_force": (
        PlanState.APPROVED,
        _("Enterprises with a plan in force"),
        _("An enterprise has one at a time."),
    ),
    "plans.in_review": (PlanState.REVIEW, _("Plans in expert review"), _("Sent to the experts and not approved yet.")),
    "plans.completed": (
        PlanState.COMPLETED,
        _("Plans completed"),
        _("All measures signed off, confirmed by a person."),
    ),
}


class Plans:
    """The body: plans of enterprises, narrowed to a park."""

    name: str | Promise = _("Plans of the enterprises")
    several: frozenset[str] = frozenset()

    def open_to(self, user: User) -> bool:
        return user.reach in (Reach.COUNTY, Reach.PARK)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = EnterprisePlan.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(enterprise__county=asked.county)
        parks = asked.keys("park")
        return rows.filter(enterprise__park__in=parks) if parks else rows

    def link(self, code: str, asked: Asked) -> str:
        state = {"state": OF_STATES[code][0]} if code in OF_STATES else {}
        query = {**state, **{name: value for name, value in asked.part.items() if name == "park"}}
        return f"{reverse('plans:plan-list')}?{urlencode(query)}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


class Closures(Plans):
    """The body: closures of enterprises, narrowed to a park."""

    name: str | Promise = _("Closures of enterprises")

    def rows(self, asked: Asked) -> QuerySet[Model]:
        rows = Closure.objects.all()
        rows = rows.visible_to(asked.user) if asked.user else rows.filter(enterprise__county=asked.county)
        parks = asked.keys("park")
        return rows.filter(enterprise__park__in=parks) if parks else rows

    def link(self, code: str, asked: Asked) -> str:
        query = {**CLOSURE_LINKS[code], **{name: value for name, value in asked.part.items() if name == "park"}}
        return f"{reverse('plans:closure-list')}?{urlencode(query)}"


def _unpaid(rows: QuerySet[Model], asked: Asked) -> QuerySet[Model]:
    late = Closure.objects.late_with_payment(asked.moment.day)
    return rows.filter(pk__in=late.values("pk"))


CLOSURE_FIGURES = (
    Figure(
        "closures.open",
        _("Closures under way"),
        _("Decided and not reported as done yet."),
        CLOSURE,
        CLOSED,
        lambda asked: Q(state=ClosureState.OPEN),
    ),
    Figure(
        "closures.done",
        _("Closures finished"),
        _("Verified by two persons who took no part before."),
        CLOSURE,
        CLOSED,
        lambda asked: Q(state=ClosureState.DONE),
    ),
    Figure(
        "closures.unpaid",
        _("Closures with an instalment overdue"),
        _("Under way; an instalment is due and not paid."),
        CLOSURE,
        CLOSED,
        pick=_unpaid,
    ),
)


def _in_state(state: PlanState) -> "figures.Condition":
    return lambda asked: Q(state=state)


FIGURES = (
    Figure("plans.all", _("Plans of enterprises"), _("On file, of every edition."), UNIT, BODY, lambda asked: Q()),
    *(Figure(code, name, said, UNIT, BODY, _in_state(state)) for code, (state, name, said) in OF_STATES.items()),
)


def _of_plans(rows: QuerySet[Model], asked: Asked) -> QuerySet[Model]:
    assert isinstance(rows, LedgerRows)
    return rows.from_source(SourceKind.PLAN).filter(overdue_on(asked.moment.day))


LATE = Figure(
    f"{LEDGER}.plan_overdue",
    _("Measures of plans overdue"),
    _("Overdue items that follow a measure of a plan."),
    ITEMS,
    LEDGER,
    pick=_of_plans,
)


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(BODY, Plans(), FIGURES)
    figures.offer(CLOSED, Closures(), CLOSURE_FIGURES)
    figures.offer(LEDGER, Ledger(), [LATE])
