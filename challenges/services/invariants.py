"""What must always be true of challenges (domain rules R8, product rule)."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from challenges.models import DECIDERS, Challenge
from challenges.states import OPEN_STATES, ChallengeEventKind, ChallengeState
from core.services.invariants import Check
from rectification.models import DeadlineSuspension
from rectification.states import ENDED_STATES

ANSWERS = (ChallengeEventKind.UPHELD, ChallengeEventKind.CHANGED, ChallengeEventKind.PROPOSED)


def decided_twice() -> Iterator[str]:
    """Challenges that one person has answered on two rungs, or answered from the second on after a part in it."""
    rows = Challenge.objects.select_related("item").order_by("pk")
    for row in rows.iterator(2000):
        deciders = row.decider_ids
        later = {key for name in DECIDERS[1:] if (key := getattr(row, f"{name}_id")) is not None}
        parts = {row.found_by_id, row.assigned_by_id, row.item.registered_by_id}
        if len(set(deciders)) != len(deciders) or later & parts:
            yield f"challenge {row.pk} of {row.item.number}: decided by somebody who had a part in it"


def without_an_end() -> Iterator[str]:
    """Open challenges of items that have ended, and ended ones whose course has no end or several."""
    ended = Q(item__state__in=ENDED_STATES, state__in=OPEN_STATES)
    for key in Challenge.objects.filter(ended).order_by("pk").values_list("pk", flat=True):
        yield f"challenge {key}: open, and its item has ended"
    answers = Count("events", filter=Q(events__kind__in=ANSWERS))
    rows = Challenge.objects.annotate(n=answers).filter(state__in=(ChallengeState.UPHELD, ChallengeState.CHANGED), n=0)
    for key in rows.order_by("pk").values_list("pk", flat=True):
        yield f"challenge {key}: decided, and nobody has answered"


def standing_still_for_nothing() -> Iterator[str]:
    """Deadlines that stand still for a challenge that is over: nothing would let them run again."""
    waits = Challenge.objects.open().filter(item=OuterRef("item"))
    rows = DeadlineSuspension.objects.filter(~Exists(waits), until=None).order_by("item_id")
    for number in rows.values_list("item__number", flat=True):
        yield f"{number}: its deadline stands still, and no challenge is open"


CHECKS = (
    Check("H1", _("Nobody decides twice on a challenge, or on what he found or assigned."), decided_twice),
    Check("H2", _("A challenge has an end, and what is decided was answered by somebody."), without_an_end),
    Check("H3", _("A deadline stands still only while a challenge is open."), standing_still_for_nothing),
)
