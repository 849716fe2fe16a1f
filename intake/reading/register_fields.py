"""What a list of files is read for: its fields, each with the words that head it and how its cells are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from django.utils.functional import Promise

from intake.reading.field_words import LONGEST_HEADING, bare

SERIAL = "serial"
"""The column that counts the rows; it is known so that it is not taken for a number of anything."""
_SERIAL_WORDS = re.compile(r"序号?|序列号|项次|编序|no|sn|#")


class Type(Enum):
    """How a cell of a field is read."""

    TEXT = auto()
    DAY = auto()
    NUMBER = auto()
    """With a unit in the cell or in the heading."""
    WHOLE = auto()
    CHOICE = auto()
    YES_NO = auto()
    CREDIT_CODE = auto()
    PERSON = auto()
    PHONE = auto()
    LOOKED_UP = auto()
    """The name of something that is on file: a park, an enterprise, a unit."""


@dataclass(frozen=True)
class RegisterField:
    """A field of a list: its code is the column of the table, unless its kind says another place for it.

    `words` must fit the whole heading without blanks, brackets and joining signs; of several fields that do, the
    one declared first has it.
    """

    code: str
    label: str | Promise
    words: str
    type: Type = Type.TEXT
    is_required: bool = False
    is_joined: bool = False
    """Whether several columns may have it (省份, 城市), joined in their order."""
    at_end: bool = False
    """Whether a month or a year means its last day: something ends then."""
    units: Mapping[str, str] = field(default_factory=dict)
    """What one unit of a number is of the field's own; the first is the field's own."""
    group: str = ""
    """What ends a line between the rows that says this of the rows below it (…化工园区)."""
    phone: str = ""
    """The field of the phone that may stand in the cell of a person."""
    example: str = ""
    part: str = ""
    """The further file of which it speaks where it is none of the row's own: a kind of permits of an enterprise."""
    after: str = ""
    """Words that mean it right of a column of the same further file: 安全生产许可证编号 | 有效期至."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.words)

    def is_named_by(self, line: str) -> bool:
        """Whether a line between the rows is a value of this field."""
        return bool(self.group) and re.search(rf"(?:{self.group})$", line) is not None

    def is_meant_by(self, heading: str) -> bool:
        return self._pattern.fullmatch(heading) is not None

    def continues(self, before: "RegisterField | None", heading: str) -> bool:
        """Whether a heading means it because of the column before it."""
        is_same = before is not None and bool(self.part) and before.part == self.part
        return is_same and before is not self and re.fullmatch(self.after, heading) is not None


Fields = tuple[RegisterField, ...]
Claim = tuple[str | None, int]
"""The code of a field and how surely it is meant; (None, -1) where nothing is known of a heading."""
UNKNOWN: Claim = (None, -1)
LABELLED = 2000
"""A heading that is the label of a field means it before all others: so do those of the empty list."""


def _labelled(fields: Fields, text: str) -> str | None:
    """The field of the row's own that is called so."""
    own = (each for each in fields if not each.part)
    return next((each.code for each in own if bare(str(each.label)) == text), None)


def claim(fields: Fields, heading: str) -> Claim:
    """The field that a heading means: earlier ones weigh more."""
    text = bare(heading)
    if not text or len(text) > LONGEST_HEADING:
        return UNKNOWN
    if _SERIAL_WORDS.fullmatch(text):
        return SERIAL, 1
    if labelled := _labelled(fields, text):
        return labelled, LABELLED
    for place, each in enumerate(fields):
        if each.is_meant_by(text):
            return each.code, 1000 - place
    return UNKNOWN
