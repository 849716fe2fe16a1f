"""Photos are drawn anew: nothing hidden survives, and what the camera claims is read out before (security S40).

A JPEG is reduced while it is decoded, so that its pixels cost little; of other formats, which are decoded
whole, fewer pixels are taken.
"""

import io
from dataclasses import dataclass

import pillow_heif
from django.utils.translation import gettext_noop as _
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

from core.bounded.claims import Claim, read_claim
from core.bounded.refusals import RefusedError
from core.rules.file_kinds import PHOTO_PIXELS

pillow_heif.register_heif_opener()
pillow_heif.options.DECODE_THREADS = 1
Image.MAX_IMAGE_PIXELS = PHOTO_PIXELS
LONGEST_SIDE, THUMBNAIL_SIDE, QUALITY = 2560, 480, 85
DECODED_BYTES = 170 * 1024 * 1024
MILLION = 1_000_000
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, OverflowError)
FORMATS = {
    "jpg": ("JPEG", "MPO"),
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "webp": ("WEBP",),
    "heic": ("HEIF",),
    "heif": ("HEIF",),
}
# Bytes that one pixel takes while it is decoded and brought to RGB.
PIXEL_BYTES = {"1": 3, "L": 2, "P": 6, "RGB": 4, "YCbCr": 4, "CMYK": 8}
OTHER_PIXEL_BYTES = 8
COEFFICIENT_BYTES = 2


@dataclass(frozen=True)
class Photo:
    """A re-encoded photo with its thumbnail."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int
    claim: Claim


def draw(path: str, extension: str) -> Photo:
    """Draw a photo anew as JPEG, the right way up and without EXIF. Raises RefusedError for what is no photo."""
    try:
        with Image.open(path, formats=FORMATS[extension]) as opened:
            _refuse_too_many_pixels(opened)
            claim = read_claim(opened)
            picture = _reduced(opened)
    except Image.DecompressionBombError as bomb:
        raise RefusedError(_("The photo has more than 50 megapixels.")) from bomb
    except BROKEN as broken:
        raise RefusedError(_("The photo can't be read; it may be damaged.")) from broken
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Photo(_jpeg(picture), _jpeg(small), picture.width, picture.height, claim)


def _refuse_too_many_pixels(opened: Image.Image) -> None:
    pixels = opened.width * opened.height
    if pixels > PHOTO_PIXELS:
        raise RefusedError(_("The photo has more than 50 megapixels."))
    if opened.format in FORMATS["jpg"]:
        _draft(opened)
    each = PIXEL_BYTES.get(opened.mode, OTHER_PIXEL_BYTES) if opened.format != "HEIF" else OTHER_PIXEL_BYTES - 1
    taken = opened.width * opened.height * each + pixels * _progressive_bytes(opened)
    if taken > DECODED_BYTES:
        raise RefusedError(
            _("The photo has %(pixels)s megapixels, too many for its format. Save it as JPEG or smaller."),
            pixels=f"{pixels / MILLION:.0f}",
        )


def _draft(opened: Image.Image) -> None:
    """Let the decoder halve the picture as often as it stays large enough."""
    longest = max(opened.size)
    if longest > LONGEST_SIDE:
        width, height = (max(side * LONGEST_SIDE // longest, 1) for side in opened.size)
        opened.draft("RGB", (width, height))


def _progressive_bytes(opened: Image.Image) -> float:
    """What the decoder of a progressive JPEG keeps of each pixel until its last scan."""
    if not opened.info.get("progressive"):
        return 0
    assert isinstance(opened, JpegImageFile)
    shares = [(across, down) for _name, across, down, _table in opened.layer]
    most = max(across for across, _down in shares) * max(down for _across, down in shares)
    return COEFFICIENT_BYTES * sum(across * down for across, down in shares) / most


def _reduced(opened: Image.Image) -> Image.Image:
    if opened.mode not in ("RGB", "L", "RGBA", "CMYK"):
        opened = opened.convert("RGB")
    opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=None)
    return ImageOps.exif_transpose(opened).convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    # A fresh picture: a copy would carry comments and other data of the original along.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
