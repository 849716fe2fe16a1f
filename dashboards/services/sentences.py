"""五句话: what a leader asks and the sentence that answers it, every number in it a registered figure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.figures import Reading

PLACE = re.compile(r"\{(\d)\}")
LATE = "late"
ASKED: tuple[tuple[str, Promise, Promise, tuple[str, ...]], ...] = (
    (
        "many",
        _("How many?"),
        _("{0} problems are open, {1} of them major hazards; {2} are done for a stage."),
        ("ledger.open", "ledger.major_open", "ledger.staged"),
    ),
    (
        LATE,
        _("Who is late?"),
        _("{0} are overdue, {1} more are due within seven days."),
        ("ledger.overdue", "ledger.due_7"),
    ),
    (
        "fixed",
        _("Is it really fixed?"),
        _("{0} are signed off; {1} wait for it and {2} have failed a re-inspection."),
        ("ledger.signed_off", "ledger.awaiting_sign_off", "ledger.failed_review"),
    ),
    (
        "worse",
        _("What got worse?"),
        _("{0} are new in the month and {1} have come back."),
        ("ledger.new", "ledger.rebound_in_month"),
    ),
    (
        "waits",
        _("What waits?"),
        _("{0} wait for a re-inspection, {1} for their plan to be reviewed; {2} are under listed supervision."),
        ("ledger.under_review", "ledger.plan_review", "ledger.listed"),
    ),
)
"""The code of a sentence, the question, the sentence with a place for each number, and the figures in their order."""


@dataclass(frozen=True)
class Clause:
    """Words and the number after them, if one follows."""

    before: str
    reading: Reading | None


@dataclass(frozen=True)
class Sentence:
    """A question, its answer, and the figures in it, the first of which is the one that counts."""

    code: str
    question: str | Promise
    clauses: list[Clause]
    readings: list[Reading]

    @property
    def is_of_late(self) -> bool:
        return self.code == LATE


def sentences(now: Mapping[str, Reading]) -> list[Sentence]:
    """The five of them, from the figures as they stand."""
    return [
        _sentence(code, question, str(said), [now[each] for each in codes]) for code, question, said, codes in ASKED
    ]


def _sentence(code: str, question: str | Promise, said: str, readings: list[Reading]) -> Sentence:
    return Sentence(code, question, list(_clauses(said, readings)), readings)


def _clauses(said: str, readings: list[Reading]) -> Iterator[Clause]:
    """The languages put the numbers in an order of their own."""
    *parts, last = PLACE.split(said)
    for before, place in zip(parts[::2], parts[1::2], strict=True):
        yield Clause(before, readings[int(place)])
    yield Clause(last, None)
