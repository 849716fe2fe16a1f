"""What a list says of how a problem is rectified (整改方式, `RECT_MODE`); prose of another kind says none of them."""

import re

from intake.rules.numerals import plain
from rectification.states import Mode

_MEASURE = r"(?:性|类)?(?:措施|手段|治理|整改|方式)?"
_WORDS = (
    (Mode.SUSPEND, r"(?:临时|暂时|立即)?(?:暂停|停用|停止)(?:使用|运行|作业|生产)?|suspend(?:ed)?"),
    (Mode.ISOLATE_REMOVE, r"永久性?(?:隔断|隔离|拆除)(?:(?:或|和|、|及|/)(?:隔断|隔离|拆除))?|拆除|isolate_remove"),
    (Mode.ELIMINATE, rf"(?:彻底|直接)?(?:消除|根除)(?:隐患|问题)?{_MEASURE}|eliminate"),
    (Mode.ENGINEERING, rf"工程(?:技术)?{_MEASURE}|技术{_MEASURE}|engineering"),
    (Mode.MANAGEMENT, rf"管理{_MEASURE}|管控{_MEASURE}|management"),
    (Mode.EDUCATION, rf"(?:宣传)?(?:教育|培训)(?:培训|教育)?{_MEASURE}|education"),
)


def mode_in(text: str) -> Mode | None:
    """The mode that a cell names and nothing else; None for any other words."""
    word = "".join(plain(text).split()).strip("。.；;")
    return next((mode for mode, pattern in _WORDS if re.fullmatch(pattern, word, re.IGNORECASE)), None)
