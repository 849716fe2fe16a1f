"""The text of a Word file as it reads once all tracked changes are accepted: its paragraphs and the rows of tables.

Only the text block is read, not headers, footers, notes and comments; programs are refused where a file comes in.
"""

import zipfile
from xml.parsers import expat

from django.utils.translation import gettext_noop as _

from core.bounded.packages import CHUNK, DAMAGED, MAIN, MEGABYTE, name_of
from core.bounded.refusals import RefusedError

PART = 30 * MEGABYTE
MOST_LINES = 5_000
MOST_SIGNS = 300_000
LONGEST_LINE = 8_000
DEEPEST = 500
SPACES = ("wordprocessingml/2006/main", "wordprocessingml/main")
LEFT_OUT = frozenset({"moveFrom", "del", "Fallback"})
"""What doesn't stand there any more: text moved away or struck; and what older programs are shown instead."""
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
UNREADABLE = _("The file is damaged: its text can't be read.")
TOO_LONG = _("The text is too long: up to %(lines)s paragraphs and %(signs)s characters are read.")


def lines(path: str) -> list[str]:
    """Each paragraph, and each row of a table with its cells divided by tabs; empty ones left out.

    Raises RefusedError for what is damaged or too long.
    """
    reader = Text()
    try:
        with zipfile.ZipFile(path) as packed:
            member = next((each for each in packed.infolist() if name_of(each) == MAIN["docx"]), None)
            if member is None:
                raise RefusedError(_("It is not what its name says."))
            _feed(reader, packed, member)
    except (*DAMAGED, expat.ExpatError) as damaged:
        raise RefusedError(UNREADABLE) from damaged
    return reader.lines


def _feed(reader: "Text", packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    left = PART
    with packed.open(member) as part:
        while piece := part.read(CHUNK):
            left -= len(piece)
            if left < 0:
                raise too_long()
            reader.parser.Parse(piece, False)
    reader.parser.Parse(b"", True)


def too_long() -> RefusedError:
    return RefusedError(TOO_LONG, lines=MOST_LINES, signs=MOST_SIGNS)


class Text:
    """Puts the text together while the elements pass by; a text box within a paragraph is a paragraph of its own."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.path: list[str] = []
        self.left_out = 0
        self.paragraphs: list[list[str]] = []
        self.carried = ""
        self.rows: list[list[str]] = []
        self.places: list[list[str]] = [[]]
        self.signs = 0

    @property
    def lines(self) -> list[str]:
        return self.places[0]

    def _refuse(self, *_told: object) -> None:
        raise RefusedError(UNREADABLE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _blank, local = name.rpartition(" ")
        element = local if space.endswith(SPACES) or local == "Fallback" else ""
        self.path.append(element)
        if len(self.path) > DEEPEST:
            raise RefusedError(UNREADABLE)
        if element in LEFT_OUT and "pPr" not in self.path and "trPr" not in self.path:
            self.left_out += 1
        self._open(element, attributes)

    def _open(self, element: str, attributes: dict[str, str]) -> None:
        if element == "p":
            self.paragraphs.append([])
        elif element == "tr":
            self.rows.append([])
        elif element == "tc":
            self.places.append([])
        elif element in BREAKS and self.path[-2:-1] == ["r"] and not _is_of_page(attributes):
            self._write(BREAKS[element])

    def _end(self, _name: str) -> None:
        element = self.path.pop()
        if element == "p":
            self._put(self.carried + "".join(self.paragraphs.pop()))
        elif element == "tc" and self.rows:
            self.rows[-1].append(" ".join(self.places.pop()))
        elif element == "tr":
            self._put("\t".join(self.rows.pop()))
        elif element == "del" and self.path[-2:] == ["pPr", "rPr"]:
            self.paragraphs[-1].append(MARK_STRUCK)
        if element in LEFT_OUT and "pPr" not in self.path and "trPr" not in self.path:
            self.left_out -= 1

    def _text(self, text: str) -> None:
        if self.path and self.path[-1] == "t":
            self._write(text)

    def _write(self, text: str) -> None:
        if self.paragraphs and not self.left_out:
            self.paragraphs[-1].append(text)
            self.signs += len(text)
            if self.signs > MOST_SIGNS:
                raise too_long()

    def _put(self, text: str) -> None:
        """A paragraph whose end is struck runs on in the next one."""
        self.carried = ""
        if MARK_STRUCK in text:
            self.carried = text.replace(MARK_STRUCK, "")
            return
        if text.strip():
            if len(text) > LONGEST_LINE or len(self.places[-1]) >= MOST_LINES:
                raise too_long()
            self.places[-1].append(text.strip())


MARK_STRUCK = "\x00"
"""No text of XML holds it: the mark at the end of this paragraph has been struck."""


def _is_of_page(attributes: dict[str, str]) -> bool:
    """Whether a break is one of page or column, which is no text."""
    return any(key.endswith(" type") and value in ("page", "column") for key, value in attributes.items())
