"""What `test_conflicts` walks: one page with a form that edits a row."""

from dataclasses import dataclass
from typing import Any


@dataclass
class Case:
    """A page with a form, who opens it, and two of its fields with values that they have not.

    `other` is a third value of the first of them, where it is no text.
    """

    url: str
    person: Any
    mine: tuple[str, str]
    theirs: tuple[str, str]
    reason: str = ""
    other: str = ""
