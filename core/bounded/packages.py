"""Word and Excel files are packages of parts; what no paper needs is not taken (security S38, S44, S68)."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_noop as _

from core.bounded import part_names, parts
from core.bounded.refusals import RefusedError

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 200 * MEGABYTE
MAX_PARTS = 2_000
MAX_RATIO = 100
SMALL_PART = MEGABYTE
CHUNK = 256 * 1024
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
DAMAGED = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error)
_ACTIVE_NAMES = re.compile(
    r"vbaproject|vbadata|macrosheets/|dialogsheets/|activex/|embeddings/|externallinks/|querytables/"
    r"|afchunk|connections\.xml$|\.(?:exe|dll|js|vbs|hta|ps1|bat|cmd|lnk|html?|mht|rtf|docm|dotm|xlsm|xltm|xlam)$"
)
# Compound files (macros and embedded objects under whatever name), programs, packages within the package.
_ACTIVE_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")
MACROS = _("It holds macros or programs. Save it without them.")
NAMES = _("Parts of the file have names that lead out of it, or the same name twice; it isn't opened.")
DAMAGED_WORDS = _("The file is damaged: it can't be unpacked.")


def examine(path: str, extension: str) -> None:
    """Raise RefusedError unless this is a Word or Excel file without programs, embedded files and ways outside."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            _refuse_directory(members)
            if sum(member.compress_size for member in members) > Path(path).stat().st_size:
                raise RefusedError(DAMAGED_WORDS)
            names = {name_of(member) for member in members}
            if MAIN[extension] not in names:
                raise RefusedError(_("It is not what its name says."))
            _refuse_contents(packed, members)
    except DAMAGED as damaged:
        raise RefusedError(DAMAGED_WORDS) from damaged


def name_of(member: zipfile.ZipInfo) -> str:
    return part_names.plain(member.filename)


def _refuse_directory(members: list[zipfile.ZipInfo]) -> None:
    """What the list of parts tells before anything is unpacked."""
    if any(member.flag_bits & 1 for member in members):
        raise RefusedError(_("The file is protected by a password. Save it without one."))
    if _is_too_large(members):
        raise RefusedError(_("The file is too large when unpacked."))
    if any(map(_is_packed_too_tightly, members)):
        raise RefusedError(_("The file is packed too tightly to be a paper."))
    if any(member.compress_type not in METHODS for member in members):
        raise RefusedError(DAMAGED_WORDS)
    _refuse_names([member.orig_filename for member in members])


def _refuse_names(names: list[str]) -> None:
    if not part_names.are_sound(names):
        raise RefusedError(NAMES)
    if any(map(_ACTIVE_NAMES.search, map(part_names.plain, names))):
        raise RefusedError(MACROS)


def _is_too_large(members: list[zipfile.ZipInfo]) -> bool:
    return len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_UNPACKED


def _is_packed_too_tightly(member: zipfile.ZipInfo) -> bool:
    """Whether a part grows when unpacked as no words and pictures do; small ones may."""
    return member.file_size > max(SMALL_PART, MAX_RATIO * member.compress_size)


def _refuse_contents(packed: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Each part is unpacked by pieces and counted; what the directory says of its size isn't believed."""
    unpacked = 0
    for member in members:
        reader = parts.reader_of(name_of(member))
        for place, piece in enumerate(_pieces(packed, member)):
            unpacked += len(piece)
            if unpacked > MAX_UNPACKED:
                raise RefusedError(_("The file is too large when unpacked."))
            if place == 0 and _is_program(piece):
                raise RefusedError(MACROS)
            reader.feed(piece)
        reader.close()


def _is_program(beginning: bytes) -> bool:
    return beginning.startswith(_ACTIVE_BEGINNINGS) or (beginning.startswith(b"MZ") and b"PE\0\0" in beginning)


def _pieces(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(member) as part:
        while piece := part.read(CHUNK):
            yield piece
