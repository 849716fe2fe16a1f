"""法律效力: what is in force on a day, in which order it is named, what may carry an order (rules R11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ORDER = ("law", "regulation", "rule", "standard", "document")
"""The kinds of instruments in their legal order (R11, 3)."""
CARRIES_ORDERS = frozenset({"law", "regulation", "rule"})
"""An order to an enterprise needs at least one of these; a standard stands beside it (R11, 3)."""
RECOMMENDED = "/T "
"""GB/T, AQ/T: a recommended standard, named after the mandatory ones."""
ASSIGNMENT_ONLY = ("仅限交办", "assignment only")
"""In the note of a basis that is a duty of a public body, in either language: for a 交办单, never for an order."""


@dataclass(frozen=True)
class Span:
    """From when to when something is in force, both days included; None is from the start or without an end."""

    first: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def are_in_force(spans: Iterable[Span], on: date) -> bool:
    """The instrument and the row must both be in force on the day (R11, 1)."""
    return all(span.holds_on(on) for span in spans)


def rank(kind: str, number: str = "") -> tuple[int, bool]:
    """By what bases are sorted: the kind, then mandatory before recommended."""
    return ORDER.index(kind), RECOMMENDED in number


def may_be_cited(article: str) -> bool:
    """A basis without its article is not citable until the legal reviewer has entered it (R11, 4)."""
    return bool(article.strip())


def is_for_assignment_only(note: str) -> bool:
    """Whether the note of a basis keeps it from carrying an order."""
    return any(word in note for word in ASSIGNMENT_ONLY)


@dataclass(frozen=True)
class Carrier:
    """What decides whether a basis carries an order: its kind of instrument, and whether it is a public duty."""

    kind: str
    is_for_assignment_only: bool = False


def may_carry_order(carriers: Iterable[Carrier]) -> bool:
    """Whether an order to an enterprise may rest on these: one law, regulation or rule at least (R11, 3)."""
    return any(each.kind in CARRIES_ORDERS and not each.is_for_assignment_only for each in carriers)
