"""Which files are taken for which purpose: extension and content must agree (security S38)."""

import re
import unicodedata
from dataclasses import dataclass

NAME_LENGTH = 120
PHOTO_BYTES = 20 * 1024 * 1024
DOCUMENT_BYTES = 50 * 1024 * 1024
PHOTO_PIXELS = 50_000_000
_BAD_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff/\\:*?\"<>|]")
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEAD, TAIL = 32, 2048
"""How many bytes of the beginning and of the end are looked at before a file is opened."""
# What clients declare that do not know the type.
_UNTOLD = frozenset({"", "application/octet-stream", "binary/octet-stream", "text/plain"})
_ACTIVE_TYPES = re.compile(r"svg|html|xml$|script|macro")
_PHOTO_HEADS = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"RIFF",),
    "heic": (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc"),
    "heif": (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc"),
}


@dataclass(frozen=True)
class FileKind:
    """What a file is: a photo to be re-encoded, or a document to be kept as it is."""

    is_photo: bool
    content_type: str
    most_bytes: int


PHOTO = FileKind(is_photo=True, content_type="image/jpeg", most_bytes=PHOTO_BYTES)


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def clean_text(text: str) -> str:
    """A text from a file as data: no control or direction characters, nothing that no column holds."""
    kept = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")
    return unicodedata.normalize("NFC", kept).strip()


def clean_name(name: str) -> str:
    """The user's name of a file as data: no path, no control or direction characters, 120 characters at most."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = _BAD_CHARACTERS.sub("", last).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if not dot:
        return kept[:NAME_LENGTH] or "file"
    return f"{stem[: NAME_LENGTH - len(extension) - 1] or 'file'}.{extension}"


def kind_by_extension(extension: str) -> FileKind | None:
    """The kind an extension promises; None for what is never taken."""
    if extension in _PHOTO_HEADS:
        return PHOTO
    if extension == "pdf":
        return FileKind(is_photo=False, content_type="application/pdf", most_bytes=DOCUMENT_BYTES)
    if extension in _OFFICE:
        return FileKind(is_photo=False, content_type=_OFFICE[extension], most_bytes=DOCUMENT_BYTES)
    return None


def type_agrees(kind: FileKind, declared: str) -> bool:
    """Whether the type that the browser declares is of the family of the extension.

    Office programs give their files types of their own, so the family is asked and not the letter.
    """
    told = declared.partition(";")[0].strip().lower()
    if told in _UNTOLD:
        return True
    return told.startswith("image/" if kind.is_photo else "application/") and not _ACTIVE_TYPES.search(told)


def content_agrees(extension: str, head: bytes, tail: bytes) -> bool:
    """Whether a file begins and ends as its extension says; what is in it, a bounded child reads (core.bounded)."""
    if extension in ("heic", "heif"):
        return head[4:12] in _PHOTO_HEADS[extension]
    if extension in _PHOTO_HEADS:
        is_webp = extension != "webp" or head[8:12] == b"WEBP"
        return head.startswith(_PHOTO_HEADS[extension]) and is_webp
    if extension == "pdf":
        return head.startswith(b"%PDF-") and b"%%EOF" in tail
    return head.startswith(b"PK")
