"""存在问题、下步工作: drafted from facts on record, for the office to edit. What is not on record is not said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from core.rules.months import Month
from documents.rules.numbering import numeral

MOST_UNITS, MOST_REASONS = 5, 3
PLACEHOLDERS = ("待填写", "待补充", "××", "XX", "____")
"""What people leave where something is still to be written."""
Snapshot = Mapping[str, Any]
Facts = Mapping[str, Any]
Row = TypeVar("Row")


def draft(snapshot: Snapshot, facts: Mapping[str, Facts]) -> dict[str, str]:
    """Both chapters, a point in a line; empty where there is nothing to tell."""
    return {"problems": _lines(_problems(snapshot, facts)), "next_steps": _lines(_next_steps(snapshot, facts))}


def unwritten(drafted: Mapping[str, str], written_by_hand: Mapping[str, str]) -> list[str]:
    """The chapters that lack something, each in a sentence: blank with something to tell, or not filled in."""
    named = {"problems": _("Existing problems"), "next_steps": _("Next steps")}
    found = []
    for name, label in named.items():
        text = written_by_hand[name].strip()
        marks = [mark for mark in PLACEHOLDERS if mark in text]
        if not text and drafted[name]:
            found.append(
                _("“%(chapter)s” is not written, though there is something on record to tell.") % {"chapter": label}
            )
        elif marks:
            found.append(_("“%(chapter)s” still holds “%(mark)s”.") % {"chapter": label, "mark": marks[0]})
    return found


def _lines(points: Iterable[str]) -> str:
    said = list(points)
    if len(said) == 1:
        return f"{said[0]}。"
    return "\n".join(f"{numeral(place)}是{point}。" for place, point in enumerate(said, 1))


def _problems(snapshot: Snapshot, facts: Mapping[str, Facts]) -> list[str]:
    late = _of(snapshot, "overdue", facts)
    failed, extended = _of(snapshot, "failed", facts), _of(snapshot, "extended", facts)
    points = []
    if late:
        worst = max(late, key=lambda each: each["days_late"])
        points.append(
            f"部分问题逾期未整改。逾期{len(late)}条，涉及{_by_unit(late)}；"
            f"逾期时间最长的为{worst['number']}号问题，已逾期{worst['days_late']}天"
        )
    if failed:
        points.append(f"部分问题整改质量不高。当月复查未通过、尚在整改{len(failed)}条{_reasons(failed)}")
    if extended:
        points.append(f"部分问题整改进度滞后。当月批准延期、尚在整改{len(extended)}条{_reasons(extended)}")
    if snapshot["figures"]["ledger.rebound_in_month"]:
        points.append(f"整改成效巩固不够。当月反弹{snapshot['figures']['ledger.rebound_in_month']}条")
    if unassigned := _unassigned(snapshot):
        points.append(f"交办不够及时。尚未交办{unassigned}条")
    return points


def _next_steps(snapshot: Snapshot, facts: Mapping[str, Facts]) -> list[str]:
    month = Month.parse(snapshot["period"]).plus(1)
    due, unkept = _of(snapshot, "due_next", facts), _of(snapshot, "unkept", facts)
    late, major = _of(snapshot, "overdue", facts), snapshot["lists"]["major"]
    points = []
    if due:
        points.append(f"抓好下月到期问题整改。{month.year}年{month.number}月到期{len(due)}条，{_leads(due)}")
    if unkept:
        points.append(f"督促当月到期未完成问题的整改。当月到期、尚未完成{len(unkept)}条：{_promises(unkept)}")
    if earlier := [each for each in late if each["number"] not in {one["number"] for one in unkept}]:
        units = _by_unit(earlier, with_counts=False)
        one_by_one = _one_by_one(len(earlier))
        points.append(f"继续督办以前月份逾期的问题{len(earlier)}条，由{units}{one_by_one}说明原因、明确完成时间")
    if major:
        one_by_one = _one_by_one(len(major))
        points.append(f"紧盯未销号重大隐患{len(major)}条，由责任单位落实治理措施和应急措施，到期{one_by_one}复查")
    if unassigned := _unassigned(snapshot):
        points.append(f"对尚未交办的{unassigned}条问题，{_one_by_one(unassigned)}明确责任单位和整改时限")
    return points


def _one_by_one(count: int) -> str:
    return "逐条" if count > 1 else ""


def _of(snapshot: Snapshot, name: str, facts: Mapping[str, Facts]) -> list[Facts]:
    """The items of a list with what is told of them."""
    return [facts[str(line["item"])] for line in snapshot["lists"].get(name, ()) if str(line["item"]) in facts]


def _by_unit(items: Sequence[Facts], *, with_counts: bool = True) -> str:
    """甲3条、乙2条, whoever has most first; more than five units as 等7个单位."""
    counted = Counter(each["unit"] or "尚未交办" for each in items)
    ordered = sorted(counted.items(), key=lambda pair: (pair[0] == "尚未交办", -pair[1], pair[0]))
    named, several = _shown(ordered), len(ordered) > 1 and len(set(counted.values())) == 1
    shown = [f"{unit}{count}条" if with_counts and not several else unit for unit, count in named]
    all_in_all = f"等{len(ordered)}个单位" if len(named) < len(ordered) else ""
    return "、".join(shown) + all_in_all + (f"各{ordered[0][1]}条" if with_counts and several else "")


def _shown(rows: Sequence[Row]) -> Sequence[Row]:
    """The first of them; all where one alone would be left to count."""
    return rows if len(rows) <= MOST_UNITS + 1 else rows[:MOST_UNITS]


def _reasons(items: Sequence[Facts]) -> str:
    known = [f"{each['number']}号问题{_plain(each['cause'])}" for each in items if each["cause"]]
    return f"，主要原因：{'；'.join(known[:MOST_REASONS])}" if known else ""


def _leads(items: Sequence[Facts]) -> str:
    """Which unit leads how many of them, and by when the first."""
    by_unit: dict[str, list[str]] = defaultdict(list)
    for each in items:
        by_unit[each["unit"] or "尚未交办"].append(each["deadline"])
    ordered = sorted(by_unit.items(), key=lambda pair: (min(pair[1]), pair[0]))
    shown = [f"{unit}{len(days)}条，{_when(days)}到期" for unit, days in _shown(ordered)]
    rest = len(ordered) - len(shown)
    return "牵头单位和时限：" + "；".join(shown) + (f"；其余{rest}个单位按各自时限完成" if rest else "")


def _when(days: Sequence[str]) -> str:
    first, last = (_short(day) for day in (min(days), max(days)))
    return first if first == last else f"{first}至{last}"


def _promises(items: Sequence[Facts]) -> str:
    shown = [
        f"{each['number']}号问题由{each['unit'] or '责任单位'}牵头，原定{_short(each['deadline'])}完成"
        for each in _shown(items)
    ]
    rest = len(items) - len(shown)
    return "；".join(shown) + (f"；其余{rest}条见附件" if rest else "")


def _short(day: str) -> str:
    known = date.fromisoformat(day)
    return f"{known.month}月{known.day}日"


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip("。；;. ")


def _unassigned(snapshot: Snapshot) -> int:
    rows = snapshot["tables"]["lead_organization"]
    return sum(row["values"]["ledger.all"] - row["values"]["ledger.done"] for row in rows if row["key"] is None)
