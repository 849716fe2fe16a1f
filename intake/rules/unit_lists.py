"""Several units in one cell (县应急管理局、管委会；某乡镇): where one name ends and the next begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_ENDINGS = (
    "局|委|办|办公室|政府|管委会|委员会|公司|集团|厂|矿|站|所|院|中心|支队|大队|中队|镇|乡|街道|街道办|街道办事处|村|社区|部|处|科|队|室|组|会|校|学院|医院"
    "|分局|党工委|开发区|园区|银行|车间|班|社|段|库|店|场|行"
)
_LOOKS_LIKE_UNIT = re.compile(rf"(?:{_ENDINGS})(?:[(（][^()（）]*[)）])?$")
_BLANK = re.compile(r"[ \t\u3000]+")
_LABEL = re.compile(r"^(?:(?:牵头|责任|主责|主办|承办|配合|协办|整改)(?:责任)?(?:单位|部门|主体)?|单位)\s*[:：]\s*")
_PERSON_IN_BRACKETS = re.compile(r"[(（][^()（）]{2,16}[)）]$")
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
_NO_UNIT = re.compile(r"^[\s/\\\-—–_.。无]*$|^暂?无$|^(?:N/?A|null|none)$", re.IGNORECASE)
_ASSISTS, _LEADS = re.compile(r"配合|协办"), re.compile(r"牵头|主责|主办")
_NUMBER = re.compile(r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[-— ]?\d{7,8}|[2-9]\d{6,7})(?!\d)")
_NUMBER_LABEL = re.compile(r"(?:联系)?(?:电话|手机|方式)(?:号码?)?\s*[:：]?|[Tt]el\.?\s*[:：]?")
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
_QUOTES = re.compile(r"[\"“”＂「」『』]")
_TITLE = re.compile(
    r"(?:党组|党委|常务)?(?:副?(?:局长|主任|科长|处长|部长|书记|县长|镇长|乡长|经理|总经理|厂长|董事长|站长|所长|队长|大队长|组长|院长|校长|主席|调研员|工程师)"
    r"|安全总监|法人|法定代表人|安全员|科员|专干|同志|先生|女士)"
)
_SURNAME_AND_TITLE = re.compile(rf"^[\u4e00-\u9fff]{{1,2}}{_TITLE.pattern}$")
_PERSON_LABEL = re.compile(
    r"^(?:主要|具体|直接|安全)?(?:责任人员?|负责人|联系人|经办人|承办人|联络员|法定代表人|法人代表)\s*[:：]?\s*"
)
_UNIT_THEN_PERSON = re.compile(
    rf"^(?P<unit>.+?(?:{_ENDINGS})(?![\u4e00-\u9fff]*(?:{_ENDINGS})$))"
    rf"[\s:：\-—–]*(?:联系人|责任人|负责人|经办人)?(?:{_TITLE.pattern})?[\s:：]*(?P<person>[\u4e00-\u9fff][\u4e00-\u9fff某×*]{{1,2}})(?:{_TITLE.pattern})?$"
)
_NOBODY = re.compile(
    r"^(?:各|县直|市直|其他|其它)*(?:相关|有关|各|涉及|责任|职能|对应)*(?:相关|有关)(?:职能|责任|业务|行业|主管|监管|县直)*(?:单位|部门|企业|科室|股室|人员|方面)?(?:和单位)?$"
    r"|^各(?:有关|相关)?(?:单位|部门|企业|责任单位)$|^(?:待定|另定|未定|待明确|待确定|未明确|不详|不明|暂定)$"
)
_OWN_ENTERPRISE = re.compile(
    r"^(?:涉事|责任|本|该|所属|被检查|受检|问题|隐患|整改|所在)?企业(?:自身|本身|主体|自行|自行整改|自改)?$|^(?:本|该)(?:公司|单位|厂|企业)$|^企业(?:主体责任|主要负责人|负责人)$"
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫肖邬柒仇褚"
)
LEADING, NAMED, ASSISTING = range(3)
_NO_GIVEN_NAME = frozenset("区部科室组队站所处线段厂库房园厅门点路村街县市省镇乡局办会社矿店院校班层号")


@dataclass(frozen=True)
class UnitCell:
    """What a cell for units holds: the units as written, who stands beside them, and what was dropped of it."""

    names: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Telephone numbers: they are no part of the ledger."""
    nobody: tuple[str, ...] = ()
    """Words that name nobody: 相关单位, 等."""


