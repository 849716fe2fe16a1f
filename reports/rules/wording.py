"""How an official report compares (documents, section 4): 环比 with the month before, 同比 with the year before."""

from core.rules.numbers import points, tenths

MONTH, YEAR = "环比", "同比"
BASE = {MONTH: "上月", YEAR: "上年同期"}


def compared(word: str, now: int, then: int | None) -> str:
    """A count against another month's: 环比下降12.5%; 持平; 上年同期为0, never a per cent of nothing."""
    if then is None:
        return f"{BASE[word]}无数据"
    if then == 0:
        return f"{word}持平" if now == 0 else f"{BASE[word]}为0"
    if now == then:
        return f"{word}持平"
    share = max((2000 * abs(now - then) + then) // (2 * then), 1)
    return f"{word}{'上升' if now > then else '下降'}{share // 10}.{share % 10}%"


def compared_rates(word: str, now: tuple[int, int], then: tuple[int, int] | None) -> str:
    """A share against another month's, in percentage points; nothing where either is a share of nothing."""
    if then is None:
        return f"{BASE[word]}无数据"
    mine, theirs = tenths(*now), tenths(*then)
    if mine is None or theirs is None:
        return f"{BASE[word]}无可比数据"
    if mine == theirs:
        return f"{word}持平"
    return f"{word}{'提高' if mine > theirs else '降低'}{points(mine - theirs)}个百分点"
