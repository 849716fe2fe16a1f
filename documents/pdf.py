"""PDF of an official document, set by Typst with a free Chinese font. The same document gives the same bytes.

All text goes in as JSON: nothing that somebody has written is read as markup, and the setting sees
no file but those given here. A rare character that the font lacks is taken from a font of the machine.
"""

import hashlib
import json
import tempfile
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import DomainError
from documents import charts
from documents.blocks import Document, Figure
from documents.rules.titles import title_lines

TEMPLATE = Path(__file__).with_name("official.typ")
MOST_OF_TITLE = 20
"""Signs of 22 pt that go on a line."""
THE_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class FontsMissingError(DomainError):
    """The fonts of the documents are not where the setting DOCUMENT_FONTS says."""


def _lay_pictures(value: object, place: Path) -> None:
    """Each picture of a cell as a file beside the text, which names it."""
    if isinstance(value, dict) and value.get("is") == "Picture":
        content = b64decode(value.pop("jpeg"))
        value["file"] = f"picture-{hashlib.sha256(content).hexdigest()}.jpg"
        (place / value["file"]).write_bytes(content)
    elif isinstance(value, dict):
        _lay_pictures(list(value.values()), place)
    elif isinstance(value, list):
        for inner in value:
            _lay_pictures(inner, place)


def pdf_of(document: Document) -> bytes:
    """The document as PDF. Raises FontsMissingError where the Chinese fonts are not installed."""
    if not any(Path(folder).is_dir() for folder in settings.DOCUMENT_FONTS):
        raise FontsMissingError(_("The fonts for documents are not installed (DOCUMENT_FONTS)."))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "official.typ").write_bytes(TEMPLATE.read_bytes())
        told: dict[str, object] = document.as_json() | {
            "written_day": document.written_day,
            "title_lines": title_lines(document.title, MOST_OF_TITLE),
            "families": settings.DOCUMENT_FONT_FAMILIES,
            "listed_attachments": document.listed_attachments,
            "annex_labels": [document.annex_label(place) for place in range(len(document.annexes))],
        }
        blocks = told["blocks"]
        assert isinstance(blocks, list)
        for number, block in enumerate(document.blocks):
            if isinstance(block, Figure):
                name = f"figure-{number}.png"
                (place / name).write_bytes(charts.png_of(block.spec))
                blocks[number]["file"] = name
        _lay_pictures(blocks, place)
        (place / "document.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        return bytes(
            typst.compile(
                str(place / "official.typ"),
                root=folder,
                font_paths=list(settings.DOCUMENT_FONTS),
                timestamp=THE_FIRST_DAY,
                package_path=str(place / "none"),
                package_cache_path=str(place / "none"),
            )
        )
