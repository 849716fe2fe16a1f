"""Major hazard sources (重大危险源): whether a unit is one, and of which level. GB 18218-2018, 4 and 5.

Sums are kept as fractions until the level is known: a third of a threshold has no last digit, and 99.99… is not 100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ALPHA = (
    (100, Decimal("2.0")),
    (50, Decimal("1.5")),
    (30, Decimal("1.2")),
    (1, Decimal("1.0")),
    (0, Decimal("0.5")),
)
"""From so many people who live within 500 m outside the fence: the factor α."""
LEVELS = ((100, 1), (50, 2), (10, 3), (0, 4))
"""From such an R: the level of a major hazard source."""
MAJOR_FROM = 1
"""From such an S a unit is a major hazard source."""
GASES_TO_CHOOSE_FROM = ("J1", "J3")
"""The classes of table 2 between which the user decides for a gas whose β the standard leaves open."""
SHOWN = Decimal("0.000001")


class UndecidedError(ValueError):
    """A factor is not settled: the user has to name the class of the substance."""


@dataclass(frozen=True)
class Factors:
    """The threshold Q in tonnes and the factor β of a substance."""

    threshold: Decimal
    beta: Decimal


@dataclass(frozen=True)
class Named:
    """A substance of table 1: its β is of table 3 (`is_toxic_gas`), follows from its usual class, or is open."""

    threshold: Decimal
    beta: Decimal | None = None
    is_toxic_gas: bool = False


@dataclass(frozen=True)
class Line:
    """A substance of the unit: q, its design maximum in tonnes, with q/Q and β·q/Q."""

    quantity: Decimal
    factors: Factors

    @property
    def exact_ratio(self) -> Fraction:
        return Fraction(self.quantity) / Fraction(self.factors.threshold)

    @property
    def exact_weighted(self) -> Fraction:
        return Fraction(self.factors.beta) * self.exact_ratio

    @property
    def ratio(self) -> Decimal:
        """q/Q."""
        return shown(self.exact_ratio)

    @property
    def weighted(self) -> Decimal:
        """β·q/Q."""
        return shown(self.exact_weighted)


@dataclass(frozen=True)
class Result:
    """S, α and R of a unit, and its level; None where it is no major hazard source."""

    s: Decimal
    alpha: Decimal
    r: Decimal
    level: int | None


def factors_of(named: Named | None, classes: Sequence[Factors]) -> Factors:
    """Q and β: Q of table 1, else the smallest of the classes; β of table 3, else of the class that is chosen.

    Of several classes the one that gives Q gives β as well; of equal ones the greater β.
    Raises UndecidedError where neither table nor choice gives one.
    """
    chosen = min(classes, key=lambda each: (each.threshold, -each.beta), default=None)
    if named is None:
        if chosen is None:
            raise UndecidedError
        return chosen
    beta = named.beta if named.is_toxic_gas or chosen is None else chosen.beta
    if beta is None:
        raise UndecidedError
    return Factors(named.threshold, beta)


def alpha_of(people: int) -> Decimal:
    """The factor α for people who live within 500 m outside the fence. Raises ValueError for fewer than none."""
    if people < 0:
        raise ValueError(people)
    return next(alpha for least, alpha in ALPHA if people >= least)


def reckon(lines: Sequence[Line], people: int) -> Result:
    """S = Σ q/Q, R = α · Σ β·q/Q, and the level by R where S reaches 1."""
    s = sum((line.exact_ratio for line in lines), Fraction())
    alpha = alpha_of(people)
    r = Fraction(alpha) * sum((line.exact_weighted for line in lines), Fraction())
    level = next(level for least, level in LEVELS if r >= least) if s >= MAJOR_FROM else None
    return Result(shown(s), alpha, shown(r), level)


def shown(value: Fraction) -> Decimal:
    """A fraction with six places; what falls short of a bound is never rounded up to it."""
    millionths = value.numerator * 10**6 // value.denominator
    return (Decimal(millionths) * SHOWN).quantize(SHOWN)
