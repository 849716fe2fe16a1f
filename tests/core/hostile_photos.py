"""Photos that must not fill the memory, and what cameras may write that no column holds."""

import io
import struct
import zlib

import pillow_heif
from PIL import ExifTags, Image, PngImagePlugin

MAKE, MODEL, ORIENTATION = 0x010F, 0x0110, 0x0112
TAKEN, OFFSET = 0x9003, 0x9011
NOTHING = 76543.0
"""Stands for 0/0, which no writer writes."""
HERE = {1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (111.0, 30.0, 36.0)}


def saved(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, rows=b"", *chunks, depth=8, colour=2):
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *chunks, chunk(b"IDAT", zlib.compress(rows, 1)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def declared(width, height):
    """A JPEG that says it is so large."""
    small = bytearray(saved(Image.new("RGB", (16, 16)), "JPEG"))
    place = small.find(b"\xff\xc0") + 5
    small[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(small)


def noted(**notes):
    info = PngImagePlugin.PngInfo()
    for name, text in notes.items():
        info.add_text(name, text, zip=True)
    return saved(Image.new("RGB", (8, 8)), "PNG", pnginfo=info)


def with_exif(edit, **options):
    exif = Image.Exif()
    edit(exif)
    whole = saved(Image.new("RGB", (64, 48), "orange"), "JPEG", exif=exif, **options)
    for order in "<>":
        whole = whole.replace(struct.pack(f"{order}II", int(NOTHING), 1), bytes(8))
    return whole


def circled():
    """A directory of the EXIF that points to itself."""
    body = b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    return saved(Image.new("RGB", (8, 8)), "JPEG", exif=b"Exif\0\0" + body)


def scans(times):
    """A progressive JPEG whose last scan comes again and again."""
    whole = saved(Image.new("RGB", (4096, 4096)), "JPEG", progressive=True)
    place = whole.rfind(b"\xff\xda")
    return whole[:-2] + whole[place:-2] * times + b"\xff\xd9"


def heic():
    """24 megapixels, as the newest phones take them."""
    pillow_heif.register_heif_opener()
    return saved(Image.new("RGB", (5712, 4284), "orange"), "HEIF", quality=30)


LARGE = (8160, 6120)
BOMBS = {
    "400 megapixels of one bit": ("a.png", lambda: png(20_000, 20_000, bytes(2501 * 20_000), depth=1, colour=0)),
    "50 megapixels as PNG": ("a.png", lambda: png(*LARGE, bytes((3 * LARGE[0] + 1) * LARGE[1]))),
    "26 megapixels with alpha": ("a.png", lambda: png(5888, 4416, bytes((4 * 5888 + 1) * 4416), colour=6)),
    "40 megapixels of 16 bits": ("a.png", lambda: png(8000, 5000, bytes((6 * 8000 + 1) * 5000), depth=16)),
    "more than it says": ("a.png", lambda: png(1, 1, bytes(120_000_000))),
    "two thousand million pixels": ("a.png", lambda: png(60_000, 60_000, b"")),
    "a note of 100 MB": (
        "a.png",
        lambda: png(8, 8, bytes(25 * 8), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**8)))),
    ),
    "a profile of 100 MB": (
        "a.png",
        lambda: png(8, 8, bytes(25 * 8), chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(10**8)))),
    ),
    "65,500 pixels wide": ("a.jpg", lambda: declared(65_500, 65_500)),
    "48 megapixels in steps": (
        "a.jpg",
        lambda: saved(Image.new("RGB", (8000, 6000)), "JPEG", progressive=True, subsampling=0),
    ),
    "two thousand scans": ("a.jpg", lambda: scans(2000)),
    "268 megapixels as WebP": ("a.webp", lambda: saved(Image.new("RGB", (16_383, 8_000)), "WEBP", quality=1, method=0)),
    "EXIF in a circle": ("a.jpg", lambda: circled()),
}
LARGE_PHOTOS = {
    "50 megapixels": ("a.jpg", lambda: saved(Image.new("RGB", LARGE, "orange"), "JPEG", quality=30)),
    "24 megapixels as HEIC": ("a.heic", heic),
    "40 megapixels of grey": ("a.png", lambda: png(8000, 5000, bytes(8001 * 5000), colour=0)),
    "notes": ("a.png", lambda: noted(a="b")),
}


def _place(**changed):
    return lambda exif: exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {**HERE, **{int(k[1:]): v for k, v in changed.items()}}
    )


def _detail(tag, value):
    return lambda exif: exif.get_ifd(ExifTags.IFD.Exif).update({tag: value})


def _told(tag, value):
    return lambda exif: exif.update({tag: value})


ODD = {
    "latitude 4294967295": _place(t2=(4294967295.0, 0.0, 0.0)),
    "latitude 91": _place(t2=(91.0, 0.0, 0.0)),
    "latitude by seconds": _place(t2=(90.0, 0.0, 1.0)),
    "longitude 181": _place(t4=(181.0, 0.0, 0.0)),
    "longitude 999": _place(t4=(999.0, 59.0, 59.0)),
    "minutes of a million": _place(t2=(0.0, 1_000_000.0, 0.0)),
    "no number": _place(t2=(NOTHING, 0.0, 0.0)),
    "one part": _place(t2=30.0),
    "two parts": _place(t2=(30.0, 1.0)),
    "latitude of nothing": _place(t2=(0.0, 0.0, 0.0)),
    "reference of two letters": _place(t1="NS"),
    "reference in bytes": _place(t1=b"\xff\xfe"),
    "reference empty": _place(t3=""),
    "year 1": _detail(TAKEN, "0001:01:01 00:00:00"),
    "year 0": _detail(TAKEN, "0000:00:00 00:00:00"),
    "year 9999": _detail(TAKEN, "9999:12:31 23:59:59"),
    "year 1969": _detail(TAKEN, "1969:12:31 23:59:59"),
    "month 13": _detail(TAKEN, "2026:13:45 99:99:99"),
    "no time": _detail(TAKEN, "    :  :     :  :  "),
    "words": _detail(TAKEN, "昨天"),
    "time with a nul": _detail(TAKEN, "2026:11:20 09:30:00\x00\x00x"),
    "time as bytes": _detail(TAKEN, b"\xff\xfe"),
    "zone of 99 hours": lambda exif: (_detail(TAKEN, "2026:11:20 09:30:00")(exif), _detail(OFFSET, "+99:99")(exif)),
    "zone of minus 15": lambda exif: (_detail(TAKEN, "2026:11:20 09:30:00")(exif), _detail(OFFSET, "-15:00")(exif)),
    "device of 5000 letters": _told(MODEL, "x" * 5000),
    "device with a nul": _told(MODEL, "Pho\x00ne"),
    "device turned round": _told(MAKE, "\u202egpj.exe"),
    "device in bytes": _told(MODEL, b"\xff\xd8\xed\xa0\x80"),
    "device a number": _told(MODEL, 7),
    "orientation 99": _told(ORIENTATION, 99),
    "orientation 0": _told(ORIENTATION, 0),
}
