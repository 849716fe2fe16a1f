"""准入核查: what the rules of a park say of a project; values in, verdicts out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from admission.states import RuleKind


@dataclass(frozen=True)
class Asked:
    """What is asked of a project: its land in mu, investment and yearly output in 10,000 yuan."""

    land: Decimal
    investment: Decimal
    output: Decimal

    def measured(self, kind: str) -> Decimal:
        """What a bound of this kind looks at, in its unit; nothing where there is no land to divide by."""
        if kind == RuleKind.MAX_LAND:
            return self.land
        whole = self.output if kind == RuleKind.MIN_OUTPUT else self.investment
        return (whole / self.land).quantize(Decimal("0.01")) if self.land else Decimal(0)


def found_in(words: str, text: str) -> str:
    """The first of the words that stands in a text; empty where none does."""
    return next((word for word in words.replace("，", " ").replace("、", " ").split() if word in text), "")


def is_met(kind: str, measured: Decimal, value: Decimal) -> bool:
    """Whether a bound holds: land at most, output and investment at least, the value itself included."""
    return measured <= value if kind == RuleKind.MAX_LAND else measured >= value


def short_of(asked: Mapping[str, Decimal], left: Mapping[str, Decimal]) -> Iterable[str]:
    """The pollutants of which more is asked than is left; without an account nothing is."""
    return [pollutant for pollutant, amount in asked.items() if amount > left.get(pollutant, Decimal(0))]
