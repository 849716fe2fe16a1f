"""Instruments that are no longer in force, and since when: no paper of a later day rests on them (R11)."""

import re
from dataclasses import dataclass
from datetime import date

CODE_LAST_DAY = date(2026, 8, 14)
"""生态环境法典 has been in force since 2026-08-15; its article 1242 repeals these laws."""
STANDARD_LAST_DAY = date(2026, 9, 29)
"""AQ 3067—2026 and AQ 3072—2026 have been in force since 2026-09-30."""


@dataclass(frozen=True)
class Repealed:
    """A law by its short title, another instrument by its number, with its last day in force."""

    title: str
    last_day: date

    @property
    def pattern(self) -> str:
        named = rf"《(?:中华人民共和国)?{re.escape(self.title)}(?:[（(][^》]*)?》"
        return rf"{named}|{re.escape(self.title)}" if any(sign.isdigit() for sign in self.title) else named


REPEALED = (
    Repealed("环境保护法", CODE_LAST_DAY),
    Repealed("环境影响评价法", CODE_LAST_DAY),
    Repealed("海洋环境保护法", CODE_LAST_DAY),
    Repealed("大气污染防治法", CODE_LAST_DAY),
    Repealed("水污染防治法", CODE_LAST_DAY),
    Repealed("土壤污染防治法", CODE_LAST_DAY),
    Repealed("固体废物污染环境防治法", CODE_LAST_DAY),
    Repealed("噪声污染防治法", CODE_LAST_DAY),
    Repealed("放射性污染防治法", CODE_LAST_DAY),
    Repealed("清洁生产促进法", CODE_LAST_DAY),
    Repealed("安监总局令第15号", date(2026, 1, 31)),
    Repealed("安监总局令第30号", date(2026, 5, 31)),
    Repealed("安监总管三〔2017〕121号", STANDARD_LAST_DAY),
    Repealed("应急厅〔2021〕12号", STANDARD_LAST_DAY),
)


def named_in(basis: str, on: date) -> Repealed | None:
    """The first instrument in a basis as it was typed that was in force no longer on a day."""
    plain = "".join(basis.split()).translate(str.maketrans("[]【】", "〔〕〔〕"))
    return next((each for each in REPEALED if on > each.last_day and re.search(each.pattern, plain)), None)
