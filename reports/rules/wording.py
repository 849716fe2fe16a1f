"""How an official report compares (documents, section 4): 环比 with the month before, 同比 with the year before."""

from core.rules.numbers import points, tenths

MONTH, YEAR = "环比", "同比"
BASE = {MONTH: "上月", YEAR: "上年同期"}


def compared(word: str, now: int, then: int | None, *, least: int) -> str:
    """A count of items against another month's.

    环比下降12.5%; 持平; 由5条增至13条 below the `least` base of a per cent; 上年同期为0 where the base is on record
    and is 0; 无可比数据 where nothing of that month is on record.
    """
    if then is None:
        return f"{word}无可比数据"
    if now == then:
        return f"{word}持平"
    if then == 0:
        return f"{BASE[word]}为0"
    if then < least:
        return f"{word}由{then}条{'增' if now > then else '减'}至{now}条"
    return f"{word}{'上升' if now > then else '下降'}{_share(now, then)}"


def _share(now: int, then: int) -> str:
    """How much of the base it rose or fell by, in per cent; never all of it while something is left."""
    share = max((2000 * abs(now - then) + then) // (2 * then), 1)
    if 0 < now < then:
        share = min(share, 999)
    return f"{share // 10}%" if share == 1000 and now == 0 else f"{share // 10}.{share % 10}%"


def compared_rates(word: str, now: tuple[int, int], then: tuple[int, int] | None) -> str:
    """A share against another month's, in percentage points; nothing to compare where either is a share of nothing."""
    mine, theirs = tenths(*now), tenths(*then) if then else None
    if mine is None or theirs is None:
        return f"{word}无可比数据"
    if mine == theirs:
        return f"{word}持平"
    return f"{word}{'提高' if mine > theirs else '降低'}{points(mine - theirs)}个百分点"
