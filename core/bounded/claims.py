"""What a camera writes beside the picture; anybody can write anything there, so only what can be true is taken."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import SupportsFloat
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image

from core.rules.file_kinds import clean_text

DEVICE_LENGTH = 120
FIRST_YEAR, LAST_YEAR = 1990, 2199
HOME = ZoneInfo("Asia/Shanghai")
MICRODEGREE = Decimal("0.000001")
LATITUDE, LONGITUDE = 90, 180
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
FALSE = (ValueError, TypeError, SyntaxError, KeyError, IndexError, ArithmeticError, OSError, AttributeError)


@dataclass(frozen=True)
class Claim:
    """What the camera says of time, place (degrees) and itself; None or empty where it says nothing that can be."""

    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    device: str = ""


def read_claim(picture: Image.Image) -> Claim:
    """Time, place and device from the EXIF; broken EXIF claims nothing, one odd value takes no other with it."""
    try:
        exif = picture.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except FALSE:
        return Claim()
    tags = ExifTags.GPS
    latitude = _degrees(place.get(tags.GPSLatitude), place.get(tags.GPSLatitudeRef), LATITUDE)
    longitude = _degrees(place.get(tags.GPSLongitude), place.get(tags.GPSLongitudeRef), LONGITUDE)
    known = latitude is not None and longitude is not None
    return Claim(
        taken_at=_moment(details.get(ExifTags.Base.DateTimeOriginal), details.get(ExifTags.Base.OffsetTimeOriginal)),
        latitude=latitude if known else None,
        longitude=longitude if known else None,
        device=_device(exif.get(ExifTags.Base.Make), exif.get(ExifTags.Base.Model)),
    )


def _device(*words: object) -> str:
    said = (clean_text(word) for word in words if isinstance(word, str))
    return " ".join(filter(None, said))[:DEVICE_LENGTH].strip()


def _moment(text: object, offset: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        naive = datetime.strptime(text.strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - made aware below
    except ValueError:
        return None
    return naive.replace(tzinfo=_zone(offset)) if FIRST_YEAR < naive.year < LAST_YEAR else None


def _zone(offset: object) -> tzinfo:
    """The zone that the camera names, else that of the house."""
    told = _OFFSET.fullmatch(offset.strip("\x00 ")) if isinstance(offset, str) else None
    if told is None:
        return HOME
    away = timedelta(hours=int(told[2]), minutes=int(told[3]))
    return timezone(-away if told[1] == "-" else away) if away < timedelta(hours=15) else HOME


def _degrees(parts: Iterable[SupportsFloat] | None, hemisphere: object, most: int) -> Decimal | None:
    """Degrees of three parts, negative in the south and west; None for what lies on no globe."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts or ())
        value = degrees + minutes / 60 + seconds / 3600
    except FALSE:
        return None
    if not math.isfinite(value) or not 0 <= value <= most:
        return None
    signed = -value if str(hemisphere).strip("\x00 ") in ("S", "W") else value
    return Decimal(str(signed)).quantize(MICRODEGREE)
