"""计划的落实: a line of the plan in force becomes a visit; how far each line is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from annualplans.models import Line, LineVisit, YearPlan
from annualplans.querysets import LineQuerySet
from annualplans.states import PlanState, Progress
from core import clock
from core.errors import DomainError
from visits.models import Visit
from visits.services.origins import Origin
from visits.states import BEGUN, Nature, TaskSource, VisitKind, VisitState
from visits.workflow import inspects

WORD = "line"
"""What the link of the form calls the line."""


@dataclass(frozen=True)
class Standing:
    """How a line stands, in words and with its sign; the visit that was made of it, as far as one may know of it."""

    progress: Progress
    url: str = ""
    said: str = ""

    @property
    def sign(self) -> str:
        signs = {Progress.DONE: "sign-ok", Progress.LATE: "sign-late", Progress.DUE: "sign-soon"}
        return signs.get(self.progress, "sign-plain")


def to_arrange(user: User) -> LineQuerySet:
    """The lines of the own body in the plan in force of which no visit has been made yet."""
    if not inspects(user):
        return Line.objects.none()
    rows = Line.objects.visible_to(user).in_force().filter(body=user.organization_id).without_visit()
    return rows.select_related("plan", "enterprise")


def find(user: User, key: int) -> Line | None:
    return to_arrange(user).filter(pk=key).first()


def proposed_by(line: Line) -> dict[str, object]:
    """What the form of a visit is filled in with by a line."""
    nature, source = (Nature.SPECIAL, TaskSource.SUPERIOR) if line.is_ordered else (Nature.DAILY, TaskSource.PLAN)
    alone = line.is_alone or not _others(line).exists()
    return {
        "enterprise": line.enterprise,
        "nature": nature.value,
        "kind": (VisitKind.ROUTINE if alone else VisitKind.JOINT).value,
        "source": source.value,
        "source_note": line.reason[:200] if line.is_ordered else _note(line),
        "planned_on": max(line.first_day, clock.today()),
    }


def _note(line: Line) -> str:
    said = {"plan": line.plan, "month": line.month, "purpose": line.get_purpose_display()}
    return _("%(plan)s: month %(month)s, %(purpose)s") % said


def _others(line: Line) -> LineQuerySet:
    """Those of other bodies with which it goes together."""
    rows = Line.objects.filter(plan=line.plan_id, enterprise=line.enterprise_id, month=line.month, is_alone=False)
    return rows.exclude(pk=line.pk)


def link(line: Line, visit: Visit, actor: User) -> None:
    """Keep that the visit was made of the line. Raises DomainError where it goes elsewhere or one is there."""
    YearPlan.objects.select_for_update(of=("self",)).get(pk=line.plan_id)
    present = find(actor, line.pk)
    if present is None:
        raise DomainError(_("A visit of this line has been prepared already, or the plan has changed."))
    if visit.enterprise_id != present.enterprise_id:
        raise DomainError(_("The plan says another enterprise: %(name)s.") % {"name": line.enterprise.label})
    LineVisit.objects.create(line=present, visit=visit)


def address_of(line: Line) -> str:
    """Where its visit is prepared."""
    return f"{reverse('visits:visit-create')}?{WORD}={line.pk}"


def standings_of(lines: Iterable[Line], user: User) -> Mapping[int, Standing]:
    """How each line of a plan in force stands. A visit that one may not know of is not told."""
    rows, today = list(lines), clock.today()
    links = LineVisit.objects.filter(line__in=rows, visit__in=Visit.objects.visible_to(user))
    links = links.exclude(visit__state=VisitState.CANCELLED).select_related("visit")
    visits = {each.line_id: each.visit for each in links}
    return {line.pk: _standing(line, visits.get(line.pk), today) for line in rows}


def _standing(line: Line, visit: Visit | None, today: date) -> Standing:
    if visit is not None:
        progress = Progress.DONE if visit.state in BEGUN else Progress.ARRANGED
        return Standing(progress, visit.get_absolute_url(), f"{visit.planned_on.isoformat()}")
    if line.due_on < today:
        return Standing(Progress.LATE)
    return Standing(Progress.DUE if line.first_day <= today else Progress.AHEAD)


@dataclass
class Tally:
    """Planned and done of a body up to today."""

    body: str
    planned: int = 0
    due: int = 0
    done: int = 0
    late: int = 0


def tallies_of(plan: YearPlan, lines: LineQuerySet) -> list[Tally]:
    """Of each body how many visits are planned, how many have fallen due by today, are done, are late."""
    today, found = clock.today(), dict[int, Tally]()
    done = set(lines.with_visit(*BEGUN).values_list("pk", flat=True)) if plan.state == PlanState.IN_FORCE else set()
    rows = lines.order_by("body__protocol_order", "body", "pk")
    for key, body, name, short, due_on in rows.values_list("pk", "body", "body__name", "body__short_name", "due_on"):
        tally = found.setdefault(body, Tally(short or name))
        tally.planned += 1
        tally.done += key in done
        tally.due += due_on < today
        tally.late += due_on < today and key not in done
    return list(found.values())


def origin_of(line: Line) -> Origin:
    """A line as the thing of which a visit is made."""
    return Origin(proposed_by(line), lambda visit, actor: link(line, visit, actor))


def found(user: User, key: int) -> Origin | None:
    """A line that this person may make a visit of."""
    line = find(user, key)
    return origin_of(line) if line else None
