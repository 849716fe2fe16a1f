"""What a list of files leaves open: asked once for each word, name or gap, with a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from enum import StrEnum

from intake.reading.parsed import Place

LEAVE, BLANK, NEW = "leave", "blank", "new"
"""Leave the rows out; take them without this value; found what is named."""


class About(StrEnum):
    """What is open."""

    WORD = "word"
    """A word that is no value of its field."""
    NAME = "name"
    """A name of nothing that is on file."""
    GAP = "gap"
    """Rows that say nothing of a field."""


@dataclass
class Question:
    """What is asked, of which field and rows; `options` are values with their labels, the usual ones first."""

    what: About
    field: str
    word: str = ""
    options: Sequence[tuple[str, str]] = ()
    proposal: str = ""
    is_optional: bool = False
    rows: list[Place] = made_by(default_factory=list)

    @property
    def key(self) -> str:
        """By what an answer names it."""
        return f"{self.what}:{self.field}:{self.word}" if self.word else f"{self.what}:{self.field}"


@dataclass
class Asking:
    """The questions of a list with the answers that were given."""

    answers: Mapping[str, str]
    takes_proposals: bool = False
    asked: dict[str, Question] = made_by(default_factory=dict)

    def answer(self, question: Question, place: Place) -> str:
        """What was answered; empty where nothing was yet. The question is kept with the row that asks it."""
        question = self.asked.setdefault(question.key, question)
        question.rows.append(place)
        given = self.answers.get(question.key, "")
        if given in dict(question.options):
            return given
        return question.proposal if self.takes_proposals or question.is_optional else ""

    @property
    def open(self) -> list[Question]:
        """The questions that must be answered and weren't."""
        return [
            question
            for key, question in self.asked.items()
            if not question.is_optional and self.answers.get(key) not in dict(question.options)
        ]
