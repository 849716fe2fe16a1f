"""Several units in one cell (县应急管理局、管委会；某乡镇): where one name ends and the next begins."""

import re

_ENDINGS = (
    "局|委|办|办公室|政府|管委会|委员会|公司|集团|厂|矿|站|所|院|中心|支队|大队|中队|镇|乡|街道|街道办|街道办事处|村|社区|部|处|科|队|室|组|会|校|学院|医院"
    "|分局|党工委|开发区|园区|银行|车间|班|社|段|库|店|场|行"
)
_LOOKS_LIKE_UNIT = re.compile(rf"(?:{_ENDINGS})(?:[(（][^()（）]*[)）])?$")
_BLANK = re.compile(r"[ \t\u3000]+")
_LABEL = re.compile(r"^(?:(?:牵头|责任|主责|主办|承办|配合|协办|整改)(?:责任)?(?:单位|部门|主体)?|单位)\s*[:：]\s*")
_PERSON_IN_BRACKETS = re.compile(r"[(（][^()（）]{2,4}[)）]$")
_ROLE_IN_BRACKETS = re.compile(r"[(（](?:牵头|主办|主责|配合|协办|责任单位|牵头单位|配合单位|牵头部门)[)）]$")
_AND_OTHERS = re.compile(
    r"(?<=.{2})(?:等(?:\d*(?:部门|单位|有关部门|相关部门|有关单位|相关单位|企业)?)?"
    r"|(?:以及|及|和|与)(?:其他|其它|县直|市直)?(?:有关|相关)(?:部门|单位|企业))$"
)
_ROLE_BEHIND = re.compile(
    r"(?<=.{2})(?:共同|具体|分别|联合|统一|按职责分工|按各自职责|按照职责分工)*"
    r"(?:牵头(?:负责|整改|办理|落实)?|配合(?:整改|落实|办理)?|协办|协助|主办|承办|负责(?:整改|落实|办理)?)$"
)
_ASSISTING_MARKED = re.compile(r"(?:[(（](?:配合|协办|配合单位)[)）]|(?<=.{2})(?:配合(?:整改|落实|办理)?|协办|协助))$")
_COUNTED = re.compile(r"^\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[.、．)）](?!\d)|[①-⑳])\s*", re.MULTILINE)
_SIGNS_BEFORE = re.compile(r"^[★☆※*＊●○◆◇■□▲△√\s]+")
_TAIL_ON_NEXT_LINE = re.compile(
    r"\s*\n\s*(?=(?:管理局|监督管理局|有限公司|有限责任公司|股份有限公司|人民政府|救援大队|执法大队|行政执法大队)"
    r"(?:[(（、;；,，\s]|$))"
)
_AND = re.compile(r"以及|会同|[和及与+＋&＆]")
_BEGINS_A_NAME = re.compile(r"^(?:各|县|市|区|省|州|属地|所在|辖区|园区|乡镇|街道)")
_LEAD_MARKED = re.compile(r"[(（](?:牵头|牵头单位|主办|主责)[)）]$")
_PERSON = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
_NO_UNIT = re.compile(r"^[\s/\\\-—–_.。无]*$")


def units(text: str | None, *, with_persons: bool = False) -> tuple[str, ...]:
    """The names in a cell as written, in their order; one marked 牵头 stands first, those marked 配合 last.

    `with_persons` where the column also holds the responsible person: 县应急局（张某）.
    """
    if text is None or _NO_UNIT.match(text):
        return ()
    lines = _COUNTED.sub("", _TAIL_ON_NEXT_LINE.sub("", text))
    parts = (part for piece in _pieces(lines) for part in _on_blanks(piece))
    names = sorted((name for part in parts for name in _on_and(part)), key=_takes_part)
    marked = [name for name in names if _LEAD_MARKED.search(name)]
    ordered = marked[:1] + [name for name in names if name not in marked[:1]]
    cleaned = list(dict.fromkeys(filter(None, (_clean(name, with_persons) for name in ordered))))
    if with_persons and any(map(_LOOKS_LIKE_UNIT.search, cleaned)):
        cleaned = [name for name in cleaned if not _is_person(name)]
    return tuple(cleaned)


def _pieces(text: str) -> list[str]:
    """Cut at the signs between names, but not inside brackets."""
    pieces, start, open_brackets = [], 0, 0
    for position, sign in enumerate(text):
        open_brackets += (sign in "(（") - (sign in ")）" and open_brackets > 0)
        if not open_brackets and sign in "、;；,，/／|\n\r":
            pieces.append(text[start:position])
            start = position + 1
    return [*pieces, text[start:]]


def _on_blanks(piece: str) -> list[str]:
    """Blanks separate units only where each part looks like one: 'ABC 有限公司' is one name."""
    parts = [part for part in _BLANK.split(piece.strip()) if part]
    if len(parts) > 1 and _LOOKS_LIKE_UNIT.search(parts[0]) and all(_is_person(part) for part in parts[1:]):
        return parts[:1]
    if len(parts) > 1 and all(_LOOKS_LIKE_UNIT.search(part) for part in parts) and all(len(part) > 3 for part in parts):
        return parts
    return [piece.strip()] if piece.strip() else []


def _on_and(name: str) -> list[str]:
    """县应急管理局和各乡镇 are two; 沁阳市和平化工厂 is one: what follows the word must begin as names do."""
    for word in _AND.finditer(name):
        left, right = name[: word.start()].strip(), name[word.end() :].strip()
        if _is_closed_unit(left) and _is_another_unit(right, left, word.group()):
            return [left, *_on_and(right)]
    return [name]


def _is_closed_unit(name: str) -> bool:
    opened = sum(name.count(sign) for sign in "(（") - sum(name.count(sign) for sign in ")）")
    return len(name) > 2 and opened == 0 and bool(_LOOKS_LIKE_UNIT.search(name))


def _is_another_unit(name: str, before: str, word: str) -> bool:
    begins = word in "+＋&＆" or name[:2] == before[:2] or _BEGINS_A_NAME.match(name)
    return len(name) > 2 and bool(begins) and bool(_LOOKS_LIKE_UNIT.search(_ROLE_BEHIND.sub("", name)))


def _takes_part(name: str) -> bool:
    return bool(_ASSISTING_MARKED.search(name))


def _is_person(name: str) -> bool:
    return bool(_PERSON.match(name)) and not _LOOKS_LIKE_UNIT.search(name)


def _clean(name: str, with_persons: bool) -> str:
    name = _LABEL.sub("", _COUNTED.sub("", _SIGNS_BEFORE.sub("", name.strip())))
    name = _ROLE_IN_BRACKETS.sub("", name)
    if _ROLE_BEHIND.search(name):
        name = _ROLE_BEHIND.sub("", name).removeprefix("由")
    if with_persons:
        name = re.split(r"[:：]", name)[0]
        bracket = _PERSON_IN_BRACKETS.search(name)
        if bracket and not _LOOKS_LIKE_UNIT.search(bracket.group()[1:-1]):
            name = name[: bracket.start()]
    return _AND_OTHERS.sub("", name.strip()).strip(" .。")


def looks_like_units(text: str) -> bool:
    """Whether every name in a text ends as units do."""
    names = units(text)
    return bool(names) and all(len(name) > 2 and _LOOKS_LIKE_UNIT.search(name) for name in names)
