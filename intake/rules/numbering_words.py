"""Numbers before a text (一、（一）1. 第3项) and what they say of its place in a list."""

import re

_ENUMERATORS = (
    re.compile(r"^第?[一二三四五六七八九十]+(?:[、.．，,:：]|部分|章|类|大类)\s*"),
    re.compile(r"^[(（][一二三四五六七八九十]+[)）][、.．]?\s*"),
    re.compile(r"^\d{1,3}(?:[、．）)]|\.(?!\d))\s*"),
    re.compile(r"^[(（]\d{1,3}[)）][、.．]?\s*"),
)
_CHINESE_NUMBER = re.compile(r"^[(（]?[一二三四五六七八九十]{1,4}[)）]?[、.．]?$")
_ROMAN = re.compile(r"^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]{1,4}[、.．]?$")
_LEADING = re.compile(
    r"^(?:\s*(?:问题|隐患)?\s*(?:[(（][一二三四五六七八九十\d]{1,4}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}(?:[、．)）]|\.(?!\d))"
    r"|第[一二三四五六七八九十\d]{1,4}[项条][、:：]?|[①-⑳]|[一二三四五六七八九]是|(?:问题|隐患)[一二三四五六七八九十\d]{1,3}[、:：.])[、.．]?\s*)+"
)
_SERIAL = re.compile(
    r"^(?:第?\s*[(（]?(?:\d+|[一二三四五六七八九十百]+)[)）]?(?:[-—.、．_/#]\s*[(（]?\d*[)）]?)*\s*(?:项|条|号)?"
    r"|(?:No\.?|NO\.?|#)\s*\d+|[(（][一二三四五六七八九十]+[)）]\s*\d*[.、]?|[A-Za-z]{1,8}[-—_.]?\d[\w\-—.]*)$"
)
TITLE_LENGTH = 80
SHORTEST_TITLE = 6


def depth(text: str) -> int | None:
    """How deep an enumerator stands: 一、 1, （一） 2, 1. 3, (1) 4; None without one."""
    return next((depth for depth, form in enumerate(_ENUMERATORS, start=1) if form.match(text)), None)


def is_group_number(text: str) -> bool:
    """一 or （二）、 alone in a cell: it counts groups, the items have figures."""
    return bool(_CHINESE_NUMBER.match(text) or _ROMAN.match(text))


def is_serial(text: str) -> bool:
    """Whether a text is a number of an item and nothing else: 12, 1-1, （一）1., 第3项, QG-2022-017."""
    return bool(_SERIAL.match(text.strip()))


def without_number(text: str) -> str:
    """The text without the numbers it begins with."""
    return _LEADING.sub("", text.strip(), count=1).strip() or text.strip()


def title_of(text: str) -> str:
    """The first sentence or line of a problem, without its number, in at most 80 characters."""
    rest = without_number(text)
    end = next(
        (
            mark.end()
            for mark in re.finditer(r"[。；;！!\n]", rest)
            if len(rest[: mark.start()].strip()) >= SHORTEST_TITLE and not _announces(rest[: mark.start()])
        ),
        len(rest),
    )
    title = " ".join(rest[:end].strip().rstrip("。；;，,").split())
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def _announces(sentence: str) -> bool:
    """存在以下问题：is no title; what follows is."""
    return sentence.strip().endswith((":", "："))
