"""上级反馈问题: each list of a superior in his order, numbering and states, row by row and in numbers.

A row of a list is a source with a place there (`FindingSource.position`). What answers for it is its item, or the one
that this was merged into. Page, answer and monthly report count the rows by the rule of `rectification.rules.schedule`;
`state_on` is its other face, asked of the database.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Protocol, cast

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from accounts.models import User
from core.figures import Asked
from inspections.models import Finding, FindingSource, SuperiorList
from inspections.states import SUPERIORS, SourceKind
from rectification.figures import Ledger
from rectification.models import Item
from rectification.querysets import behind_on
from rectification.rules.schedule import list_state
from rectification.states import COUNTED_STATES, DONE_STATES, ListState, Origin, State

OWN = "finding__item__"
MERGED = f"{OWN}merged_into__"
STAGED = "staged"
"""阶段性办结: of those that are not done, how many have closed a stage; beside the states, not one of them."""
MERGED_AGAIN = f"{MERGED}merged_into__"
Rows = QuerySet[FindingSource]


class ListRow(Protocol):
    """A row of a list with what `rows_of` tells of it: which item answers, by whom, by when, in which state."""

    pk: int
    finding: Finding
    number: str
    wording: str
    deadline: date | None
    deadline_text: str
    progress_text: str
    added_at: datetime
    answering: int
    lead: int | None
    due: date | None
    stands: str


def read(rows: Rows) -> list[ListRow]:
    """The rows as they came from `rows_of`."""
    return cast("list[ListRow]", list(rows))


def _gone_over(to: str) -> Q:
    """Merged into another item, which a second person has agreed to."""
    return Q(**{f"{to}state": State.VOID, f"{to}merged_into__isnull": False})


def of_what_answers(value: Callable[[str], Combinable]) -> Case:
    """A value of the item that answers for a row; `value` gives it for the way to an item."""
    return Case(
        When(_gone_over(OWN) & _gone_over(MERGED), then=value(MERGED_AGAIN)),
        When(_gone_over(OWN), then=value(MERGED)),
        default=value(OWN),
    )


def column(name: str) -> Case:
    """A column of the item that answers for a row."""
    return of_what_answers(lambda to: F(f"{to}{name}"))


def state_on(today: date) -> Case:
    """The state of a row in the superior's words."""

    def stated(to: str) -> Case:
        return Case(
            When(**{f"{to}state": State.VOID}, then=Value(ListState.VOID)),
            When(**{f"{to}origin": Origin.HISTORY}, then=Value(ListState.BEFORE)),
            When(**{f"{to}state__in": DONE_STATES}, then=Value(ListState.DONE)),
            When(behind_on(today, to), then=Value(ListState.BEHIND)),
            default=Value(ListState.ON_SCHEDULE),
        )

    return of_what_answers(stated)


def rows_of(one: SuperiorList, user: User, today: date) -> Rows:
    """The rows of a list that a person may know of, in its order, with what answers for each and how it stands."""
    visible = Item.objects.visible_to(user)
    rows = FindingSource.objects.filter(superior_list=one, position__isnull=False, finding__item__in=visible)
    told = {"answering": column("pk"), "lead": column("lead_organization"), "due": column("deadline")}
    return rows.annotate(**told, stands=state_on(today)).order_by("position", "pk")


def counted(rows: Rows) -> dict[str, int]:
    """How many rows stand in each state, all states named; the sum is the list."""
    found = dict(rows.order_by().values_list(F("stands")).annotate(n=Count("pk")))
    return {str(state): found.get(state, 0) for state in ListState}


def counted_by_list(lists: Iterable[SuperiorList], user: User, today: date) -> dict[int, dict[str, int]]:
    """The same of several lists, in one query."""
    visible = Item.objects.visible_to(user)
    rows = FindingSource.objects.filter(superior_list__in=lists, position__isnull=False, finding__item__in=visible)
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(map(str, ListState), 0))
    grouped = rows.annotate(stands=state_on(today)).order_by().values_list("superior_list", "stands")
    for key, state, number in grouped.annotate(n=Count("pk")):
        found[key][state] = number
    return found


def superior_lists(asked: Asked) -> tuple[list[dict[str, object]], dict[str, int]]:
    """For each list what became of its rows at the moment asked, and the same of all together.

    A problem with several lists stands in each; in the whole it is counted once.
    """
    stood, staged, merged = _stood(asked), _staged(asked), _merged(asked)
    sources = FindingSource.objects.filter(finding__item__county=asked.county, kind__in=SUPERIORS)
    told = sources.filter(position__isnull=False, added_at__lt=asked.moment.at).order_by("added_at", "pk")
    found: dict[tuple[str, str], Counter[str]] = {}
    whole: dict[int, str] = {}
    for kind, title, finding in told.values_list("kind", "list_title", "finding"):
        answers = _answering(finding, stood, merged)
        state = stood.get(answers)
        if state in COUNTED_STATES:
            counts = found.setdefault((kind, title), Counter())
            counts[state] += 1
            counts[STAGED] += answers in staged
            whole[answers] = state
    by_rank = sorted(found.items(), key=lambda each: SUPERIORS.index(SourceKind(each[0][0])))
    lists = [{"kind": kind, "list": title, **_named(counts)} for (kind, title), counts in by_rank]
    return lists, _named(Counter(whole.values()) + Counter({STAGED: len(staged & whole.keys())}))


def _named(counts: Counter[str]) -> dict[str, int]:
    return {**{str(state).lower(): counts[state] for state in COUNTED_STATES}, STAGED: counts[STAGED]}


def _staged(asked: Asked) -> set[int]:
    """The findings of items that are not done and have closed a stage."""
    rows = Ledger().rows(asked).filter(stage_share__isnull=False).exclude(state__in=[*DONE_STATES, State.VOID])
    return set(rows.values_list("finding", flat=True))


def _stood(asked: Asked) -> dict[int, ListState]:
    """How the items with a superior stood at the moment, by their findings."""
    above = FindingSource.objects.filter(finding=OuterRef("finding"), kind__in=SUPERIORS)
    rows = Ledger().rows(asked).filter(Exists(above))
    behind = set(rows.filter(behind_on(asked.moment.day)).values_list("finding", flat=True))
    return {
        finding: list_state(state=state, origin=origin, is_behind=finding in behind)
        for finding, state, origin in rows.values_list("finding", "state", "origin")
    }


def _merged(asked: Asked) -> dict[int, int]:
    """From the finding of an item that has been merged to that of the item that took it in."""
    rows = Item.objects.filter(county=asked.county, state=State.VOID, merged_into__isnull=False)
    return dict(rows.values_list("finding", "merged_into__finding"))


def _answering(finding: int, stood: dict[int, ListState], merged: dict[int, int]) -> int:
    """The finding whose item answers: of what had been merged at that moment, the one that took it in."""
    seen = {finding}
    while stood.get(finding) == ListState.VOID and merged.get(finding, finding) not in seen:
        finding = merged[finding]
        seen.add(finding)
    return finding
