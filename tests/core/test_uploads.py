"""What is taken in, and what is left of it (security S38-S41, reliability V33)."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import clock
from core.errors import DomainError
from core.models import Attachment, LogEntry
from core.rules.file_kinds import clean_name
from core.services.attachments import same_elsewhere, store
from tests.factories import AttachmentFactory, UserFactory
from tests.same_page import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def jpeg(size=(800, 600), **save):
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, "JPEG", **save)
    return out.getvalue()


def package(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


def taken(name, content, kind="after", declared="application/octet-stream", uploader=None):
    file = SimpleUploadedFile(name, content, content_type=declared)
    return store(file, kind=kind, uploader=uploader or UserFactory())


def on_disk(media):
    return [path for path in media.rglob("*") if path.is_file()]


HTML = b"<html><script>alert(1)</script></html>"
REFUSED = {
    "html as photo": ("a.jpg", HTML),
    "html": ("a.html", HTML),
    "svg": ("a.svg", b"<svg/>"),
    "xml": ("a.xml", b"<x/>"),
    "zip": ("a.zip", package("a")),
    "old word": ("a.doc", b"\xd0\xcf\x11\xe0"),
    "macros": ("a.docx", package("word/document.xml", "word/vbaProject.bin")),
    "macro extension": ("a.docm", package("word/document.xml")),
    "excel as word": ("a.docx", package("xl/workbook.xml")),
    "pdf with a wrong head": ("a.pdf", b"%PDX-1.4 %%EOF"),
    "cut pdf": ("a.pdf", b"%PDF-1.4"),
    "empty": ("a.jpg", b""),
    "no extension": ("photo", jpeg()),
    "cut photo head": ("a.png", b"\x89PNG\r\n\x1a\n"),
    "png named jpg": ("a.jpg", b"\x89PNG\r\n\x1a\n" + b"0" * 100),
    "old macro sheet": ("a.xlsx", package("xl/workbook.xml", "xl/macrosheets/sheet1.xml")),
    "embedded program": ("a.docx", package("word/document.xml", "word/embeddings/oleObject1.bin")),
    "cut package": ("a.docx", package("word/document.xml")[:30]),
    "text": ("a.txt", b"text"),
    "program": ("a.exe", b"MZ"),
    "two extensions": ("a.jpg.html", jpeg()),
}
DECLARED = {
    "photo as html": ("a.jpg", jpeg(), "text/html"),
    "photo as svg": ("a.jpg", jpeg(), "image/svg+xml"),
    "photo as document": ("a.jpg", jpeg(), "application/pdf"),
    "pdf as photo": ("a.pdf", b"%PDF-1.7 %%EOF", "image/jpeg"),
    "pdf as html": ("a.pdf", b"%PDF-1.7 %%EOF", "application/xhtml+xml"),
    "word with macros": (
        "a.docx",
        package("word/document.xml"),
        "application/vnd.ms-word.document.macroEnabled.12",
    ),
}


@pytest.mark.req("S38")
@pytest.mark.parametrize(("name", "content"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_what_it_says_is_refused_and_nothing_is_kept(name, content, media):
    with pytest.raises(DomainError) as refusal:
        taken(name, content)

    assert refusal.value.field == "file"
    assert not Attachment.objects.exists()
    assert not on_disk(media)


@pytest.mark.req("S38")
@pytest.mark.parametrize(("name", "content", "declared"), DECLARED.values(), ids=DECLARED)
def test_what_is_declared_as_something_else_is_refused(name, content, declared, media):
    with pytest.raises(DomainError):
        taken(name, content, declared=declared)

    assert not on_disk(media)


@pytest.mark.req("S38")
@pytest.mark.parametrize("declared", ["", "text/plain", "image/pjpeg", "IMAGE/JPEG; q=1"])
def test_a_photo_is_taken_whatever_a_client_calls_its_type(declared):
    assert taken("a.jpg", jpeg(), declared=declared).content_type == "image/jpeg"


@pytest.mark.req("S38")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7\n...%%EOF\n"),
        ("a.docx", package("word/document.xml")),
        ("a.XLSX", package("xl/workbook.xml")),
        ("a.xlsx", package("xl/workbook.xml", "xl/printerSettings/printerSettings1.bin")),
    ],
)
def test_documents_are_kept_as_they_are(name, content, media):
    attachment = taken(name, content)

    assert (media / attachment.file.name).read_bytes() == content
    assert not attachment.is_image


@pytest.mark.req("S39")
def test_a_photo_of_too_many_bytes_or_pixels_is_refused():
    with pytest.raises(DomainError, match="20 MB"):
        taken("a.jpg", b"\xff\xd8\xff" + b"0" * (20 * 1024 * 1024))
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(DomainError):
        taken("a.png", out.getvalue())


@pytest.mark.req("S40")
def test_a_photo_is_drawn_anew_and_its_claims_are_read_out_before(media):
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Maker", "Phone <script>", 6
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 09:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (111.0, 30.0, 36.0)})
    attachment = taken("现场.jpg", jpeg(exif=exif, comment=b"hidden"))

    stored = (media / attachment.file.name).read_bytes()
    with Image.open(io.BytesIO(stored)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((600, 800), {})
    assert b"hidden" not in stored
    assert b"script" not in stored
    assert str(attachment.claimed_latitude) == "30.250000"
    assert str(attachment.claimed_longitude) == "111.510000"
    assert attachment.claimed_device == "Maker Phone <script>"
    assert f"{attachment.claimed_taken_at:%Y-%m-%d %H:%M}" == "2026-11-20 09:30"


@pytest.mark.req("S40")
def test_broken_exif_does_not_fail_the_upload_and_reuse_is_known():
    broken = jpeg()[:2] + b"\xff\xe1\x00\x10Exif\x00\x00broken!!" + jpeg()[2:]

    first, second = taken("a.jpg", broken), taken("b.jpg", broken)

    assert first.original_sha256 == second.original_sha256
    assert same_elsewhere(first)
    assert not same_elsewhere(taken("c.jpg", jpeg(size=(10, 10))))


@pytest.mark.req("S41")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/x.jpg", "x.jpg"),
        ("C:\\fotos\\现场.jpg", "现场.jpg"),
        ("a\x00b.jpg", "ab.jpg"),
        ("photo\u202egpj.jpg", "photogpj.jpg"),
        ("字" * 300 + ".jpg", "字" * 116 + ".jpg"),
        ("...", "file"),
    ],
)
def test_a_name_is_only_data(given, kept):
    assert clean_name(given) == kept


@pytest.mark.req("S39")
def test_a_unit_hands_in_so_much_a_day_and_more_tomorrow(settings):
    settings.UPLOAD_BYTES_A_DAY = 30
    person = UserFactory()
    colleague = UserFactory(organization=person.organization)
    taken("a.pdf", b"%PDF-1.7 ....%%EOF", uploader=person)

    with pytest.raises(DomainError):
        taken("b.pdf", b"%PDF-1.7 ....%%EOF", uploader=colleague)

    taken("b.pdf", b"%PDF-1.7 ....%%EOF")
    with clock.at(clock.now() + timedelta(days=1)):
        taken("b.pdf", b"%PDF-1.7 ....%%EOF", uploader=colleague)


@pytest.mark.req("V33")
def test_where_the_row_fails_no_file_is_left(media, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(RuntimeError):
        taken("a.jpg", jpeg())

    assert not on_disk(media)


@pytest.mark.req("V33", "S41")
def test_a_file_lies_under_a_random_name_before_its_row(media):
    attachment = taken("../x.jpg", jpeg())

    path = Path(attachment.file.path)
    assert path.is_relative_to(media)
    assert "x" not in path.stem
    assert not list(media.rglob("*.part"))


@pytest.mark.req("S42")
def test_a_photo_is_shown_inline_and_a_document_is_downloaded(client):
    owner = UserFactory()
    client.force_login(owner)
    photo = store(SimpleUploadedFile("照片.jpg", jpeg()), kind="after", uploader=owner)
    paper = store(SimpleUploadedFile('报告".pdf', b"%PDF-1.7 %%EOF"), kind="report", uploader=owner)

    inline, download = (client.get(f"/attachments/{file.public_id}/") for file in (photo, paper))

    assert (inline["Content-Type"], inline["Content-Disposition"][:6]) == ("image/jpeg", "inline")
    assert download["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    for answer in (inline, download):
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.req("S42")
def test_a_stranger_gets_the_same_answer_as_for_a_missing_file(client):
    mine = taken("a.jpg", jpeg())
    client.force_login(UserFactory())

    foreign = client.get(f"/attachments/{mine.public_id}/")
    missing = client.get("/attachments/00000000-0000-4000-8000-000000000000/")

    assert foreign.status_code == missing.status_code == 404
    assert said(foreign) == said(missing)


def test_a_file_that_is_gone_from_the_disk_is_said_to_be_gone(client):
    """It is no access that was refused: the log of acts stays as it is, and the person reads whom to tell."""
    attachment = AttachmentFactory(file="gone.jpg")
    client.force_login(attachment.uploader)

    answer = client.get(f"/attachments/{attachment.public_id}/")

    assert answer.status_code == 410
    assert "存储中已找不到该文件" in answer.content.decode()
    assert not LogEntry.objects.filter(act="access.refused").exists()
