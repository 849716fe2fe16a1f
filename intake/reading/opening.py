"""Look into the packed workbook before it is parsed, so that no hostile file gets that far.

The parser builds a grid from the first to the last cell that holds something, so cells are
counted here where they stand, not by the size that the file declares. A cell without a value
(a border drawn down to the last row of Excel) counts for nothing.
"""

import re
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext_noop as _

from core.bounded import part_names
from core.bounded.packages import NAMES
from intake.reading.refusals import UnreadableFileError

MEGABYTE = 1024 * 1024
MAX_PACKED = 20 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
MAX_PARTS = 2_000
MAX_RATIO = 100
SMALL_PART = MEGABYTE
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_MERGED = 100_000
MAX_STYLES = 200_000
MAX_SHEETS = 200
CHUNK = 4 * MEGABYTE
OVERLAP = 512

_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,9})[\"'][^<>]*(?<!/)>(?!</|<?\Z)")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")
_STYLE = re.compile(rb"<(?:\w+:)?xf[\s>]")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")
_OLE = b"\xd0\xcf\x11\xe0"
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|meta|head|\?xml|xml)", re.IGNORECASE)
_OTHER_BEGINNINGS = (
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
)


class Kind(StrEnum):
    """How a list is packed."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


def check(path: Path) -> Kind:
    """What kind of list this is. Raises UnreadableFileError unless its size and build are safe to parse."""
    if path.stat().st_size > MAX_PACKED:
        raise UnreadableFileError(_("The file is larger than %(size)d MB."), size=MAX_PACKED // MEGABYTE)
    kind = _kind(path)
    if kind == Kind.XLSX:
        _check_package(path)
    return kind


def _check_package(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            _check_parts(packed.infolist())
            _check_contents(packed)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as damaged:
        raise UnreadableFileError(_("The file is damaged: it can't be unpacked.")) from damaged


def _kind(path: Path) -> Kind:
    """By its first bytes, whatever its name says."""
    with path.open("rb") as file:
        beginning = file.read(512)
    if not beginning:
        raise UnreadableFileError(_("The file is empty."))
    if beginning.startswith(b"PK"):
        return Kind.XLSX
    if beginning.startswith(_OLE):
        return Kind.XLS
    for start, kind in _OTHER_BEGINNINGS:
        if beginning.startswith(start):
            raise UnreadableFileError(_("This is a %(kind)s file, not an .xlsx workbook."), kind=kind)
    if _WEB_PAGE.match(beginning):
        raise UnreadableFileError(
            _("This is a web page under the name of a workbook. Open it in a spreadsheet program and save it as .xlsx.")
        )
    return Kind.TEXT


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFileError(_("The file is protected by a password. Save it without one."))
    _check_names([part.orig_filename for part in parts])
    if _is_too_large(parts):
        raise UnreadableFileError(_("The file is too large when unpacked."))
    if any(map(_is_packed_too_tightly, parts)):
        raise UnreadableFileError(_("The file is packed too tightly to be a list."))


def _check_names(given: list[str]) -> None:
    if not part_names.are_sound(given):
        raise UnreadableFileError(NAMES)
    names = set(map(part_names.plain, given))
    if "xl/workbook.xml" not in names:
        raise UnreadableFileError(_kind_of_package(names))
    if any("vbaproject" in name for name in names):
        raise UnreadableFileError(_("The file holds macros. Save it as .xlsx without macros."))


def _is_too_large(parts: list[zipfile.ZipInfo]) -> bool:
    return len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED


def _is_packed_too_tightly(part: zipfile.ZipInfo) -> bool:
    """Whether a part grows when unpacked as no list of words does; small ones may."""
    return part.file_size > SMALL_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1)


def _kind_of_package(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return _("This is a Word document, not an .xlsx workbook.")
    if any(name.startswith("ppt/") for name in names):
        return _("This is a presentation, not an .xlsx workbook.")
    if "xl/workbook.bin" in names:
        return _("This is a binary workbook (.xlsb). Save it as .xlsx.")
    return _("This is a packed file, but no .xlsx workbook.")


def _check_contents(packed: zipfile.ZipFile) -> None:
    unpacked = merged = sheets = 0
    for part in filter(_is_xml, packed.infolist()):
        is_sheet = _is_sheet(part)
        sheets += is_sheet
        for piece in _pieces(packed, part):
            unpacked += len(piece)
            _check_piece(piece, unpacked)
            if is_sheet:
                merged += len(_MERGED.findall(piece))
                _check_cells(piece)
            elif part.filename.lower().endswith("styles.xml"):
                _check_styles(piece)
    if merged > MAX_MERGED or sheets > MAX_SHEETS:
        raise UnreadableFileError(_("The file holds too many sheets or merged cells."))


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(_XML)


def _is_sheet(part: zipfile.ZipInfo) -> bool:
    return "worksheets/" in part.filename.lower() and part.filename.lower().endswith(".xml")


def _check_piece(piece: bytes, unpacked: int) -> None:
    if unpacked > MAX_UNPACKED + MAX_PARTS * OVERLAP:
        raise UnreadableFileError(_("The file is too large when unpacked."))
    if _DECLARATION.search(piece) or b"\x00" in piece[:4096]:
        raise UnreadableFileError(_("The file holds declarations that no list needs; it isn't opened."))


def _check_styles(piece: bytes) -> None:
    if len(_STYLE.findall(piece)) > MAX_STYLES:
        raise UnreadableFileError(_("The file holds too many cell styles. Copy the values into a new workbook."))


def _check_cells(piece: bytes) -> None:
    for column, row in _CELL.findall(piece):
        if int(row) > MAX_ROWS or _column_number(column) > MAX_COLUMNS:
            raise UnreadableFileError(
                _("A sheet is larger than %(rows)d rows and %(columns)d columns."), rows=MAX_ROWS, columns=MAX_COLUMNS
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _pieces(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part in pieces that overlap a little, so that nothing hides on a border."""
    with packed.open(part) as file:
        tail = b""
        while chunk := file.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]
