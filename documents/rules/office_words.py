"""How a paper writes what was typed: the punctuation of documents (GB/T 15834), and what an office calls itself."""

import re
from unicodedata import east_asian_width

OWN_NAMES = (
    ("人民政府办公室", "我办"),
    ("人民政府", "我县"),
    ("办公室", "我办"),
    ("分局", "我分局"),
    ("局", "我局"),
    ("委员会", "我委"),
)
POST_AND_NAME = re.compile(r"^(.+(?:长|任|监|理|管|记|师|员|席))(\w{2,4})$")
MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
BRACKETS = re.compile(r"\(([^()]*)\)")
MARK = re.compile(r"(?<=.)[,;:?!](?=.|$)")
FULL_STOP = re.compile(r"(?<=.)\.(?=$|\n)")
SPACE = re.compile(r"(?<=[，；：？！。、）”]) +")


def own_name(unit: str) -> str:
    """我局, 我办: how a unit speaks of itself to those who answer it."""
    return next((own for ending, own in OWN_NAMES if unit.endswith(ending)), "我单位")


def in_two_lines(person: str) -> str:
    """A post over its name, for a narrow column: neither is cut. A text of another form stays as it is."""
    return POST_AND_NAME.sub("\\1\n\\2", person)


def for_paper(text: str) -> str:
    """Chinese text with the marks of documents, not those of a keyboard: 检测（LDAR）未开展，已停用。

    A mark within Latin letters or digits stays: Ca(OH)2, 9:30, 1,200.
    """
    said = BRACKETS.sub(lambda found: _bracketed(text, found), text)
    said = MARK.sub(lambda found: _mark(said, found), said)
    said = FULL_STOP.sub(lambda found: "。" if _is_chinese(said[found.start() - 1]) else ".", said)
    return SPACE.sub("", said)


def _bracketed(text: str, found: re.Match[str]) -> str:
    before = text[found.start() - 1] if found.start() else ""
    inner = found[1]
    is_chinese = not before or _is_chinese(before) or any(map(_is_chinese, inner))
    return f"（{inner}）" if is_chinese else found[0]


def _mark(text: str, found: re.Match[str]) -> str:
    return MARKS[found[0]] if _is_chinese(text[found.start() - 1]) else found[0]


def _is_chinese(sign: str) -> bool:
    return east_asian_width(sign) in ("W", "F", "A")
