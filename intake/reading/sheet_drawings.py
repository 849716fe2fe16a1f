"""Pictures and comments that hang at the cells of a sheet, or are kept in them as WPS does."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from intake.reading.package_parts import Parts, targets, tree

Place = tuple[int, int]
MOST_PICTURES = 500
PHOTOS = (".jpg", ".jpeg", ".png", ".webp")
CELL_IMAGES = "xl/cellimages.xml"
_ID = re.compile(r'DISPIMG\(\s*"([^"]+)"', re.IGNORECASE)


@dataclass
class Drawn:
    """The parts that hold the pictures of each cell, and whether something else is drawn over the sheet."""

    pictures: dict[Place, list[str]] = field(default_factory=dict)
    holds_more: bool = False


def picture_id(formula: str) -> str:
    """ID_0A… of =DISPIMG("ID_0A…",1)."""
    found = _ID.search(formula)
    return found[1] if found else ""


def cell_images(packed: zipfile.ZipFile, parts: Parts) -> dict[str, str]:
    """The pictures that WPS keeps in cells: their key → their part."""
    part = parts.get(CELL_IMAGES)
    if part is None:
        return {}
    links, found = targets(packed, parts, part), {}
    for picture in tree(packed.read(part)).iter("{*}pic"):
        told, media = picture.find(".//{*}cNvPr"), _media(picture, links, parts)
        if told is not None and media:
            found[told.get("name") or ""] = media
    return found


def over_cells(packed: zipfile.ZipFile, parts: Parts, drawing: str) -> Drawn:
    """What is anchored at cells: the middle of a picture tells which."""
    drawn = Drawn()
    links = targets(packed, parts, drawing)
    for anchor in tree(packed.read(drawing)):
        picture, place = anchor.find("{*}pic"), _place(anchor)
        media = "" if picture is None else _media(picture, links, parts)
        if media and place and len(drawn.pictures) < MOST_PICTURES:
            drawn.pictures.setdefault(place, []).append(media)
        else:
            drawn.holds_more = True
    return drawn


def _media(picture: etree._Element, links: Mapping[str, str], parts: Parts) -> str:
    """The part of a picture that can be taken as a photo; empty for drawings and what is kept elsewhere."""
    blip = picture.find(".//{*}blip")
    keys = () if blip is None else (value for name, value in blip.attrib.items() if name.endswith("}embed"))
    target = next((links[key] for key in keys if key in links), "")
    is_photo = posixpath.splitext(target)[1].lower() in PHOTOS
    return parts.get(target.lower(), "") if is_photo else ""


def _place(anchor: etree._Element) -> Place | None:
    start, end = _corner(anchor.find("{*}from")), _corner(anchor.find("{*}to"))
    if start is None:
        return None
    end = end or start
    return (start[0] + end[0]) // 2 + 1, (start[1] + end[1]) // 2 + 1


def _corner(element: etree._Element) -> Place | None:
    if element is None:
        return None
    row, column = (element.findtext(f"{{*}}{name}") or "" for name in ("row", "col"))
    return (int(row), int(column)) if row.isdecimal() and column.isdecimal() else None


def comments(content: bytes) -> Iterator[tuple[str, str]]:
    """The cell and the words of each comment."""
    for comment in tree(content).iter("{*}comment", "{*}threadedComment"):
        words = "".join(piece.text or "" for piece in comment.iter("{*}t", "{*}text"))
        yield comment.get("ref") or "", " ".join(words.split())
