"""Lists as text: CSV in UTF-8, GB 18030 or UTF-16, cut by commas, semicolons or tabs; a pasted block too."""

import csv
import io
from collections import Counter

from django.utils.translation import gettext_noop as _

from intake.reading.grids import Cell, Grid, mark_of, read_value
from intake.reading.refusals import UnreadableFileError

SHEET = "CSV"
SIGNS = "\t,;|"
SAMPLED = 200
MOST_ROWS, MOST_COLUMNS = 50_000, 200
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_of_bytes(content: bytes) -> str | None:
    """The text in its own encoding; None where this is no text."""
    encodings = [encoding for start, encoding in _MARKED if content.startswith(start)] or _unmarked(content)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(sign < " " and sign not in "\t\r\n\x0b\x0c" for sign in text) else text
    return None


def _unmarked(content: bytes) -> list[str]:
    """Without a mark: every second byte of a UTF-16 text with commas and figures is 0."""
    if b"\x00" in content[:4096]:
        return ["utf-16-le", "utf-16-be"] if content[1:2] == b"\x00" or content[1::2].count(0) else ["utf-16-be"]
    return ["utf-8", "gb18030"]


def read_grid(text: str) -> Grid:
    """The table of a text. Raises UnreadableFileError where it is larger than a list may be."""
    csv.field_size_limit(1_000_000)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_sign(text)))
    except csv.Error as damaged:
        raise UnreadableFileError(_("The text can't be cut into columns; save the list as .xlsx.")) from damaged
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise UnreadableFileError(
            _("A sheet is larger than %(rows)d rows and %(columns)d columns."), rows=MOST_ROWS, columns=MOST_COLUMNS
        )
    marks = {(y, x): mark for y, row in enumerate(rows, 1) for x, text in enumerate(row, 1) if (mark := mark_of(text))}
    return Grid(SHEET, tuple(_cells(row, width) for row in rows), marks=marks, is_text=True)


def _sign(text: str) -> str:
    """The sign that cuts most lines into the same number of columns."""
    lines = text.split("\n", SAMPLED)[:SAMPLED]
    scores = {sign: _score("\n".join(lines), sign) for sign in SIGNS}
    return max(SIGNS, key=lambda sign: scores[sign])


def _score(text: str, sign: str) -> int:
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(text), delimiter=sign) if len(row) > 1)
    except csv.Error:
        return 0
    return max((width * count for width, count in widths.items()), default=0)


def _cells(row: list[str], width: int) -> tuple[Cell, ...]:
    values = [None if mark_of(text) else read_value(_unwrapped(text)) for text in row]
    return (*values, *[None] * (width - len(values)))


def _unwrapped(text: str) -> str:
    """="001" is how figures are kept as text."""
    return text[2:-1] if text.startswith('="') and text.endswith('"') and len(text) > 2 else text
