"""An official document as data, independent of how it is printed; JSON both ways, so that it can be frozen."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any


def written(day: date) -> str:
    """A day in running text: 2026年11月5日, nothing padded."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Number:
    """A registered figure as it is printed; `code` names it, `url` opens the rows it counts."""

    text: str
    code: str
    url: str = ""


@dataclass(frozen=True)
class Picture:
    """A small picture in a cell, as a signature that was drawn: a JPEG in Base64, and what it shows in words."""

    text: str
    jpeg: str

    @property
    def content(self) -> bytes:
        return b64decode(self.jpeg)


Run = str | Number | Picture


@dataclass(frozen=True)
class Heading:
    """一、 (level 1, 黑体), （一） (2, 楷体), 1. (3) and （1） (4, both 仿宋); the text brings its number along."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Body text, its first line indented by two characters unless it is flush."""

    runs: tuple[Run, ...]
    flush: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` is its share of the text width."""

    heading: str
    width: float = 1
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a head that is repeated on each page, its caption above and its note below."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Run, ...], ...]
    caption: str = ""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart: a Vega-Lite specification with what it says in words."""

    spec: Mapping[str, object]
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Table | Figure | PageBreak
KINDS: dict[str, type] = {
    kind.__name__: kind for kind in (Number, Picture, Heading, Paragraph, Column, Table, Figure, PageBreak)
}


@dataclass(frozen=True)
class Annex:
    """附件: a list that follows the signature on pages of its own, across the paper."""

    title: str
    blocks: tuple[Block, ...]


KINDS["Annex"] = Annex


@dataclass(frozen=True)
class Document:
    """A government document (GB/T 9704-2012): what stands in its head, its text, and its foot.

    `issuer` is the mark in red, `number` the document's number (〔〕), `signature` the unit that signs;
    what is empty is left out. A document upwards (`is_upward`) has its number at the left and the leader who
    approved it (`signer`, 签发人) at the right; that place is blank for ink until somebody has.
    `attachments` are named below the text, the `annexes` among them follow on pages of their own. `draft` is
    printed in the head while nothing has been issued, `printed_by` in the foot beside the day. A letter
    (信函格式) has its number at the right and no lines around its copies. `running_head` stands on top of each page:
    who took out what is no document of a body, and when.
    """

    title: str
    blocks: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    signature: str = ""
    day: date | None = None
    copied_to: str = ""
    contact: str = ""
    draft: str = ""
    printed_by: str = ""
    is_letter: bool = False
    is_upward: bool = False
    signer: str = ""
    annexes: tuple[Annex, ...] = ()
    running_head: str = ""

    @property
    def written_day(self) -> str:
        """The day as documents write it: 2026年11月5日."""
        return written(self.day) if self.day else ""

    @property
    def all_blocks(self) -> list[Block]:
        """Those of the text and of the annexes, in their order."""
        return [*self.blocks, *(block for annex in self.annexes for block in annex.blocks)]

    @property
    def listed_attachments(self) -> list[tuple[str, str]]:
        """What the note below the text lists: number and name; without a number where there is one alone."""
        names = [*(annex.title for annex in self.annexes), *self.attachments]
        return [("" if len(names) == 1 else f"{place}.", name) for place, name in enumerate(names, 1)]

    @property
    def named_attachments(self) -> list[str]:
        """附件：1.…, 2.…: each in one text."""
        return [f"{number}{name}" for number, name in self.listed_attachments]

    def annex_label(self, place: int) -> str:
        """What stands over an annex, counted from 0: 附件1; 附件 where it is the only one."""
        return f"附件{place + 1}" if len(self.annexes) + len(self.attachments) > 1 else "附件"

    def as_json(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_json(cls, told: Mapping[str, object]) -> "Document":
        """The document that `as_json` has told."""
        day = told.get("day")
        values = {name: _built(value) for name, value in told.items()}
        return cls(**values | {"day": date.fromisoformat(str(day)) if day else None})

    def numbers(self) -> list[Number]:
        """Every registered figure that the document prints, in its order."""
        return [run for block in self.all_blocks for run in _runs(block) if isinstance(run, Number)]

    def plain_texts(self) -> list[str]:
        """Every text that is not a registered figure."""
        found = [run for block in self.all_blocks for run in _runs(block) if isinstance(run, str)]
        return [self.title, *found]


def _runs(block: Block) -> list[Run]:
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Paragraph):
        return list(block.runs)
    if isinstance(block, Table):
        return [block.caption, *(run for row in block.rows for run in row), block.note]
    return [block.caption] if isinstance(block, Figure) else []


def _plain(value: object) -> object:
    if is_dataclass(value) and type(value).__name__ in KINDS:
        return {"is": type(value).__name__, **{each.name: _plain(getattr(value, each.name)) for each in fields(value)}}
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def _built(value: object) -> Any:
    if isinstance(value, dict) and value.get("is") in KINDS:
        kind = KINDS[value["is"]]
        return kind(**{each.name: _built(value[each.name]) for each in fields(kind)})
    return tuple(_built(inner) for inner in value) if isinstance(value, list) else value
