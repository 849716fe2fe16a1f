"""A letter as an official document: from what was frozen when it was issued, and from nothing else."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from core.documents.blocks import Block, Column, Document, Paragraph, Run, Table, written
from rectification.models import SupervisionLetter
from rectification.states import EscalationDocument

LATE = (
    Column("编号", 2.1),
    Column("问题", 4.3),
    Column("整改期限", 2.3),
    Column("逾期天数", 1.5, True),
    Column("此前提醒", 2.3),
)
LISTED = (
    Column("编号", 2.4),
    Column("重大事故隐患", 3.5),
    Column("所在单位和部位", 2.6),
    Column("整改期限", 2.5),
    Column("责任人", 1.6),
    Column("治理措施", 3),
)


def document_of(letter: SupervisionLetter) -> Document:
    """The letter in the layout of GB/T 9704, 督办函 in that of a letter; a voided one says so in its head."""
    frozen = letter.frozen
    return Document(
        title=frozen["title"],
        blocks=tuple(_blocks(frozen)),
        issuer=frozen["issuer"],
        number=frozen["number"],
        addressee=frozen["addressee"],
        signature=frozen["issuer"],
        day=date.fromisoformat(frozen["issued_on"]),
        contact=frozen["contact"],
        copied_to=frozen["copied_to"],
        printed_by=frozen["issuer"],
        draft="（已作废）" if letter.is_void else "",
        is_letter=letter.kind == EscalationDocument.SUPERVISION,
    )


def _blocks(frozen: dict[str, Any]) -> Iterator[Block]:
    yield Paragraph((frozen["opening"],))
    if frozen["listing"]:
        yield Table(LISTED, tuple(_listed(item) for item in frozen["items"]))
        yield from _listing(frozen["listing"])
    else:
        yield Table(LATE, tuple(_late(item) for item in frozen["items"]))
    if frozen["talk"]:
        at = datetime.strptime(frozen["talk"]["at"], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the county's time, as frozen
        yield Paragraph((f"约谈时间：{written(at.date())}{at:%H:%M}；地点：{frozen['talk']['place']}。",))
    for line in frozen["requirement"].splitlines():
        if line.strip():
            yield Paragraph((line.strip(),))
    yield Paragraph((f"请于{_day(frozen['answer_by'])}前书面回复。{frozen['closing']}",))


def _listing(listing: dict[str, str]) -> Iterator[Block]:
    limit, publish = _day(listing["limit_on"]), _day(listing["publish_by"])
    yield Paragraph((f"挂牌督办期限至{limit}。本通知书于{publish}前向社会公布。",))
    if listing.get("removal"):
        yield Paragraph((f"解除条件：{listing['removal']}",))


def _late(item: dict[str, Any]) -> tuple[Run, ...]:
    reminders = "、".join(item["reminders"]) or "—"
    return (item["number"], item["problem"], item["deadline"] or "—", str(item["days_late"] or "—"), reminders)


def _listed(item: dict[str, Any]) -> tuple[Run, ...]:
    return (
        item["number"],
        item["problem"],
        item["place"] or "—",
        item["deadline"] or "—",
        item["responsible_person"] or "—",
        item["measures"] or "—",
    )


def _day(text: str) -> str:
    return written(date.fromisoformat(text))
