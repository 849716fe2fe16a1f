"""PDF files without scripts, programs, forms of XML and files within (security S38, S68).

Two look at each file: one reads the bytes as they stand, with the object streams unpacked wherever they are,
superseded ones too; the other walks the objects as a viewer would, with what their filters hide.
What either finds is refused.
"""

import mmap
import re
import zlib
from pathlib import Path

from django.utils.translation import gettext_noop as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from core.bounded.refusals import RefusedError

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 64 * MEGABYTE
MAX_OBJECTS = 300_000
DEEPEST = 60
ACTIVE_KEYS = frozenset(
    ("/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia", "/RichMediaContent", "/AcroJS", "/3DD")
)
ACTIVE_KINDS = frozenset(
    (
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/GoToE",
        "/Rendition",
        "/RichMedia",
        "/RichMediaExecute",
        "/EmbeddedFile",
        "/FileAttachment",
        "/Movie",
        "/Sound",
        "/Screen",
        "/3D",
    )
)
KIND_KEYS = ("/S", "/Type", "/Subtype")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_RAW = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|XFA|ImportData|SubmitForm|GoToE|RichMedia\w*|FileAttachment)"
    rb"(?![A-Za-z0-9])"
)
_STREAM = re.compile(rb"stream\r?\n?")
_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
HEAD = 2048
BROKEN = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    zlib.error,
)
ACTIVE = _("It holds scripts, programs, forms that send, or files within. Print it to PDF and hand that in.")
LOCKED = _("The file is protected by a password. Save it without one.")
TOO_LARGE = _("The file is too large when unpacked.")


def examine(path: str) -> None:
    """Raise RefusedError for a PDF that does anything but be read."""
    with Path(path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        _refuse_bytes(content)
        try:
            reader = PdfReader(file)
            opens = not reader.is_encrypted or bool(reader.decrypt(""))
        except BROKEN:
            # Too damaged for a reader that mends much: nothing runs in it, as far as its bytes tell.
            return
        if not opens:
            raise RefusedError(LOCKED)
        _refuse_objects(reader)


def _refuse_bytes(content: mmap.mmap) -> None:
    """Names outside of streams, and in every stream of objects."""
    begin = 0
    while found := _STREAM.search(content, begin):
        end = content.find(b"endstream", found.end())
        end = len(content) if end < 0 else end
        head = content[begin : found.start()]
        _refuse_names(head)
        if _OBJECTS.search(_plain(head[-HEAD:])):
            _refuse_names(_unpacked(content[found.end() : end]))
        begin = end + len(b"endstream")
    _refuse_names(content[begin:])


def _unpacked(stream: bytes) -> bytes:
    """An object stream as text; one that is packed another way is left to the reader of objects."""
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(stream, MAX_UNPACKED)
    except zlib.error:
        return stream
    if unpacker.unconsumed_tail:
        raise RefusedError(TOO_LARGE)
    return text


def _plain(names: bytes) -> bytes:
    """With the letters that are written as numbers: /#4aavaScript is /JavaScript."""
    return _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), names)


def _refuse_names(text: bytes) -> None:
    if _RAW.search(_plain(text)):
        raise RefusedError(ACTIVE)


def _refuse_objects(reader: PdfReader) -> None:
    """Each object that stands by itself, once; the streams that hold others as the text they unpack to."""
    numbers = {(number, generation) for generation, rows in reader.xref.items() for number in rows}
    holders = {holder for holder, _place in reader.xref_objStm.values()}
    if len(numbers) > MAX_OBJECTS:
        raise RefusedError(TOO_LARGE)
    for number, generation in sorted(numbers):
        try:
            found = reader.get_object(IndirectObject(number, generation, reader))
            inner = b""
            if isinstance(found, StreamObject) and (number in holders or found.get("/Type") == "/ObjStm"):
                inner = found.get_data()
        except BROKEN:
            continue
        _refuse_object(found, 0)
        _refuse_names(inner)
        reader.resolved_objects.clear()
    _refuse_object(reader.trailer, 0)


def _refuse_object(found: object, depth: int) -> None:
    """A dictionary with what it holds itself; what it points to has its own turn."""
    if depth > DEEPEST:
        raise RefusedError(TOO_LARGE)
    if isinstance(found, DictionaryObject):
        if ACTIVE_KEYS & found.keys() or any(dict.get(found, key) in ACTIVE_KINDS for key in KIND_KEYS):
            raise RefusedError(ACTIVE)
        for value in dict.values(found):
            _refuse_object(value, depth + 1)
    elif isinstance(found, ArrayObject):
        for value in list.__iter__(found):
            _refuse_object(value, depth + 1)
