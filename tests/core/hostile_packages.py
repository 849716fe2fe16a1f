"""Word and Excel files that must not get in, each made here; small as a file, large or active when opened."""

import io
import struct
import warnings
import zipfile

DOCX, XLSX = "word/document.xml", "xl/workbook.xml"
TYPES, RELS, SETTINGS = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = b" " * (1024 * 1024)
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def package(parts, main=DOCX, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in {main: b"<x/>", **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def swollen(name, megabytes, main=DOCX, body=SPACES):
    """One part of so many megabytes, packed by a thousand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if name != main:
            archive.writestr(main, b"<x/>")
        with archive.open(name, "w", force_zip64=False) as part:
            part.write(b"<x>")
            for _each in range(megabytes):
                part.write(body)
    return out.getvalue()


def lying(content, says=1000):
    """The directory says that each part is small."""
    changed, place = bytearray(content), content.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 24 : place + 28] = struct.pack("<I", says)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def overlapping(times=60):
    """The directory names one part under many names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DOCX, b"<x/>")
        archive.writestr("word/a.bin", bytes(range(256)) * 400)
        for number in range(times):
            other = zipfile.ZipInfo(f"word/a{number}.bin")
            known = archive.getinfo("word/a.bin")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(other, name, getattr(known, name))
            archive.filelist.append(other)
    return out.getvalue()


def locked(content):
    """Each part is marked as encrypted."""
    changed, place = bytearray(content), content.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def relation(kind, target="http://example.org/x", mode='TargetMode="External"', encoding="utf-8"):
    text = f'<Relationships><Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}" {mode}/></Relationships>'
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)


def types(content_type, name="/word/media/image1.png"):
    return f'<Types><Override PartName="{name}" ContentType="{content_type}"/></Types>'.encode()


def field(*pieces, simple=False):
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    body = f'<w:fldSimple w:instr="{pieces[0]}"/>' if simple else f'<w:fldChar w:fldCharType="begin"/>{runs}'
    return {DOCX: f'<w:document xmlns:w="{WORD}"><w:p>{body}</w:p></w:document>'.encode()}


