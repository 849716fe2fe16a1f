"""What a part of a page says, as blocks of a document: its headings, facts, tables and texts, without what acts.

A reader of paper presses no button: forms, buttons, navigation and marks for the eye alone are left out.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import lxml.html
from lxml.html import HtmlElement

from documents.blocks import Block, Column, Heading, Paragraph, Table
from documents.rules.titles import ems

LEFT_OUT = frozenset({"script", "style", "form", "nav", "button", "svg", "img", "template", "progress"})
FOR_THE_SCREEN = frozenset({"btn", "d-print-none", "pager", "visually-hidden"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
IN_LINES = frozenset({"a", "span", "strong", "b", "em", "small", "abbr", "time", "sup", "sub", "code", "label"})
ROOM, PADDING, NARROWEST, SHORT, WIDEST = 40.0, 1.0, 3.0, 6.5, 24.0
"""In characters of a table: what goes on a line, what a cell keeps free, the least width of a column, up to where
it is left as wide as it asks, and what the longest text counts at most."""
OF_FACTS = (Column("项目", 1), Column("内容", 3))
SEPARATOR = "　"


def blocks_of(html: str) -> list[Block]:
    """The blocks of a fragment of a page, in its order."""
    return list(_merged(_blocks(lxml.html.fragment_fromstring(html, create_parent="div"))))


def links_of(html: str) -> list[str]:
    """Where the fragment leads, what it shows as a picture included."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return [link for _element, _attribute, link, _at in root.iterlinks()]


def _blocks(element: HtmlElement) -> Iterator[Block]:
    """What stands in an element: text that runs on is one paragraph, what is set apart one of its own."""
    running = [element.text or ""]
    for child in element:
        if _is_shown(child):
            if child.tag in IN_LINES and not _holds_blocks(child):
                running.append(_text(child))
            else:
                yield from _paragraph(running)
                running = []
                yield from _block(child)
        running.append(child.tail or "")
    yield from _paragraph(running)


def _block(element: HtmlElement) -> Iterator[Block]:
    if element.tag in HEADINGS:
        yield Heading(_text(element), 2 if element.tag in ("h1", "h2") else 3)
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag == "dl":
        yield from _facts(element)
    elif element.tag != "br":
        yield from _blocks(element)


def _is_shown(element: HtmlElement) -> bool:
    """No comment, nothing that the eye alone reads, and no place that the browser fills later."""
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
        return False
    hidden = element.get("aria-hidden") == "true" or "hidden" in element.attrib or "hx-get" in element.attrib
    return not hidden and not FOR_THE_SCREEN.intersection((element.get("class") or "").split())


def _holds_blocks(element: HtmlElement) -> bool:
    return any(isinstance(each.tag, str) and each.tag not in IN_LINES for each in element.iterdescendants())


def _text(element: HtmlElement) -> str:
    """All that an element says, in one line."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _is_shown(child):
            yield from (" ", *_pieces(child), " ") if child.tag not in IN_LINES else _pieces(child)
        yield child.tail or ""


def _paragraph(running: Sequence[str]) -> Iterator[Block]:
    if text := " ".join(" ".join(running).split()):
        yield Paragraph((text,))


def _facts(element: HtmlElement) -> Iterator[Block]:
    """Names at the left, what is on file of them at the right."""
    rows: list[tuple[str, str]] = []
    for child in element.iter("dt", "dd"):
        if child.tag == "dt":
            rows.append((_text(child), ""))
        elif rows:
            name, said = rows[-1]
            rows[-1] = (name, SEPARATOR.join(filter(None, (said, _text(child)))))
    if rows:
        yield Table(OF_FACTS, tuple(rows))


def _table(element: HtmlElement) -> Iterator[Block]:
    """A table without the columns that say nothing, each as wide as its texts ask for."""
    kept = [texts for texts in zip_longest(*_lines(element), fillvalue="") if any(texts)]
    heads = 0 if element.find(".//thead") is None else 1
    rows = tuple(zip(*(texts[heads:] for texts in kept), strict=True))
    if rows:
        columns = zip(kept, _widths(kept), strict=True)
        yield Table(tuple(_column(texts, heads, width) for texts, width in columns), rows)


def _lines(element: HtmlElement) -> list[list[str]]:
    """What each cell says, line by line."""
    lines = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    return [[_text(cell) if _is_shown(cell) else "" for cell in line] for line in lines]


def _column(texts: Sequence[str], heads: int, width: float) -> Column:
    said = list(filter(None, texts[heads:]))
    return Column(texts[0] if heads else "", width, bool(said) and all(map(_is_number, said)))


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("%", "").lstrip("-—").strip().isdecimal() or text == "—"


def _widths(columns: Sequence[Sequence[str]]) -> list[float]:
    """As wide as the longest text of each asks for; where the line is too short, the long ones share what is left."""
    wanted = [max(NARROWEST, *(ems(text) for text in texts)) + PADDING for texts in columns]
    if sum(wanted) <= ROOM:
        return wanted
    left = max(ROOM - sum(width for width in wanted if width <= SHORT), ROOM / 2)
    shares = [0.0 if width <= SHORT else min(width, WIDEST) ** 0.75 for width in wanted]
    return [left * share / sum(shares) if share else width for share, width in zip(shares, wanted, strict=True)]


def _merged(blocks: Iterator[Block]) -> Iterator[Block]:
    """Without a heading that nothing follows but the next one of its level."""
    held: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading):
            if held is not None and block.level > held.level:
                yield held
            held = block
            continue
        if held is not None:
            yield held
            held = None
        yield block
