"""检查结果: whether its words contradict what was found (product rule)."""

from typing import Final

DENIALS: Final = (
    "未发现问题",
    "没有发现问题",
    "未发现任何问题",
    "未发现存在问题",
    "未发现隐患",
    "没有发现隐患",
    "未发现违法",
    "不存在问题",
    "nothing was found",
    "no problem was found",
    "no problems were found",
)


def denies_findings(result: str) -> bool:
    """Whether the words say that nothing at all was found; that nothing major was found is another thing."""
    said = "".join(result.split()).lower()
    return any("".join(denial.split()) in said for denial in DENIALS)
