"""What a paper calls a hazard that it lists: the Work Safety Law lists accident hazards alone (安全生产法41¶3)."""

import re
from collections.abc import Iterable

ACCIDENT, ECOLOGICAL, BOTH = "重大事故隐患", "重大生态环境隐患", "重大隐患"
ENVIRONMENT = re.compile("生态环境|环境保护|环境影响|污染")
SAFETY = re.compile(r"安全|消防|AQ|危险化学品")
STANDARDS = (
    (re.compile(r"AQ ?3067 ?[—–-] ?2026"), "化工和危险化学品生产经营企业重大生产安全事故隐患判定准则", "AQ 3067—2026"),
)
"""Standards that people name by their number alone."""


def kind_of(bases: Iterable[str]) -> str:
    """重大事故隐患 or 重大生态环境隐患, by the law that each rests on; 重大隐患 where both are meant."""
    kinds = {ECOLOGICAL if _is_ecological(basis) else ACCIDENT for basis in bases}
    return kinds.pop() if len(kinds) == 1 else BOTH


def _is_ecological(basis: str) -> bool:
    return ENVIRONMENT.search(basis) is not None and SAFETY.search(basis) is None


def in_full(basis: str) -> str:
    """A basis with the title of a standard that it names by its number."""
    for number, title, written in STANDARDS:
        if title not in basis:
            basis = number.sub(f"《{title}》（{written}）", basis)
    return basis
