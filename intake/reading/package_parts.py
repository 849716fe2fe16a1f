"""How the parts of a workbook point to each other."""

import posixpath
import zipfile

from lxml import etree

Parts = dict[str, str]
"""The parts of a package: the name in small letters → the name as it is written."""


def parts_of(packed: zipfile.ZipFile) -> Parts:
    return {name.lower().replace("\\", "/"): name for name in packed.namelist()}


def targets(packed: zipfile.ZipFile, parts: Parts, part: str) -> dict[str, str]:
    """The parts that another part names, by key."""
    folder, file = posixpath.split(part)
    links = parts.get(f"{folder}/_rels/{file}.rels".lower())
    if links is None:
        return {}
    return {
        link.get("Id") or "": posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lstrip("/")
        for link in tree(packed.read(links)).iter("{*}Relationship")
        if link.get("TargetMode") != "External"
    }


def tree(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
