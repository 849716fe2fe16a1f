"""PDF files that must not get in, each made here."""

import io
import zlib

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
PAGE = (b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")


def file_of(*objects, head=b"%PDF-1.7\n"):
    """A PDF of numbered objects with a table of where they stand; the first is the catalogue."""
    out, places = bytearray(head), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def catalogue(extra=b"", *more):
    return file_of(b"<</Type/Catalog/Pages 2 0 R%s>>" % extra, *PAGE, *more)


def stream(content, entries=b"", packed=True):
    body = zlib.compress(content) if packed else content
    filters = b"/Filter/FlateDecode" if packed else b""
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(body), filters, entries, body)


def objects(content, filters=None):
    """A stream that holds one object more, as newer writers put them."""
    head = b"9 0 "
    entries = b"/Type/ObjStm/N 1/First %d" % len(head)
    if filters is None:
        return stream(head + content, entries)
    body = filters[1](head + content)
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(body), entries, filters[0], body)


def hexed(content):
    return zlib.compress(content).hex().encode() + b">"


def held(content):
    """The object stands in a stream, where the table of a newer writer points to it."""
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(content)}
    )
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)
    return written(writer)


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_file():
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.add_attachment("a.exe", b"MZ")
    return written(writer)


def locked(password):
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt(password, "owner", algorithm="AES-128")
    return written(writer)


def looped():
    """Tables that name each other as the one before."""
    whole = catalogue()
    start = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    return whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % start)


def deep():
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    return written(writer).replace(b"/MediaBox", b"/Deep " + b"[" * 200_000 + b"]" * 200_000 + b"/MediaBox")


def quadratic():
    """One stream that says it holds very many objects."""
    pairs = b" ".join(b"%d 0" % number for number in range(200_000))
    return catalogue(b"", stream(pairs + b" null", b"/Type/ObjStm/N 200000/First %d" % (len(pairs) + 1)))


BOMBS = {
    "objects of 120 MB": ("a.pdf", lambda: catalogue(b"", stream(b" " * 120_000_000, b"/Type/ObjStm/N 1/First 4"))),
    "a picture of 120 MB": ("a.pdf", lambda: catalogue(b"", stream(b" " * 120_000_000))),
    "packed ten times": ("a.pdf", lambda: catalogue(b"", stream(zlib.compress(zlib.compress(b" " * 100_000_000))))),
    "four hundred thousand objects": (
        "a.pdf",
        lambda: file_of(b"<</Type/Catalog/Pages 2 0 R>>", *PAGE, *[b"0"] * 400_000),
    ),
    "two hundred thousand in one stream": ("a.pdf", lambda: quadratic()),
    "nested deep": ("a.pdf", lambda: deep()),
    "tables in a circle": ("a.pdf", lambda: looped()),
    "two million brackets": ("a.pdf", lambda: b"%PDF-1.7\n" + b"[" * 2_000_000 + b"%%EOF"),
}
ACTIVE = {
    "script on opening": ("a.pdf", catalogue(b"/OpenAction" + SCRIPT)),
    "script by number": ("a.pdf", catalogue(b"/OpenAction 4 0 R", SCRIPT)),
    "script by name": ("a.pdf", catalogue(b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>", SCRIPT)),
    "script in other letters": ("a.pdf", catalogue(b"/OpenAction<</S/#4aava#53cript/#4a#53(x)>>")),
    "script in a stream": ("a.pdf", catalogue(b"/OpenAction 9 0 R", objects(SCRIPT))),
    "script in a stream, packed twice": (
        "a.pdf",
        catalogue(b"/OpenAction 9 0 R", objects(SCRIPT, (b"/Filter[/ASCIIHexDecode/FlateDecode]", hexed))),
    ),
    "script of a newer writer": ("a.pdf", held("app.alert(1)")),
    "script that was replaced": ("a.pdf", catalogue(b"/OpenAction" + SCRIPT) + catalogue()),
    "script without a table": ("a.pdf", b"%PDF-1.7\n1 0 obj" + SCRIPT + b"endobj %%EOF"),
    "program": ("a.pdf", catalogue(b"/OpenAction<</S/Launch/F(cmd.exe)>>")),
    "file within": ("a.pdf", with_file()),
    "form of XML": ("a.pdf", catalogue(b"/AcroForm<</XFA 4 0 R>>", stream(b"<xdp/>"))),
    "form that sends": ("a.pdf", catalogue(b"/OpenAction<</S/SubmitForm/F(http://x)>>")),
    "film": ("a.pdf", catalogue(b"", b"<</Type/Annot/Subtype/RichMedia>>")),
    "password": ("a.pdf", locked("secret")),
}


def printed():
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_outline_item(title="一", page_number=0)
    writer.pages[0][NameObject("/Annots")] = ArrayObject()
    return written(writer)


INNOCENT = {
    "a page": ("a.pdf", catalogue()),
    "of a writer": ("a.pdf", printed()),
    "that may not be changed": ("a.pdf", locked("")),
    "that opens at a page": ("a.pdf", catalogue(b"/OpenAction[3 0 R/Fit]")),
    "damaged": ("a.pdf", b"%PDF-1.7\n...%%EOF\n"),
}
