"""What the problems of the made-up county say: a table of texts with place, medium and tag left open."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("problems.csv")


@dataclass(frozen=True)
class Problem:
    """A kind of problem. `lead` is who usually answers for it: the enterprise, the park, or a department's key."""

    code: str
    lead: str
    grave: str
    title: str
    description: str
    basis: str
    measures: str
    done: str
    case: str
    criteria: str
    mode: str
    """How it is rectified."""

    @property
    def cases(self) -> list[str]:
        """The cases of its category for which it cites what is in force on its day; `basis` is a text beside them."""
        return self.case.split("|")

    @property
    def judged_by(self) -> list[str]:
        """The codes of the criteria by which it is judged major, of which one is in force on a day."""
        return self.criteria.split()

    def place_among(self, words: Mapping[str, object]) -> str:
        """The place drawn for it, where its own words speak of it."""
        return str(words["place"]) if "{place}" in self.title + self.description else ""

    @property
    def is_grave(self) -> bool:
        return self.grave == "yes"

    @property
    def field(self) -> str:
        """Whose trade it is: ecology for the environmental group and discharge permits, emergency for all else."""
        return "ecology" if self.code.startswith("B") or self.code == "A10" else "emergency"


@cache
def problems() -> tuple[Problem, ...]:
    """All kinds of problems, in the order of the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(Problem(**line) for line in csv.DictReader(lines))
