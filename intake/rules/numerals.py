"""Figures as officials write them: full-width, or in Chinese characters."""

import re
import unicodedata

_DIGITS = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_CHARACTERS = "〇○零一二两三四五六七八九十"
_BEFORE_A_UNIT = re.compile(rf"[{_CHARACTERS}]+(?=年|个?月|日|号|天|周|个?季度|个工作日|工作日|个星期|星期|小时)")


def plain(text: str) -> str:
    """The text with half-width figures and signs."""
    return unicodedata.normalize("NFKC", text)


def value_of(characters: str) -> int:
    """What 二〇二一, 十二, 三十一 or 二十 stand for."""
    if "十" not in characters:
        return int("".join(str(_DIGITS[character]) for character in characters))
    tens, _, ones = characters.partition("十")
    return (value_of(tens) if tens else 1) * 10 + (value_of(ones) if ones else 0)


def with_figures(text: str) -> str:
    """Chinese numerals before a unit of time as figures: 二〇二一年十二月 = 2021年12月."""
    return _BEFORE_A_UNIT.sub(_figure, text.replace("元月", "1月"))


def _figure(found: re.Match[str]) -> str:
    characters = found.group()
    if characters.count("十") > 1:
        return characters
    return str(value_of(characters))