def named(*names, main=DOCX):
    """Parts of exactly these names beside the paper itself."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for name in (main, *names):
            archive.writestr(name, b"<x/>")
    return out.getvalue()


STRAY_NAMES = {
    "upwards": ("../a.xml",),
    "upwards within": ("word/../../a.xml",),
    "upwards with the other slash": ("word\\..\\a.xml",),
    "upwards at the end": ("word/..",),
    "absolute": ("/etc/a.xml",),
    "a drive": ("C:\\a.xml",),
    "on a share": ("\\\\host\\a.xml",),
    "here": ("./word/a.xml",),
    "nothing between": ("word//a.xml",),
    "the same twice": ("word/a.xml", "word/a.xml"),
    "the same in other letters": ("word/a.xml", "WORD/A.xml"),
    "the same with the other slash": ("word/a.xml", "word\\a.xml"),
}
BOMBS = {
    "types of 300 MB": ("a.docx", lambda: swollen(TYPES, 300)),
    "text of 120 MB": ("a.docx", lambda: swollen(DOCX, 120)),
    "a size that is a lie": ("a.docx", lambda: lying(swollen(TYPES, 120))),
    "texts of 120 MB": ("a.xlsx", lambda: swollen("xl/sharedStrings.xml", 120, main=XLSX)),
    "a sheet of tags": ("a.xlsx", lambda: swollen("xl/worksheets/sheet1.xml", 120, main=XLSX, body=b"<c/>" * 250_000)),
    "ten thousand parts": ("a.docx", lambda: package({f"word/a{number}.xml": b"<x/>" for number in range(10_000)})),
    "parts over each other": ("a.docx", lambda: overlapping()),
    "a package within": ("a.docx", lambda: package({"word/media/image1.png": swollen(TYPES, 20)})),
    "nested a million deep": ("a.docx", lambda: package({DOCX: b"<a>" * 1_000_000})),
    "billion laughs": ("a.docx", lambda: package({DOCX: LAUGHS})),
    "billion laughs in cells": ("a.xlsx", lambda: package({"xl/sharedStrings.xml": LAUGHS}, main=XLSX)),
    "entity outside": ("a.docx", lambda: package({DOCX: b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'})),
    "declared in UTF-16": ("a.docx", lambda: package({DOCX: "<!DOCTYPE x []><x/>".encode("utf-16")})),
    "another packing": ("a.docx", lambda: package({}, method=zipfile.ZIP_LZMA)),
    "a password": ("a.docx", lambda: locked(package({}))),
}
ACTIVE = {
    "template outside": ("a.docx", package({SETTINGS: relation("attachedTemplate")})),
    "template within": ("a.docx", package({SETTINGS: relation("attachedTemplate", "t.dotx", "")})),
    "object outside": ("a.docx", package({RELS: relation("oleObject")})),
    "linked picture": ("a.docx", package({RELS: relation("image")})),
    "linked picture on a share": ("a.docx", package({RELS: relation("image", "\\\\host\\x.png")})),
    "picture without saying outside": ("a.docx", package({RELS: relation("image", mode="")})),
    "outside in other letters": ("a.docx", package({RELS: relation("image", mode="TargetMode='&#69;xternal'")})),
    "outside in UTF-16": ("a.docx", package({RELS: relation("image", encoding="utf-16")})),
    "page within": ("a.docx", package({RELS: relation("aFChunk", "chunk.bin", "")})),
    "link to a program": ("a.docx", package({RELS: relation("hyperlink", "file:///c:/x.exe")})),
    "link with a script": ("a.docx", package({RELS: relation("hyperlink", "JavaScript:x")})),
    "part of another paper": ("a.docx", package({RELS: relation("subDocument", "b.docx")})),
    "macros by another name": ("a.docx", package({"word/media/image1.png": OLE})),
    "macros by relation": ("a.docx", package({RELS: relation("vbaProject", "media/a.png", "")})),
    "macros by type": ("a.docx", package({TYPES: types("application/vnd.ms-office.vbaProject")})),
    "macros in other letters": ("a.docx", package({"word/VBAPROJECT.BIN": b"x"})),
    "macro workbook": ("a.xlsx", package({TYPES: types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")}, XLSX)),
    "a page by type": ("a.docx", package({TYPES: types("text/html")})),
    "a program": ("a.docx", package({"word/media/image1.png": b"MZ" + b"\0" * 90 + b"PE\0\0"})),
    "field that starts": ("a.docx", package(field("DDEAUTO c:\\x"))),
    "field in pieces": ("a.docx", package(field(" D", "DE", "AUTO c:\\x"))),
    "field that fetches": ("a.docx", package(field(' INCLUDEPICTURE "http://x" ', simple=True))),
    "workbook outside": (
        "a.xlsx",
        package({"xl/_rels/workbook.xml.rels": relation("externalLink", "a.xml", "")}, XLSX),
    ),
    "data from outside": ("a.xlsx", package({"xl/connections.xml": b"<x/>"}, XLSX)),
    **{f"a name {kind}": ("a.docx", named(*names)) for kind, names in STRAY_NAMES.items()},
    **{f"a name {kind} in a workbook": ("a.xlsx", named(*names, main=XLSX)) for kind, names in STRAY_NAMES.items()},
}
INNOCENT = {
    "a link to the web": ("a.docx", package({RELS: relation("hyperlink", "https://www.gov.cn/")})),
    "an address": ("a.docx", package({RELS: relation("hyperlink", "mailto:a@example.org")})),
    "a picture": ("a.docx", package({RELS: relation("image", "media/image1.png", ""), "word/media/image1.png": b"x"})),
    "page numbers": ("a.docx", package(field(" PAGE ", " \\* MERGEFORMAT "))),
    "folders and the other slash": ("a.docx", named("word/", "word/media/", "docProps\\a..b.xml")),
    "printer": ("a.xlsx", package({"xl/printerSettings/printerSettings1.bin": b"x" * 900}, XLSX)),
}
