"""Whether a notice of a clock still holds: asked again when the digest is sent, so that what was renewed is silent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from notices import clocks
from notices.clocks import Clock
from notices.models import Notice
from notices.rules import clock_stages
from notices.rules.clock_stages import APPLY, FOLLOWED
from notices.services.clock_rows import SUBJECT
from notices.services.clock_scope import rows_for
from notices.services.composing import told_while

if TYPE_CHECKING:
    from accounts.models import User

Told = Mapping[int, Sequence[Notice]]


def register() -> None:
    """Let the digests ask here; called once by the app's config."""
    told_while(SUBJECT, still_running)


def still_running(recipient: "User", notices: Sequence[Notice], day: date) -> set[int]:
    """Which notices speak of a clock that still runs to the same day, in the same stage, for somebody who sees it.

    What was reached on a day stays true.
    """
    kept = {notice.pk for notice in notices if notice.rule == FOLLOWED}
    for code, told in _by_clock(notices).items():
        clock = clocks.named(code)
        if clock is not None:
            kept |= _running(clock, told, recipient, day)
    return kept


def _by_clock(notices: Sequence[Notice]) -> dict[str, dict[int, list[Notice]]]:
    """The notices about rows, by the code of their clock and the key of the row."""
    found: dict[str, dict[int, list[Notice]]] = defaultdict(lambda: defaultdict(list))
    for notice in notices:
        code, _sign, key = notice.subject.removeprefix(SUBJECT).partition(":")
        if key:
            found[code][int(key)].append(notice)
    return found


def _running(clock: Clock, told: Told, recipient: "User", day: date) -> set[int]:
    kept = set()
    for key, due in rows_for(clock, recipient).filter(pk__in=told).values_list("pk", clock.due):
        stages = {clock_stages.stage_of(due, clock.stages, day)} | ({APPLY} if due >= day else set())
        kept |= {notice.pk for notice in told[key] if notice.day == due and notice.rule in stages}
    return kept
