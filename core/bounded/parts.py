"""The parts of an Office package that say what belongs to it, read as XML: names can be written in many ways."""

import re
from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from django.utils.translation import gettext_noop as _

from core.bounded.refusals import RefusedError

_XML = (".xml", ".rels", ".vml")
_ACTIVE_TYPES = re.compile(r"vba|macro|activex|oleobject|x-msdownload|html|javascript")
_ACTIVE_RELATIONS = frozenset(
    (
        "afchunk",
        "attachedtemplate",
        "attachedtoolbars",
        "activexcontrol",
        "activexcontrolbinary",
        "connections",
        "control",
        "dialogsheet",
        "externallink",
        "externallinkpath",
        "frame",
        "keymapcustomizations",
        "mailmergesource",
        "mailmergeheadersource",
        "mailmergerecipientdata",
        "oleobject",
        "package",
        "querytable",
        "subdocument",
        "transform",
        "vbaproject",
        "wordvbadata",
        "xlexternallinkpath",
        "xlmacrosheet",
        "xlintlmacrosheet",
        "xlpathmissing",
    )
)
_UNSAFE_LINK = re.compile(
    r"(?:javascript|vbscript|data|file|ms-[a-z-]+|search-ms|res|mk|shell):|\\\\\\\\|//", re.IGNORECASE
)
# A field that fetches or starts something when the paper is opened.
_ACTIVE_FIELD = re.compile(r"^\s*(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|MACROBUTTON)\b", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FIELD_LENGTH = 4000
OVERLAP = 16
DEEPEST = 1000
OUTSIDE = _("It points to files outside (a template, picture or object). Save it with everything in it.")
PROGRAMS = _("It holds macros or programs. Save it without them.")
DECLARATIONS = _("The file holds declarations that no paper needs; it isn't opened.")
DAMAGED = _("The file is damaged: it can't be unpacked.")


class Reader(Protocol):
    """Takes a part piece by piece; raises RefusedError at what must not be in it."""

    def feed(self, piece: bytes) -> None: ...

    def close(self) -> None: ...


def reader_of(name: str) -> Reader:
    """The reader for a part by its name in the package."""
    if not name.endswith(_XML):
        return Passed()
    if name == "[content_types].xml":
        return Xml(refuse_type)
    if name.startswith("xl/worksheets/s") or name == "xl/sharedstrings.xml":
        return Cells()
    return Xml(refuse_relation) if name.endswith(".rels") else Xml(Fields())


class Passed:
    """Pictures and fonts are not looked into; viewers do, when somebody opens the paper."""

    def feed(self, piece: bytes) -> None:
        """Nothing to see."""

    def close(self) -> None:
        """Nothing to end."""


class Cells:
    """Millions of cells hold neither fields nor relations; only declarations are looked for."""

    def __init__(self) -> None:
        self.tail = b""

    def feed(self, piece: bytes) -> None:
        if _DECLARATION.search(self.tail + piece) or b"\x00" in piece:
            raise RefusedError(DECLARATIONS)
        self.tail = piece[-OVERLAP:]

    def close(self) -> None:
        """Nothing to end."""


class Xml:
    """Walks the elements of a part; entities are refused, so nothing grows while it is read."""

    def __init__(self, visit: Callable[[str, dict[str, str]], None]) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.visit, self.depth = visit, 0
        if isinstance(visit, Fields):
            self.parser.CharacterDataHandler = visit.text

    def feed(self, piece: bytes) -> None:
        self._parse(piece, is_last=False)

    def close(self) -> None:
        self._parse(b"", is_last=True)

    def _parse(self, piece: bytes, *, is_last: bool) -> None:
        try:
            self.parser.Parse(piece, is_last)
        except expat.ExpatError as broken:
            raise RefusedError(DAMAGED) from broken

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise RefusedError(DAMAGED)
        self.visit(_local(name), {_local(key).lower(): value for key, value in attributes.items()})

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _refuse(self, *_told: object) -> None:
        raise RefusedError(DECLARATIONS)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def refuse_type(_element: str, attributes: dict[str, str]) -> None:
    if _ACTIVE_TYPES.search(attributes.get("contenttype", "").lower()):
        raise RefusedError(PROGRAMS)


def refuse_relation(_element: str, attributes: dict[str, str]) -> None:
    """Links that a reader clicks may lead to the web; nothing else leads outside."""
    kind = attributes.get("type", "").rstrip("/").rpartition("/")[2].lower()
    outside = attributes.get("targetmode", "").strip().lower() == "external"
    target = attributes.get("target", "").strip()
    if kind in _ACTIVE_RELATIONS:
        raise RefusedError(OUTSIDE if outside else PROGRAMS)
    if (outside or "://" in target) and (kind != "hyperlink" or _UNSAFE_LINK.match(target)):
        raise RefusedError(OUTSIDE)


class Fields:
    """Puts together the code of each Word field, which may stand in pieces, and refuses those that fetch or start."""

    def __init__(self) -> None:
        self.code = ""
        self.is_code = False

    def __call__(self, element: str, attributes: dict[str, str]) -> None:
        self.is_code = element == "instrText"
        if element == "fldChar" and attributes.get("fldchartype") == "begin":
            self.code = ""
        if element == "fldSimple":
            self._refuse(attributes.get("instr", ""))
        if element == "ddeLink":
            raise RefusedError(OUTSIDE)

    def text(self, piece: str) -> None:
        if self.is_code and len(self.code) < FIELD_LENGTH:
            self.code += piece
            self._refuse(self.code)

    def _refuse(self, code: str) -> None:
        if _ACTIVE_FIELD.search(code):
            raise RefusedError(OUTSIDE)
