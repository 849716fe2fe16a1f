"""A letter as an official document: from what was frozen when it was issued, and from nothing else."""

from datetime import date
from typing import Any

from core.documents.blocks import Block, Column, Document, Paragraph, Run, Table
from rectification.models import SupervisionLetter

COLUMNS = (
    Column("编号", 2),
    Column("问题", 5),
    Column("整改期限", 2),
    Column("逾期天数", 1, True),
    Column("此前提醒", 2),
)


def document_of(letter: SupervisionLetter) -> Document:
    """The letter in the layout of GB/T 9704; a voided one says so in its head."""
    frozen = letter.frozen
    return Document(
        title=frozen["title"],
        blocks=tuple(_blocks(frozen)),
        number=frozen["number"],
        addressee=frozen["addressee"],
        signature=frozen["issuer"],
        day=date.fromisoformat(frozen["issued_on"]),
        contact=frozen["contact"],
        copied_to=frozen["copied_to"],
        draft="（已作废）" if letter.is_void else "",
    )


def _blocks(frozen: dict[str, Any]) -> list[Block]:
    rows = tuple(_row(item) for item in frozen["items"])
    found: list[Block] = [Paragraph((frozen["opening"],)), Table(COLUMNS, rows)]
    if frozen["talk"]:
        found.append(Paragraph((f"约谈时间：{frozen['talk']['at']}；地点：{frozen['talk']['place']}。",)))
    if frozen["listing"]:
        limit = _day(frozen["listing"]["limit_on"])
        found.append(Paragraph((f"挂牌督办期限：{limit}；{_day(frozen['listing']['publish_by'])}前予以公布。",)))
    found += [Paragraph((line,)) for line in frozen["requirement"].splitlines() if line.strip()]
    found.append(Paragraph((f"请于{_day(frozen['answer_by'])}前书面回复。{frozen['closing']}",)))
    return found


def _row(item: dict[str, Any]) -> tuple[Run, ...]:
    reminders = "、".join(_day(day) for day in item["reminders"]) or "—"
    days_late = str(item["days_late"] or "—")
    return (item["number"], item["problem"], _day(item["deadline"]) if item["deadline"] else "—", days_late, reminders)


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"
