"""What goes into the progress columns of a superior's own form when it is sent back, in its own vocabulary."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rectification.rules.deadlines import days_late
from rectification.states import DONE_STATES, OPEN_STATES, State

EXCEL_EPOCH = date(1899, 12, 30)
SHORT_HEADING = re.compile(r"状态|是否|与否|完成否|销号情况|status", re.IGNORECASE)
DONE_WORD = re.compile(
    r"^(?!.*(?:未|不|否|没)).*(?:关闭|完成|销号|办结|已整改|已\S{0,4}处理|合格|通过|闭环|是|√|✓|closed|yes|done)",
    re.IGNORECASE,
)
OPEN_WORD = re.compile(r"未|整改中|进行中|待|否|不|没|open|no", re.IGNORECASE)
LONGEST_WORD = 8
TICK = re.compile(r"[√✓✔☑]")
DONE_DAY = re.compile(r"(?:实际|整改|问题)*(?:完成|整改|销号|办结|关闭|闭环)+(?:时间|日期)")
CLOSING_DAY = re.compile(r"销号|办结|关闭|闭环")
PLANNED_TOO = re.compile(r"(?:整改)?(?:完成|整改)(?:时间|日期)")
NOT_BEGUN = {State.PENDING: "已登记，待交办", State.ASSIGNED: "已交办，待责任单位接收"}


@dataclass(frozen=True)
class Progress:
    """How an item stands, in what its form asks for."""

    state: str
    deadline: date | None
    """What its source is told: the deadline in force, or the source's own where that is later."""
    submitted_on: date | None
    passed_on: date | None
    closed_on: date | None
    work_done: str
    measures: str
    stage_share: int | None = None
    stage_next_on: date | None = None
    is_stopped: bool = False
    merged_into: str = ""
    void_reason: str = ""
    said: str = ""
    """The sentence that an answer reports instead of the one made of these facts."""

    @property
    def is_done(self) -> bool:
        return self.state in DONE_STATES


def told(progress: Progress, today: date) -> str:
    """The progress in words, as an official fills it in."""
    if progress.said:
        return progress.said
    if progress.state == State.VOID:
        void = f"已作废：{progress.void_reason}".rstrip("：")
        return f"与{progress.merged_into}合并办理" if progress.merged_into else void
    return _done(progress) if progress.is_done else _under_way(progress, today)


def _under_way(progress: Progress, today: date) -> str:
    late = days_late(state=progress.state, deadline=progress.deadline, submitted_on=progress.submitted_on, today=today)
    under_review = "已申请复查，待复查" if progress.state == State.UNDER_REVIEW else "正在整改"
    said = NOT_BEGUN.get(State(progress.state), under_review)
    if late:
        said = f"{said}，已逾期{late}天"
    elif progress.deadline:
        said = f"{said}，整改期限{day(progress.deadline)}"
    return f"{said}{_stage(progress)}。{progress.work_done or progress.measures}".strip()


def _stage(progress: Progress) -> str:
    """阶段性办结 with its share and the next day; a temporary stop, which is not rectified, by its name."""
    said = "，仅作暂停处理，尚未完成整改" if progress.is_stopped else ""
    if progress.stage_share is not None and progress.state != State.UNDER_REVIEW:
        said += f"，阶段性办结，已完成{progress.stage_share}%"
        said += f"，下一阶段{day(progress.stage_next_on)}前完成" if progress.stage_next_on else ""
    return said


def _done(progress: Progress) -> str:
    dates = [f"{day(progress.passed_on)}复查通过"] if progress.passed_on else []
    dates += [f"{day(progress.closed_on)}销号"] if progress.closed_on else []
    when = f"（{'，'.join(dates)}）" if dates else ""
    return f"已完成整改{when}。{progress.work_done}".strip()


def told_together(parts: Sequence[tuple[str, Progress]], today: date) -> str:
    """What one cell over several items says: of each, under its number in the list."""
    if len(parts) == 1:
        return told(parts[0][1], today)
    return "\n".join(f"{number}：{told(progress, today)}" for number, progress in parts)


