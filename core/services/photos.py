"""Photos are drawn anew: nothing hidden survives, and what the camera claims is read out before."""

import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import pillow_heif
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from core.errors import DomainError
from core.rules.file_kinds import PHOTO_PIXELS

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = PHOTO_PIXELS
LONGEST_SIDE, THUMBNAIL_SIDE, QUALITY = 2560, 480, 85
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True)
class Claim:
    """What the camera says of time, place and itself; anybody can write anything there."""

    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    device: str = ""


@dataclass(frozen=True)
class Photo:
    """A re-encoded photo with its thumbnail."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int
    claim: Claim


def encode(content: bytes) -> Photo:
    """Draw a photo anew as JPEG, the right way up and without EXIF. Raises DomainError for what is no photo."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > PHOTO_PIXELS:
                raise DomainError(_("The photo has more than 50 megapixels."), "file")
            claim = read_claim(opened)
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except BROKEN as broken:
        raise DomainError(_("The photo can't be read; it may be damaged."), "file") from broken
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Photo(_jpeg(picture), _jpeg(small), picture.width, picture.height, claim)


def _jpeg(picture: Image.Image) -> bytes:
    # A fresh picture: a copy would carry comments and other data of the original along.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def read_claim(picture: Image.Image) -> Claim:
    """Time, place and device from the EXIF; broken EXIF claims nothing."""
    try:
        exif = picture.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        device = " ".join(str(exif.get(tag, "")).strip("\x00 ") for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
        return Claim(
            taken_at=_moment(details.get(ExifTags.Base.DateTimeOriginal)),
            latitude=_degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "S"),
            longitude=_degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "W"),
            device=device.strip()[:120],
        )
    except (ValueError, TypeError, SyntaxError, KeyError, ZeroDivisionError, OSError, InvalidOperation):
        return Claim()


def _moment(text: Any) -> datetime | None:
    if not text:
        return None
    try:
        naive = datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - made aware below
    except ValueError:
        return None
    return timezone.make_aware(naive)


def _degrees(parts: Any, hemisphere: Any, negative: str) -> Decimal | None:
    if not parts or len(parts) != 3:
        return None
    degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return (-value if str(hemisphere) == negative else value).quantize(Decimal("0.000001"))
