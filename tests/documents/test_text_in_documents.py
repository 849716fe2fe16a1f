"""What somebody has written stands in a document as typed: never a template, markup or an address to fetch (S46)."""

import io
import re
import shutil
import socket
import subprocess
import threading
import zipfile
from datetime import UTC, date, datetime

import pytest
from docx import Document as WordFile
from typst import TypstError

from core import clock
from core.rules.months import Month
from documents import pdf
from documents.blocks import Column, Document, Heading, Paragraph, Table
from documents.pdf import pdf_of
from documents.word import docx_of
from reports.services import building
from reports.services.writing import document_of as document_of_report
from tests.factories import ItemFactory

pytestmark = pytest.mark.req("S46")
READER = shutil.which("pdftotext")
PAYLOADS = (
    "{{ settings.SECRET_KEY }}",
    "{% include 'base.html' %}",
    "{{ 7*7 }}${7*7}#{7*7}",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    '<w:instrText>INCLUDETEXT "/etc/hostname"</w:instrText>',
    "]]><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;",
    "file:///etc/hostname",
    '#read("/etc/hostname")',
    '#image("file:///etc/hostname")',
    '#import "@preview/example:0.1.0": *',
    '#eval("1+1") $1+1$ *bold* _slanted_ @label',
    "http://127.0.0.1:{port}/picture.png",
    '#image("http://127.0.0.1:{port}/picture.png")',
)


@pytest.fixture
def listener(monkeypatch):
    """A server that nobody should call; it stands in for the whole network, as the proxy of everything."""
    calls, server = [], socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    ended = threading.Event()

    def listen():
        while not ended.is_set():
            try:
                calls.append(server.accept()[1])
            except TimeoutError:
                continue

    thread = threading.Thread(target=listen)
    thread.start()
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.getsockname()[1]}")
    yield server.getsockname()[1], calls
    ended.set()
    thread.join()
    server.close()


def document_of(text):
    """The text at every place that a document has."""
    table = Table((Column(text), Column("数", is_number=True)), ((text, text),), caption=text, note=text)
    return Document(
        title=text,
        blocks=(Heading(text), Paragraph((text, text)), table),
        issuer=text[:30],
        number=text,
        addressee=text,
        attachments=(text,),
        signature=text,
        day=date(2026, 11, 25),
        copied_to=text,
        contact=text,
    )


def texts_of(word):
    tables = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in word.paragraphs] + tables


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_word_file_says_what_was_typed(listener, payload):
    port, calls = listener
    text = payload.replace("{port}", str(port))

    made = docx_of(document_of(text))

    said = texts_of(WordFile(io.BytesIO(made)))
    assert sum(text in each for each in said) >= 10
    assert calls == []
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
    assert b'TargetMode="External"' not in whole
    assert whole.count(b"<w:instrText") == 2, "the page number, on odd and even pages"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_pdf_fetches_nothing_and_links_nowhere(listener, payload):
    port, calls = listener

    made = pdf_of(document_of(payload.replace("{port}", str(port))))

    assert calls == []
    assert b"/URI" not in made


@pytest.mark.parametrize(
    "wish",
    [
        '#read("/etc/hostname")',
        '#read("../../../../etc/hostname")',
        '#image("http://127.0.0.1:{port}/picture.png")',
        '#read("http://127.0.0.1:{port}/page")',
    ],
)
def test_the_renderer_itself_reaches_neither_network_nor_files(listener, monkeypatch, tmp_path, wish):
    port, calls = listener
    template = tmp_path / "official.typ"
    template.write_text(wish.replace("{port}", str(port)), encoding="utf-8")
    monkeypatch.setattr(pdf, "TEMPLATE", template)

    with pytest.raises(TypstError):
        pdf_of(document_of("x"))

    assert calls == []


def test_the_layout_takes_no_packages_and_evaluates_nothing():
    """A package named in the layout itself would be fetched; nothing else is, and data is never read as layout."""
    layout = pdf.TEMPLATE.read_text(encoding="utf-8")

    assert not re.search(r"#?\b(import|include|eval|plugin)\b|@preview", layout)


@pytest.mark.skipif(READER is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_pdf_says_what_was_typed(payload):
    assert said_by(pdf_of(document_of(payload))).count("".join(payload.split())) >= 8


def said_by(pdf):
    """The text of a PDF without blanks and line ends."""
    done = subprocess.run([READER, "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


@pytest.mark.parametrize("made_by", [docx_of, pdf_of])
def test_control_characters_are_left_out(made_by):
    made = made_by(document_of("阀门\x00\x01\x0b\x1f泄漏"))

    if made_by is docx_of:
        assert sum("阀门泄漏" in each for each in texts_of(WordFile(io.BytesIO(made)))) >= 10
    assert len(made) > 1000


@pytest.mark.django_db
@pytest.mark.parametrize("payload", PAYLOADS[:4])
def test_the_title_of_an_item_stands_in_the_monthly_report_as_typed(payload):
    with clock.at(datetime(2026, 9, 20, 9, tzinfo=UTC)):
        item = ItemFactory(rectifying=True, due_in=20, title=payload)
    with clock.at(datetime(2026, 11, 1, 9, tzinfo=UTC)):
        report = building.build(Month.parse("2026-10"), item.enterprise.county)

    said = texts_of(WordFile(io.BytesIO(docx_of(document_of_report(report)))))

    assert any(payload in each for each in said)