def units(text: str | None, *, with_persons: bool = False) -> tuple[str, ...]:
    """The names in a cell as written, in their order; one marked 牵头 stands first, those marked 配合 last."""
    return read(text, with_persons=with_persons).names


@lru_cache(maxsize=10_000)
def read(text: str | None, *, with_persons: bool = False) -> UnitCell:
    """All that a cell for units says; `with_persons` where its heading asks for the responsible person too."""
    if text is None or _NO_UNIT.match(text):
        return UnitCell()
    numbers = tuple(_NUMBER.findall(text))
    lines = _EMPTY_BRACKETS.sub("", _QUOTES.sub("", _NUMBER_LABEL.sub("", _NUMBER.sub(" ", text))))
    lines = _COUNTED.sub("", _TAIL_ON_NEXT_LINE.sub("", lines))
    persons: list[str] = []
    nobody: list[str] = []
    names = _names(lines, with_persons, persons, nobody)
    beside = _persons_beside_units(names, with_persons)
    persons += beside
    units_alone = tuple(name for name in names if name not in beside)
    return UnitCell(units_alone, tuple(dict.fromkeys(persons)), numbers, tuple(nobody))


def _names(lines: str, with_persons: bool, persons: list[str], nobody: list[str]) -> list[str]:
    """The names in their order, each once; who is a person or nobody for certain goes into the other lists."""
    parts = [part for piece in _pieces(lines) for part in _on_blanks(piece, persons)]
    marked = _with_roles(name for part in parts for name in _on_and(part))
    cleaned = [_clean(name, with_persons, persons, nobody) for name in marked]
    return list(dict.fromkeys(name for name in cleaned if name and not _is_nobody(name, nobody)))


def _persons_beside_units(names: list[str], with_persons: bool) -> list[str]:
    """Where a cell names a unit, the names of persons beside it are no units."""
    if not any(map(_LOOKS_LIKE_UNIT.search, names)):
        return []
    return [name for name in names if _is_meant_as_person(name, with_persons)]


def means_the_enterprise(name: str) -> bool:
    """企业 in a row means the enterprise that the row is about."""
    return bool(_OWN_ENTERPRISE.match(name))


def _is_nobody(name: str, nobody: list[str]) -> bool:
    if not _NOBODY.match(name):
        return False
    nobody.append(name)
    return True


def _with_roles(names: Iterable[str]) -> list[str]:
    """牵头 first, 配合 last; a label (配合：) holds for the names behind it until the next one."""
    ranked: list[tuple[int, str]] = []
    rank = NAMED
    for name in names:
        label = _LABEL.match(name.strip())
        if label:
            rank = _rank_of_label(label.group())
        ranked.append((_own_rank(name, rank), name))
    first = next((entry for entry in ranked if entry[0] == LEADING), None)
    rest = sorted((entry for entry in ranked if entry is not first), key=lambda entry: max(entry[0], NAMED))
    return [name for _rank, name in ([first] if first else []) + rest]


def _rank_of_label(label: str) -> int:
    if _ASSISTS.match(label):
        return ASSISTING
    return LEADING if _LEADS.match(label) else NAMED


def _own_rank(name: str, labelled: int) -> int:
    """What a name says of itself — 县应急管理局（牵头） — outweighs the label before it."""
    if _LEAD_MARKED.search(name):
        return LEADING
    return ASSISTING if _ASSISTING_MARKED.search(name) else labelled


