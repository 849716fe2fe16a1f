# ruff: noqa: E501 - the strokes of a character stand on its line
"""Small drawn pictures that stand for photos: a plant before and after, and the page of a report."""

import io
from datetime import datetime
from random import Random

from PIL import ExifTags, Image, ImageDraw, ImageFont

WIDTH, HEIGHT, BAND = 640, 480, 56
STEEL = ((158, 170, 181), (176, 160, 142), (140, 160, 150), (168, 168, 186))
STRING = list[tuple[int, int]]

# fmt: off
GLYPHS: dict[str, list[STRING]] = {
    "整": [[(8, 14), (50, 14)], [(14, 22), (44, 22), (44, 36), (14, 36), (14, 22)], [(29, 6), (29, 52)], [(29, 38), (12, 52)], [(29, 38), (48, 52)], [(66, 6), (56, 22)], [(60, 16), (94, 16)], [(84, 16), (74, 38), (54, 52)], [(62, 24), (76, 42), (94, 52)], [(14, 60), (88, 60)], [(50, 60), (50, 92)], [(50, 75), (80, 75)], [(28, 70), (28, 92)], [(6, 92), (94, 92)]],
    "改": [[(10, 18), (42, 18), (42, 44), (12, 44), (12, 84), (44, 76)], [(62, 8), (52, 32)], [(58, 24), (94, 24)], [(82, 24), (70, 60), (46, 92)], [(58, 40), (74, 70), (94, 92)]],
    "前": [[(30, 8), (38, 18)], [(70, 8), (62, 18)], [(8, 26), (92, 26)], [(20, 38), (20, 92)], [(20, 38), (46, 38), (46, 92), (40, 87)], [(20, 54), (46, 54)], [(20, 70), (46, 70)], [(62, 40), (62, 76)], [(82, 34), (82, 92), (74, 86)]],
    "后": [[(76, 10), (30, 18)], [(30, 18), (28, 55), (12, 90)], [(28, 40), (92, 40)], [(42, 56), (42, 92)], [(42, 56), (82, 56), (82, 92)], [(42, 86), (82, 86)]],
}
# fmt: on
WORDS = {"before": ("整", "改", "前"), "after": ("整", "改", "后")}


def photo(kind: str, label: str, at: datetime, seed: int) -> bytes:
    """A JPEG of a tank, leaking before, mended after and else as it stands, with what a camera would claim of it.

    Without a label neither it nor the time is written on it, so that it can stand for many.
    """
    random = Random(seed)  # noqa: S311 - draws a picture
    picture = Image.new("RGB", (WIDTH, HEIGHT), (206, 222, 234))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 330, WIDTH, HEIGHT), fill=(186, 180, 168))
    tanks = [(60 + 190 * n + random.randint(-12, 12), random.randint(110, 170)) for n in range(3)]
    for left, top in tanks:
        _tank(draw, left, top, random.choice(STEEL))
    if kind in WORDS:
        _mark(draw, *tanks[seed % 3], mended=kind == "after", random=random)
    _band(draw, WORDS.get(kind, ()), f"{label}  {at:%Y-%m-%d %H:%M}" if label else "")
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "YANCHUAN"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{at:%Y:%m:%d %H:%M:%S}"
    return _bytes(picture, "JPEG", exif=exif, quality=80)


def report(label: str, at: datetime) -> bytes:
    """A one-page PDF that stands for an acceptance report."""
    page = Image.new("RGB", (595, 842), "white")
    draw = ImageDraw.Draw(page)
    _write(draw, ("整", "改", "后"), 60, 60, 40, (20, 20, 20))
    draw.text((60, 120), f"ACCEPTANCE REPORT  {label}", fill=(20, 20, 20), font=ImageFont.load_default(20))
    for line in range(18):
        draw.line((60, 180 + 30 * line, 535, 180 + 30 * line), fill=(170, 170, 170))
    draw.ellipse((400, 690, 510, 800), outline=(190, 30, 30), width=4)
    draw.text((60, 760), f"{at:%Y-%m-%d}", fill=(20, 20, 20), font=ImageFont.load_default(18))
    return _bytes(page, "PDF", creationDate=at.utctimetuple(), modDate=at.utctimetuple())


def _tank(draw: ImageDraw.ImageDraw, left: int, top: int, colour: tuple[int, int, int]) -> None:
    dark = (colour[0] - 40, colour[1] - 40, colour[2] - 40)
    draw.rectangle((left, top, left + 130, 350), fill=colour, outline=dark, width=2)
    draw.ellipse((left, top - 22, left + 130, top + 22), fill=colour, outline=dark, width=2)
    draw.line((left + 20, top, left + 20, 350), fill=dark, width=3)
    for rung in range(top + 10, 345, 14):
        draw.line((left + 20, rung, left + 32, rung), fill=dark, width=2)
    draw.line((left + 130, 310, left + 200, 310), fill=dark, width=9)


def _mark(draw: ImageDraw.ImageDraw, left: int, top: int, *, mended: bool, random: Random) -> None:
    """The leak, or the sign that it is gone."""
    if mended:
        draw.rectangle((left + 44, 286, left + 96, 334), fill=(70, 150, 90), outline=(30, 90, 50), width=2)
        draw.line([(left + 52, 310), (left + 66, 324), (left + 90, 294)], fill="white", width=6, joint="curve")
        return
    for _streak in range(7):
        start = left + random.randint(40, 105)
        drop = random.randint(top + 70, 300)
        draw.line((start, top + 50, start + random.randint(-4, 4), drop), fill=(122, 74, 40), width=5)
    draw.ellipse((left + 10, 338, left + 170, 384), fill=(92, 84, 66))
    draw.ellipse((left + 24, top + 30, left + 122, top + 140), outline=(200, 40, 30), width=5)


def _band(draw: ImageDraw.ImageDraw, glyphs: tuple[str, ...], text: str) -> None:
    draw.rectangle((0, HEIGHT - BAND, WIDTH, HEIGHT), fill=(24, 36, 48))
    _write(draw, glyphs, 14, HEIGHT - BAND + 10, 36, (255, 255, 255))
    draw.text((150, HEIGHT - BAND + 16), text, fill=(255, 255, 255), font=ImageFont.load_default(22))


def _write(
    draw: ImageDraw.ImageDraw, glyphs: tuple[str, ...], left: int, top: int, size: int, colour: tuple[int, int, int]
) -> None:
    """Characters drawn by our own strokes: no font that has them need be there."""
    for place, glyph in enumerate(glyphs):
        origin = left + place * (size + 6)
        for string in GLYPHS[glyph]:
            points = [(origin + x * size / 100, top + y * size / 100) for x, y in string]
            draw.line(points, fill=colour, width=max(2, size // 13))


def _bytes(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()
