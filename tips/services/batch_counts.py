"""Batches of a month in numbers, as they stood at a moment: how many rows, what was found, how far they were (R14)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from accounts.models import Organization
from core.figures import Moment
from core.models import LogEntry
from core.querysets import address
from core.rules.months import Month
from parks.models import Park
from tips.models import Tip
from tips.states import DoneKind, TipState

BATCHES, ROWS, NO_VERDICT = "batches", "rows", "no_verdict"
ACCEPTED, STAGED = "tip.accept", "tip.stage"


def counts(county: Organization, month: Month, moment: Moment, park: Park | None = None) -> dict[str, int]:
    """Of the batches that came in during the month; empty where none did.

    Verdicts and progress each come to all rows; a repeat counts once more and stands as its first does.
    """
    rows = Tip.objects.filter(batch__county=county, batch__received_on__range=(month.first, month.last))
    found: Sequence[Tip] = list((rows.filter(park=park) if park else rows).select_related("first"))
    if not found:
        return {}
    matters = [row.matter for row in found]
    done = _acts_on(matters, moment)
    return {
        BATCHES: len({row.batch_id for row in found}),
        ROWS: len(found),
        **Counter(_verdict(tip, moment) for tip in matters),
        **Counter(_progress(tip, done[address(tip)], moment) for tip in matters),
    }


def _acts_on(tips: Iterable[Tip], moment: Moment) -> Mapping[str, Collection[str]]:
    """Which of the acts that the row itself does not date had been taken by then."""
    taken = defaultdict[str, set[str]](set)
    named = LogEntry.objects.filter(subject__in={address(tip) for tip in tips}, act__in=(ACCEPTED, STAGED))
    for subject, act in named.filter(at__lt=moment.at).values_list("subject", "act"):
        taken[subject].add(act)
    return taken


def _verdict(tip: Tip, moment: Moment) -> str:
    is_judged = tip.confirmed_at is not None and tip.confirmed_at < moment.at
    return tip.verdict if is_judged else NO_VERDICT


def _progress(tip: Tip, acts: Collection[str], moment: Moment) -> str:
    is_answered = tip.answered_at is not None and tip.answered_at < moment.at
    if is_answered and tip.state == TipState.HANDED_OVER:
        return TipState.HANDED_OVER
    if is_answered and tip.done == DoneKind.DONE:
        return DoneKind.DONE
    if STAGED in acts:
        return DoneKind.STAGED
    return DoneKind.GOING if ACCEPTED in acts else TipState.RECEIVED