def word_together(parts: Sequence[Progress], used: Sequence[str], was: str = "") -> str | None:
    """One word for several items: done only when all of them are; None in a column of ticks where none is due.

    A word that says the same already (`was`) stays.
    """
    said, tick = _decisive(parts), _tick_of(used)
    if tick:
        return tick if said.is_done else None
    return was if was and says(was, said) else word(said, used)


def _decisive(parts: Sequence[Progress]) -> Progress:
    """Which of several items the word is about: one still under way, else one that is done, else the first."""
    going_on = [part for part in parts if part.state in OPEN_STATES and not part.is_done]
    done = [part for part in parts if part.is_done]
    return (going_on or done or parts)[0]


def _tick_of(used: Sequence[str]) -> str:
    """How a column ticks what is done; empty where it holds anything but ticks."""
    signs = [text.strip() for text in used if text.strip()]
    return signs[0] if signs and all(map(TICK.fullmatch, signs)) else ""


def says(text: str, progress: Progress) -> bool:
    """Whether a word of the form says of an item what the ledger does."""
    if progress.state == State.VOID:
        return False
    return len(text.strip()) <= LONGEST_WORD and bool((DONE_WORD if progress.is_done else OPEN_WORD).search(text))


def day_of(heading: str, parts: Sequence[Progress]) -> date | None:
    """When all of them were signed off or found rectified, as the heading asks; None while one isn't."""
    days = [part.closed_on if CLOSING_DAY.search(heading) else part.passed_on for part in parts if _is_dealt_with(part)]
    known = [found for found in days if found]
    return max(known) if known and len(known) == len(parts) else None


def _is_dealt_with(progress: Progress) -> bool:
    return progress.is_done and progress.state != State.VOID


def is_done_day(heading: str, *, has_deadline: bool) -> bool:
    """Whether a column holds the day of completion; 完成时间 alone only where another column holds the deadline."""
    return bool(DONE_DAY.fullmatch(heading)) and (has_deadline or not PLANNED_TOO.fullmatch(heading))


def word(progress: Progress, used: Iterable[str]) -> str:
    """The word for done or not done that the column itself uses, the commonest first; ours where it has none."""
    if progress.state not in OPEN_STATES and progress.state != State.CLOSED:
        return "已作废"
    fitting = DONE_WORD if progress.is_done else OPEN_WORD
    common = Counter(text.strip() for text in used if fitting.search(text) and len(text.strip()) <= LONGEST_WORD)
    if common:
        return common.most_common(1)[0][0]
    return "已整改" if progress.is_done else "整改中"


def is_word_column(heading: str, used: Iterable[str]) -> bool:
    """Whether a column wants one word and not a sentence: its heading says so, or its cells do."""
    texts = [text.strip() for text in used if text.strip()]
    return bool(SHORT_HEADING.search(heading)) or (len(texts) > 2 and all(len(text) <= 4 for text in texts))


def day_like(found: date, used: Iterable[str]) -> str:
    """A day in the shape that the column uses: 2019.6.5, 2019/06/05, 2019年6月5日, else 2019-06-05."""
    for text in used:
        shape = re.fullmatch(r"\s*\d{4}([-./年])(\d{1,2})[-./月]\d{1,2}日?\s*", text)
        if shape and shape[1] == "年":
            return day(found)
        if shape:
            padded = len(shape[2]) == 2
            month, number = (f"{found.month:02d}", f"{found.day:02d}") if padded else (str(found.month), str(found.day))
            return shape[1].join((str(found.year), month, number))
    return found.isoformat()


def serial(found: date) -> int:
    """The day as Excel counts it."""
    return (found - EXCEL_EPOCH).days


def day_of_serial(number: int) -> date:
    return EXCEL_EPOCH + timedelta(days=number)


def day(found: date | None) -> str:
    """2026年11月5日."""
    return f"{found.year}年{found.month}月{found.day}日" if found else ""
