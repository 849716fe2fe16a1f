"""Where the fields of a row go: into the registration, into its source, or among the words of the source."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from inspections.models import Finding, FindingSource, ProblemCategory
from intake.imports.checking import Wishes, concerned
from intake.imports.units import UnitBook
from intake.reading import fields
from intake.reading.fields import FIELDS, ListField
from intake.reading.parsed import Draft
from intake.rules import level_words
from rectification.models import Item

GROUPS, GROUPS_LINE = _("Group"), 65
DEADLINE_ROOM = 200


@dataclass(frozen=True)
class Places:
    """What the ledger knows that the words of a list may mean."""

    book: UnitBook
    wishes: Wishes
    categories: Mapping[str, ProblemCategory]

    def wording(self, draft: Draft, *, is_further: bool = False) -> str:
        """The words of the list, with what has no place of its own on the ledger.

        A further source of an item changes nothing in the item: all that would go there stands in the words.
        """
        said = ((line.name, (line.whole if is_further else line.left)(self, draft)) for line in LINES)
        return "\n".join([draft.description, *(f"{name}：{text}" for name, text in said if text)])


def words_alone(wording: str) -> str:
    """What a list says of the problem itself, without the lines of its other fields."""
    names = {str(line.name) for line in LINES}
    with override("zh-hans"):
        names |= {str(line.name) for line in LINES}
    kept = takewhile(lambda line: line.partition("：")[0] not in names, wording.splitlines())
    return "\n".join(kept).strip()


Left = Callable[[Places, Draft], str]


@dataclass(frozen=True)
class Line:
    """A line among the words of a source: what the ledger keeps nowhere else, and what it says in all."""

    place: int
    name: str | Promise
    left: Left
    whole: Left


def in_item(draft: Draft) -> dict[str, Any]:
    """The values of the registration that are texts of the row."""
    return {each.item: _short(draft, each) for each in FIELDS if each.item and each.is_as_written}


def in_source(draft: Draft) -> dict[str, Any]:
    """The values of its source that are texts of the row."""
    return {each.source: _short(draft, each) for each in FIELDS if each.source and each.is_as_written}


def shortened(text: str, room: int | None) -> str:
    return text if room is None or len(text) <= room else text[: room - 1] + "…"


def _short(draft: Draft, field: ListField) -> str:
    return shortened(_text(draft, field), ROOM[field.code])


def _text(draft: Draft, field: ListField) -> str:
    said = draft.said(field)
    return "、".join(said) if isinstance(said, tuple) else str(said or "")


def _nothing(_places: Places, _draft: Draft) -> str:
    """Of what the ledger keeps whatever it says, or refuses the row for."""
    return ""


def _unknown_category(places: Places, draft: Draft) -> str:
    return draft.category_text if draft.category_text.strip() not in places.categories else ""


def _no_enterprise(places: Places, draft: Draft) -> str:
    name = draft.enterprise_name or ""
    return name if name and concerned(draft, places.book, places.wishes) is None else ""


def _unknown_park(places: Places, draft: Draft) -> str:
    name = draft.park_name or ""
    return name if name and places.book.park(name) is None else ""


LOOKED_UP: Mapping[str, Left] = {
    fields.DESCRIPTION: _nothing,
    fields.LEAD: lambda _places, draft: draft.lead_organization or "",
    fields.ASSISTING: _nothing,
    fields.DEADLINE: lambda _places, draft: _too_long(draft.deadline.text or "", DEADLINE_ROOM),
    fields.FOUND_ON: _nothing,
    fields.CATEGORY: _unknown_category,
    fields.LEVEL: lambda _places, draft: "" if level_words.level_in(draft.level_text) else draft.level_text,
    fields.MODE: lambda _places, draft: draft.mode_text if draft.measures and not draft.mode else "",
    fields.SOURCE: lambda _places, draft: draft.source_text,
    fields.ENTERPRISE: _no_enterprise,
    fields.PARK: _unknown_park,
}
"""Of each field that means something to the ledger, what is left to be told in words."""


def _too_long(text: str, room: int | None) -> str:
    return text if room is not None and len(text) > room else ""


def _left(field: ListField) -> Left:
    """What the line of a field says among the words of the source."""
    if field.is_looked_up:
        return LOOKED_UP[field.code]
    if field.has_place:
        return lambda _places, draft: _too_long(_text(draft, field), ROOM[field.code])
    together = (field, *(each for each in FIELDS if each.beside == field.code))
    return lambda _places, draft: " ".join(filter(None, (_text(draft, each) for each in together)))


def _lines() -> Iterator[Line]:
    yield Line(GROUPS_LINE, GROUPS, _groups, _groups)
    for field in FIELDS:
        if not field.beside:
            left = _left(field)
            yield Line(field.line, field.label, left, _whole(field) if field.item else left)


def _groups(_places: Places, draft: Draft) -> str:
    return " / ".join(draft.groups)


def _whole(field: ListField) -> Left:
    return lambda _places, draft: _text(draft, field)


def _room(field: ListField) -> int | None:
    """How long the text may be where it goes; None for any length. Raises FieldDoesNotExist at the start."""
    name = field.source or field.item
    tables: tuple[type[Model], ...] = (FindingSource,) if field.source else (Finding, Item)
    table = next((each for each in tables if hasattr(each, name)), tables[-1])
    room: int | None = getattr(table._meta.get_field(name), "max_length", None)
    return room


ROOM = {each.code: _room(each) for each in FIELDS if each.is_as_written}
LINES = sorted(_lines(), key=lambda line: line.place)