def _pieces(text: str) -> list[str]:
    """Cut at the signs between names, but not inside brackets."""
    pieces, start, open_brackets = [], 0, 0
    for position, sign in enumerate(text):
        open_brackets += (sign in "(（") - (sign in ")）" and open_brackets > 0)
        if not open_brackets and sign in "、;；,，/／|\n\r":
            pieces.append(text[start:position])
            start = position + 1
    return [*pieces, text[start:]]


def _on_blanks(piece: str, persons: list[str]) -> list[str]:
    """Blanks separate units only where each part looks like one: 'ABC 有限公司' is one name."""
    piece = piece.strip()
    if not piece:
        return []
    parts = _BLANK.split(piece)
    if len(parts) > 1 and _LOOKS_LIKE_UNIT.search(parts[0]):
        others = [_TITLE.sub("", part) for part in parts[1:]]
        if all(not part or _is_person(part) for part in others):
            persons += filter(None, others)
            return parts[:1]
        if all(map(_is_whole_unit, parts)):
            return parts
    return [piece]


def _is_whole_unit(part: str) -> bool:
    """有限公司 alone looks like a unit and is the end of one."""
    return len(part) > 3 and bool(_LOOKS_LIKE_UNIT.search(part))


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


def _is_person(name: str) -> bool:
    return bool(_PERSON.match(name)) and not _LOOKS_LIKE_UNIT.search(name)


def _clean(name: str, with_persons: bool, persons: list[str], nobody: list[str]) -> str:
    name = _LABEL.sub("", _COUNTED.sub("", _SIGNS_BEFORE.sub("", name.strip())))
    name = _ROLE_IN_BRACKETS.sub("", name)
    if _ROLE_BEHIND.search(name):
        name = _ROLE_BEHIND.sub("", name).removeprefix("由")
    if with_persons and (label := re.split(r"[:：]", name, maxsplit=1))[1:]:
        persons += filter(_is_person, (_TITLE.sub("", part) for part in _BLANK.split(label[1].strip())))
        name = label[0]
    name = _without_person(name, with_persons, persons)
    others = _AND_OTHERS.search(name.strip())
    if others:
        nobody.append(others.group())
    return _AND_OTHERS.sub("", name.strip()).strip(" .。")


def _without_person(name: str, with_persons: bool, persons: list[str]) -> str:
    """The unit; who stands there is kept apart."""
    unit, person = _person_in_brackets(name, with_persons) or _person_behind(name) or (name, "")
    if person:
        persons.append(person)
    return unit


def _person_in_brackets(name: str, with_persons: bool) -> tuple[str, str] | None:
    """县应急管理局（王某）, 县应急管理局（王局长）: the unit, and who stands in the brackets."""
    bracket = _PERSON_IN_BRACKETS.search(name)
    if bracket is None:
        return None
    unit, written = name[: bracket.start()], bracket.group()[1:-1]
    person = _TITLE.sub("", _PERSON_LABEL.sub("", written.strip())).strip()
    if _is_meant_as_person(person, with_persons):
        return unit, person
    return (unit, written) if not person or _SURNAME_AND_TITLE.match(written) else None


def _person_behind(name: str) -> tuple[str, str] | None:
    """县应急管理局局长王某: the unit, and who is named behind it."""
    glued = None if _LOOKS_LIKE_UNIT.search(name) else _UNIT_THEN_PERSON.match(name)
    if glued and len(glued["unit"]) > 2 and _has_surname(glued["person"]):
        return glued["unit"], glued["person"]
    return None


def _is_meant_as_person(name: str, with_persons: bool) -> bool:
    """Where no person is asked for, only what has a common surname is taken for one."""
    return _is_person(name) and (with_persons or _has_surname(name))


def _has_surname(name: str) -> bool:
    """Whether a short text is a name of a person: a common surname, no word for a place or a part of a unit."""
    return name[0] in _SURNAMES and 2 <= len(name) <= 3 and name[-1] not in _NO_GIVEN_NAME


def looks_like_units(text: str) -> bool:
    """Whether every name in a text ends as units do."""
    names = units(text)
    return bool(names) and all(len(name) > 2 and _LOOKS_LIKE_UNIT.search(name) for name in names)
