"""A page of a PDF drawn as a picture, by PDFium without scripts, in the bounded child (security S68)."""

import io

import pypdfium2
from django.utils.translation import gettext_noop as _

from core.bounded.photos import LONGEST_SIDE
from core.bounded.refusals import RefusedError

LARGEST_SCALE = 8
"""Pixels for each point of the page at most: a small page is not blown up without end."""
DAMAGED = _("This page can't be drawn; it may be damaged. Hand in a picture of it.")


def draw(path: str, page: int) -> bytes:
    """The page of this number, counted from 1, as a PNG. Raises RefusedError for what can't be drawn."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not 1 <= page <= len(document):
                raise RefusedError(_("The file has %(pages)s pages; there is no such page."), pages=len(document))
            sheet = document[page - 1]
            scale = min(LARGEST_SCALE, LONGEST_SIDE / max(*sheet.get_size(), 1))
            picture = sheet.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, OSError) as broken:
        raise RefusedError(DAMAGED) from broken
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
