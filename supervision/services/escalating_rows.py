"""督办阶梯: what a day's run proposes and whom it tells, as rows that the database puts together."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.states import ANSWERING, Role
from core import clock
from core.services import calendar
from notices.services.said import said_day, sentence
from rectification.models import Item
from rectification.rules.issuers import ISSUERS
from rectification.states import PUSHABLE, SupervisionLevel
from supervision.models import EscalationProposal, EscalationStep
from supervision.models.escalation import for_heads_of, measures_since
from supervision.rules.escalation import Window, settled_by, windows
from supervision.states import EscalationTrigger, ProposalState

COLUMNS = ("item_id", "step_id", "ground_day", "proposed_on", "made_at", "decision", "reason")
SUBJECT = "rectification.escalation:"
WAITING = f"{SUBJECT}waiting"
TOLD, TO_DECIDE = "escalation-head", "escalation-waiting"


def ladder(on: date) -> list[tuple[EscalationStep, Window]]:
    """The steps that count days overdue, each with the deadlines it is the right one for on a day."""
    steps = EscalationStep.objects.filter(trigger=EscalationTrigger.OVERDUE).order_by("level", "order", "code")
    found = []
    for _level, group in groupby(steps, key=lambda step: step.level):
        of_level = list(group)
        found += list(zip(of_level, windows(of_level, on, calendar.current()), strict=True))
    return found


def proposals_of_day(on: date) -> Iterator[QuerySet[Item, object]]:
    """The columns of all proposals that a day asks for, a query for each step."""
    for step, window in ladder(on):
        if step.measure:
            yield _proposals(step, late_items(step, window, on), "deadline", on)
    for step in EscalationStep.objects.filter(trigger=EscalationTrigger.ON_LEDGER).order_by("order", "code"):
        yield _proposals(step, unlisted_items(step), "found_on", on)


def late_items(step: EscalationStep, window: Window, on: date) -> QuerySet[Item]:
    """The overdue items for which a step is the right one on a day, and which have not seen its measure yet."""
    late = Item.objects.overdue(on).filter(state__in=PUSHABLE, deadline__range=(window.earliest, window.latest))
    late = late.filter(level=step.level) if step.level else late
    if not step.measure:
        return late
    return late.exclude(Exists(measures_since("pk", "deadline", settled_by(step.measure, step.document))))


def unlisted_items(step: EscalationStep) -> QuerySet[Item]:
    """The assigned items of a level that are not under listed supervision."""
    fitting = Item.objects.filter(state__in=PUSHABLE, level=step.level)
    return fitting.exclude(supervision_level=SupervisionLevel.LISTED)


def _proposals(step: EscalationStep, items: QuerySet[Item], ground: str, on: date) -> QuerySet[Item, object]:
    decision = str(ProposalState.OPEN)
    return items.order_by("pk").values_list(
        "pk", Value(step.pk), F(ground), Value(on), Value(clock.now()), Value(decision), Value("")
    )


def heads_told(step: EscalationStep, window: Window, on: date, language: str) -> QuerySet[Item, object]:
    """A row for the head of each late item's unit; for all who answer for it where it has no head on file."""
    people, key = "lead_organization__users", Cast("pk", CharField())
    before, after = reverse("rectification:item-detail", args=[0]).rsplit("0", 1)
    text = gettext("%(number)s of your unit is overdue; it was due on %(day)s")
    return (
        items_of_heads(step, window, on, language=language)
        .order_by(people, "pk")
        .values_list(
            people,
            Value(TOLD),
            Concat(Value(SUBJECT), key, output_field=CharField()),
            F("deadline"),
            sentence(text, {"number": F("number"), "day": said_day("deadline")}),
            F("title"),
            Concat(Value(before), key, Value(after), output_field=CharField()),
            Value(True),
            Value(clock.now()),
            Value(False),
        )
    )


def items_of_heads(step: EscalationStep, window: Window, on: date, **people: object) -> QuerySet[Item]:
    """The items of which the heads of the units are told, once for each of the people; `people` narrows them."""
    heads = User.objects.able(*ANSWERING).filter(organization=OuterRef("lead_organization"), is_head=True)
    asked = {"role__in": ANSWERING, "is_active": True, **people}
    users = {f"lead_organization__users__{name}": value for name, value in asked.items()}
    told = Q(lead_organization__users__is_head=True) | ~Exists(heads)
    return late_items(step, window, on).filter(told, **users)


def deciders_told(on: date, language: str) -> Iterator[QuerySet[EscalationProposal, object]]:
    """One row a person: how many proposals wait for the coordinators, and for the heads who may decide.

    Each is told of papers that the own body may issue; the conditions are those of `proposals_waiting_for`.
    """
    waiting, people = EscalationProposal.objects.open(), "item__county__county_units__users"
    power = Q()
    for paper, bodies in ISSUERS.items():
        power &= ~Q(step__document=paper) | Q(**{f"{people}__organization__kind__in": bodies})
    for_heads = for_heads_of(F(f"{people}__organization"), OuterRef(f"{people}__organization"))
    yield _decider_rows(waiting, power, people, on, language, role=Role.COORDINATOR)
    yield _decider_rows(waiting, power & for_heads, people, on, language, role=Role.DEPARTMENT, is_head=True)


def _decider_rows(
    waiting: QuerySet[EscalationProposal], theirs: Q, people: str, on: date, language: str, **who: object
) -> QuerySet[EscalationProposal, object]:
    asked = {"is_active": True, "language": language, **who}
    found = waiting.filter(theirs, **{f"{people}__{name}": value for name, value in asked.items()})
    counted = found.order_by(people).values(people).annotate(open=Count("pk"))
    return counted.values_list(
        people,
        Value(TO_DECIDE),
        Value(WAITING),
        Value(on),
        sentence(
            gettext("Proposals to escalate that wait for your decision: %(count)s"),
            {"count": Cast("open", CharField())},
        ),
        Value(""),
        Value(reverse("supervision:proposal-list")),
        Value(True),
        Value(clock.now()),
        Value(False),
    )
