"""A batch as its superior reads it: the rows in his order, sums that are each the whole batch, what is missing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from core.listing import Words
from tips.models import Tip, TipBatch
from tips.rules.batches import sums
from tips.states import OPEN, TipState


@dataclass(frozen=True)
class Sum:
    """How many rows have a word."""

    word: Words
    count: int


@dataclass(frozen=True)
class Sums:
    """The rows of a batch by channel, place, kind …: words that no row has are left out, the sum is the batch."""

    label: Words
    lines: Sequence[Sum]

    @property
    def total(self) -> int:
        return sum(line.count for line in self.lines)


@dataclass(frozen=True)
class Board:
    """What the page of a batch shows to this person."""

    rows: Sequence[Tip]
    sums: Sequence[Sums]
    missing: Sequence[Sum]

    @property
    def settled(self) -> int:
        """Rows that no longer wait for anything before the superior can be answered."""
        return sum(1 for row in self.rows if row.matter.state not in OPEN)


def board_of(batch: TipBatch, reader: User) -> Board:
    """Of the rows that the person may know of."""
    pointed = ("park", "enterprise", "kind", "unit", "item", "first__unit", "first__item")
    rows = list(batch.rows.visible_to(reader).select_related(*pointed).order_by("batch_place"))
    return Board(rows, list(sums_of(rows)), list(_missing(rows)))


def sums_of(rows: Sequence[Tip]) -> Iterator[Sums]:
    """By channel, place, kind, verdict and progress; a repeat counts once more and stands as its first does (R14)."""
    by: tuple[tuple[str, Callable[[Tip], str]], ...] = (
        (pgettext("tip", "Channel"), lambda row: str(row.get_channel_display())),
        (pgettext("tip", "Where"), _place_of),
        (pgettext("tip", "Kind"), lambda row: row.kind.name if row.kind else _("Not said")),
        (pgettext("tip", "Verdict"), lambda row: row.judged),
        (pgettext("tip", "How far"), lambda row: row.progress),
    )
    for label, word_of in by:
        yield Sums(label, [Sum(*pair) for pair in sums(map(word_of, rows))])


def _place_of(row: Tip) -> str:
    """The park where there is one; a superior sums up by places, not by plants."""
    return row.park.label if row.park else row.place or row.where


def _missing(rows: Sequence[Tip]) -> Iterator[Sum]:
    """What is still missing before the batch can be answered, by what has to be done next."""
    waits = {
        TipState.RECEIVED: _("to be accepted or handed over"),
        TipState.HANDLING: _("without a verdict"),
        TipState.PROPOSED: _("with a verdict that a second person has to confirm"),
        TipState.CONFIRMED: _("with a verdict and without an answer"),
    }
    for state, word in waits.items():
        if count := sum(1 for row in rows if row.matter.state == state):
            yield Sum(word, count)
