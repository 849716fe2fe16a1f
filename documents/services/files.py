"""A paper as the file in which it leaves the house."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from documents import kinds
from documents.blocks import Document
from documents.models import IssuedDocument, IssuedFile
from documents.pdf import pdf_of
from documents.states import FileKind
from documents.word import docx_of

RENDERERS: dict[FileKind, Callable[[Document], bytes]] = {FileKind.DOCX: docx_of, FileKind.PDF: pdf_of}


@dataclass(frozen=True)
class Leaving:
    """What is fetched as a file: how it is called, and its bytes in one form or another."""

    name: str
    content: Callable[[FileKind], bytes]


def leaving(paper: IssuedDocument) -> Leaving:
    """A paper under the name that its kind gives its files."""
    name = kinds.named(paper.kind).file_name.format(number=paper.number, title=paper.title)
    return Leaving(name, partial(content_of, paper))


def content_of(paper: IssuedDocument, form: FileKind) -> bytes:
    """As it was issued, of a kind that keeps its files; else made of what was frozen, which gives the same bytes."""
    kept = paper.files.filter(kind=form).first() if kinds.named(paper.kind).keeps_files else None
    return bytes(kept.content) if kept else rendered(document_of(paper), form)


def keep(paper: IssuedDocument, books: Mapping[FileKind, bytes]) -> None:
    """Keep the files of a paper that has been issued now, with those that are not made of its document."""
    made = {form: rendered(document_of(paper), form) for form in RENDERERS}
    IssuedFile.objects.bulk_create(
        IssuedFile(document=paper, kind=form, content=content, sha256=hashlib.sha256(content).hexdigest())
        for form, content in {**made, **books}.items()
    )


def document_of(paper: IssuedDocument) -> Document:
    """What was issued, as its kind reads it."""
    return kinds.named(paper.kind).read(paper)


def rendered(document: Document, form: FileKind) -> bytes:
    """A document as Word or PDF; the same document gives the same bytes."""
    return RENDERERS[form](document)
