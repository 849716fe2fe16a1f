"""上级反馈问题: each list of a superior in the order in which it came, in his states."""

from collections import Counter, defaultdict

from core.figures import Asked
from inspections.models import FindingSource
from inspections.states import SourceKind
from rectification.figures import NOT_VOID, Ledger
from rectification.querysets import overdue_on
from rectification.states import DONE_STATES

SUPERIORS = (SourceKind.INSPECTORATE, SourceKind.PROV_FEEDBACK, SourceKind.CITY_ASSIGNED)
DONE, ON_SCHEDULE, BEHIND = "done", "on_schedule", "behind"
"""已完成, 达到序时进度, 未达到序时进度."""


def superior_lists(asked: Asked) -> tuple[list[dict[str, object]], dict[str, int]]:
    """For each list what became of its problems at the moment asked, and the same of all together.

    A problem with several lists stands in each; in the whole it is counted once.
    """
    rows = Ledger().rows(asked).filter(NOT_VOID)
    late = set(rows.filter(overdue_on(asked.moment.day)).values_list("finding", flat=True))
    states = dict(rows.values_list("finding", "state"))
    sources = FindingSource.objects.filter(finding__item__county=asked.county, kind__in=SUPERIORS)
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: {DONE: 0, ON_SCHEDULE: 0, BEHIND: 0})
    seen = set()
    told = sources.filter(added_at__lt=asked.moment.at).order_by("added_at", "pk")
    for kind, title, finding in told.values_list("kind", "list_title", "finding"):
        if finding in states and (kind, title, finding) not in seen:
            seen.add((kind, title, finding))
            found[kind, title][_state(states[finding], is_late=finding in late)] += 1
    by_rank = sorted(found.items(), key=lambda each: SUPERIORS.index(SourceKind(each[0][0])))
    whole = Counter(_state(states[finding], is_late=finding in late) for finding in {each[2] for each in seen})
    lists = [{"kind": kind, "list": title, **counts} for (kind, title), counts in by_rank]
    return lists, {state: whole[state] for state in (DONE, ON_SCHEDULE, BEHIND)}


def _state(state: str, *, is_late: bool) -> str:
    if state in DONE_STATES:
        return DONE
    return BEHIND if is_late else ON_SCHEDULE
