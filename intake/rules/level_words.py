"""What a level column says of a hazard (安监总局令16号: general or major); words of other scales are asked about."""

import re

from inspections.states import Level
from intake.rules.numerals import plain

_GRADED = r"(?:的)?(?:生产)?(?:安全)?(?:事故)?(?:隐患|问题|缺陷|危险|风险)?(?:项|类|级别|等级|级|性)?"
_MAJOR = re.compile(rf"(?:特别?)?重大{_GRADED}|major", re.IGNORECASE)
_GENERAL = re.compile(rf"(?:一般(?:性)?{_GRADED}|(?:非|不是|不属于|不构成)重大{_GRADED}|general)", re.IGNORECASE)
_TICKED_BOX = re.compile(r"[☑✓✔√■☒]\s*([^\s☑✓✔√■☒□○☐/、,，]+)|([^\s☑✓✔√■☒□○☐/、,，()（）]+)\s*[（(]?[☑✓✔√]")
_ASKS_WHETHER_MAJOR = re.compile(r"是否.*重大|重大.*(?:与否|是否)|^重大[^级]*$")
_YES, _NO = (
    re.compile(r"^(?:是|有|y|yes|√|✓|✔|☑|属于)$", re.IGNORECASE),
    re.compile(r"^(?:否|无|不|n|no|×|✗|✕|x|/|-|不属于)$", re.IGNORECASE),
)
_TOP_OF_A_SCALE = re.compile(
    r"^(?:[ⅠI1一]级?|a\+?级?|红色?|高(?:风险|危)?|极高|最高|特大|特别严重|严重|紧急|重|重要|高级|high|critical|severe)(?:隐患|风险|问题)?$",
    re.IGNORECASE,
)
_LETTERED_BELOW = re.compile(r"^[cd](?:级|类)?$", re.IGNORECASE)


def level_in(text: str, heading: str = "") -> Level | None:
    """The level that a word means, with the heading where that asks a question; None where it must be asked."""
    word = "".join(plain(text).split()).strip("。.；;")
    boxes = [first or second for first, second in _TICKED_BOX.findall(text)]
    if len(boxes) == 1:
        return level_in(boxes[0])
    if _MAJOR.fullmatch(word):
        return Level.MAJOR
    if _GENERAL.fullmatch(word):
        return Level.GENERAL
    if _ASKS_WHETHER_MAJOR.search("".join(heading.split())):
        return Level.MAJOR if _YES.match(word) else Level.GENERAL if _NO.match(word) else None
    return None


def is_level_word(text: str) -> bool:
    """Whether a heading is a level by itself: a tick below it says that the hazard is of that level."""
    word = "".join(plain(text).split())
    return level_in(word) is not None or bool(
        re.fullmatch(rf"(?:较大|重点|[红橙黄蓝]色?|(?:I{1, 3}|IV)级|[ABCD]级|[高中低]){_GRADED}", word)
    )


def proposal(text: str) -> Level:
    """What is proposed where a word isn't known: the top of a scale is major."""
    return Level.MAJOR if _TOP_OF_A_SCALE.match("".join(plain(text).split())) else Level.GENERAL


def may_stay_unanswered(text: str) -> bool:
    """C and D are the bottom of every lettered scale in use (煤矿: A is beyond the mine, C the section's own)."""
    return bool(_LETTERED_BELOW.match("".join(plain(text).split())))
