"""Every URL of the resolver with what can stand in it: ids of things there are, steps, kinds of files."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from django.urls import URLResolver, get_resolver
from pypdf import PdfReader

from core.models import Attachment
from rectification import workflow

HTMX = {"HX-Request": "true"}
ASKED = "?cols=number&cols=person&cols=source&cols=title&size=100&decisions=yes"
STEPS_AT_ONE = frozenset(workflow.TRANSITIONS) - {"assign", "approve-plan", "decide-void"}
ACTS = "report|circular|list|wording|duty|visit|checklist|annualplan|planned"
CHOSEN = rf"<(step|paperfile|filekind|(?:{ACTS})act|itempaper|visitpaper):\w+>"
"""A part of a route that is one of the words of its converter."""
DEAD_CODE = f"1-{'a' * 26}"
"""A code of a visit that opens nothing: what a living one shows at the gate is for whoever has it in hand."""
PDF, ZIP = b"%PDF", b"PK\x03\x04"


def routes(patterns: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Route, name and pattern of every URL."""
    for pattern in patterns or get_resolver().url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, route, inner)
        else:
            yield route, f"{space}{pattern.name}", pattern


def choices_of(route: str) -> list[str]:
    """The words that a converter admits: steps, acts, kinds of files."""
    named = re.search(CHOSEN, route)
    if named:
        pattern = next(pattern for known, _name, pattern in routes() if known == route)
        converter = next(each for key, each in pattern.pattern.converters.items() if key in ("name", "kind", "act"))
        return [re.sub(r"\\(.)", r"\1", word) for word in converter.regex.split("|")]
    group = re.search(r"\(\?P<act>([^)]*)\)", route)
    return group[1].split("|") if group else [""]


def plain(route: str) -> str:
    """A route without the anchors of expressions; ids stand as `#`, chosen words as `*`."""
    path = re.sub(r"\(\?P<format>[^)]*\)\??/?", "", route)
    path = re.sub(rf"\(\?P<act>[^)]*\)|{CHOSEN}", "*", path)
    path = re.sub(r"<id:\w+>|\(\?P<pk>[^)]*\)", "#", path)
    return "/" + re.sub(r"\\Z|[\^$\\]|\(\?P<format>[^)]*\)\??/?", "", path)


def code_in(route: str) -> str:
    """A code that there is at the place of a route."""
    return next(
        (
            code
            for part, code in (("law/criteria/", "MAH01"), ("law/", "LB007"), ("approvals/", "PM05"))
            if part in route
        ),
        "mail",
    )


def addresses(things: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """Name and address of every URL, once for each thing that its id can be of."""
    for route, name, _pattern in routes():
        noun = name.split(":")[-1].split("-")[0]
        rows = things.get(noun, [])
        for word in choices_of(route):
            path = plain(route).replace("*", word)
            path = (
                path.replace("<slug:code>", code_in(route))
                .replace("<dotted:code>", "LAW.EIA")
                .replace("<slug:kind>", "enterprises")
                .replace("<checklistkind:kind>", "SAF")
                .replace("<slug:name>", "state")
            )
            path = path.replace("<secret:token>", "x-x")
            path = path.replace("<visitcode:code>", DEAD_CODE)
            if "<uuid:public_id>" in path:
                files = Attachment.objects.values_list("public_id", flat=True)[:4]
                yield from ((name, path.replace("<uuid:public_id>", str(file))) for file in files)
            elif word in STEPS_AT_ONE:
                yield from ((name, path.replace("#", str(row.pk))) for row in rows[:2])
            elif "#" in path:
                yield from ((name, path.replace("#", str(row.pk))) for row in rows)
            else:
                yield name, path


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def text_of(answer: Any) -> str:
    """All text of an answer with its headers, which name files; a workbook or Word file unzipped, a PDF read."""
    return f"{text_in(body_of(answer))}\n{unquote(str(answer.headers))}"


def text_in(body: bytes) -> str:
    """All text of a file; of one with files in it the text and the names of those."""
    if body.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(f"{name}\n{text_in(parts.read(name))}" for name in parts.namelist())
    if body.startswith(PDF):
        read = PdfReader(io.BytesIO(body))
        return "\n".join([*(page.extract_text() for page in read.pages), str(read.metadata)])
    return body.decode("utf-8", "replace")
