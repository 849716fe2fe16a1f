"""A letter as an official document: from what was frozen when it was issued, and from nothing else.

Page, Word and PDF are made of this one document.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.conf import settings

from accounts.models import Organization
from documents.blocks import Block, Column, Document, Heading, Paragraph, Run, Table, written
from documents.kinds import VOID, DocumentKind
from documents.models import IssuedDocument
from documents.rules.numbers import Series
from rectification.rules import hazards
from rectification.rules.issuers import ISSUERS
from rectification.states import LETTER_DOCUMENTS, EscalationDocument
from supervision.models import SupervisionLetter
from supervision.models.letters import Frozen, FrozenItem, frozen_in

NOT_APPLICABLE = "—"
LATE = (
    Column("序号", 1, True),
    Column("编号", 2),
    Column("问题", 3.8),
    Column("整改期限", 2.95),
    Column("逾期（天）", 1.4, True),
    Column("此前提醒", 3.05),
)
OF_LISTED = (
    ("隐患所在单位和部位", "where"),
    ("判定依据", "basis"),
    ("责任单位及责任人", "responsible"),
    ("督办责任单位及责任人", "supervisor"),
    ("挂联县领导", "leader"),
    ("治理措施", "measures"),
    ("治理期间防控措施", "interim"),
)
"""What a listing says of each hazard; a line of which nothing is on record is left out."""
FORMULAS = {
    EscalationDocument.SUPERVISION: "特此函告。",
    EscalationDocument.LISTING: "特此通知。",
    EscalationDocument.TALK: "特此通知。",
    EscalationDocument.REMOVAL: "特此通知。",
}
NUMERALS = "一二三四五六七八九十"
WEEKDAYS = "一二三四五六日"


def document_of(paper: IssuedDocument) -> Document:
    """The letter in the layout of GB/T 9704, 督办函 in that of a letter; a voided one says so in its head."""
    frozen = frozen_in(paper)
    return Document(
        title=frozen["title"],
        blocks=tuple(_blocks(paper.kind, frozen)),
        issuer=frozen["issuer"],
        number=frozen["number"],
        addressee=frozen["addressee"],
        signature=frozen["issuer"],
        day=date.fromisoformat(frozen["issued_on"]),
        contact=frozen["contact"],
        copied_to=frozen["copied_to"],
        printed_by=frozen["issuer"],
        draft=VOID if paper.is_void else "",
        is_letter=paper.kind == EscalationDocument.SUPERVISION,
    )


def _blocks(kind: str, frozen: Frozen) -> Iterator[Block]:
    yield Paragraph((frozen["opening"],))
    yield from _listing(frozen) if frozen["listing"] else _late_items(frozen["items"])
    if frozen["talk"]:
        yield _talk(frozen["talk"])
    yield from (Paragraph((line.strip(),)) for line in frozen["requirement"].splitlines() if line.strip())
    if reply := _reply(frozen):
        yield Paragraph((reply,))
    yield Paragraph((FORMULAS[EscalationDocument(kind)],))


def _listing(frozen: Frozen) -> Iterator[Block]:
    for place, item in enumerate(frozen["items"], 1):
        yield from _listed(place, item, is_alone=len(frozen["items"]) == 1)
    yield from _terms(frozen["listing"] or {})


def _late_items(items: Sequence[FrozenItem]) -> Iterator[Block]:
    """The table of what is late; a reminder of which nothing is on record is not said to have been left out."""
    shown = len(LATE) if any(item["reminders"] for item in items) else len(LATE) - 1
    rows = tuple(_late(place, item)[:shown] for place, item in enumerate(items, 1))
    if rows:
        yield Table(LATE[:shown], rows)


def _talk(talk: dict[str, str]) -> Paragraph:
    at = datetime.strptime(talk["at"], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the county's time, as frozen
    by = f"；约谈人：{talk['by']}" if talk.get("by") else ""
    hour = f"{at.hour}时{at.minute}分" if at.minute else f"{at.hour}时"
    when = f"{written(at.date())}（星期{WEEKDAYS[at.weekday()]}）{hour}"
    return Paragraph((f"约谈时间：{when}；地点：{talk['place']}{by}。",))


def _reply(frozen: Frozen) -> str:
    """The one sentence that asks for the one answer; letters of before have a day and what is to be said by then."""
    if "reply" in frozen:
        return str(frozen["reply"])
    return f"请于{_day(frozen['answer_by'])}前书面回复。"


def _listed(place: int, item: FrozenItem, *, is_alone: bool) -> Iterator[Block]:
    head = f"{item['number']}号{item.get('hazard', hazards.ACCIDENT)}：{item['problem']}"
    yield Heading(head if is_alone else f"（{_numeral(place)}）{head}", 2)
    for label, name in OF_LISTED:
        if said := _told(item, name):
            yield Paragraph((f"{label}：{said}。",))
    if item["deadline"]:
        yield Paragraph((f"督办期限（即整改期限）：{_day(item['deadline'])}。",))


def _told(item: FrozenItem, name: str) -> str:
    """Letters of before know the place, and the person under another name."""
    old = {"where": "place", "responsible": "responsible_person"}.get(name, name)
    return str(item.get(name) or item.get(old) or "").strip().rstrip("。")


def _terms(listing: dict[str, str]) -> Iterator[Block]:
    yield Paragraph((f"本通知书将于{_day(listing['publish_by'])}前向社会公布。",))
    if listing.get("removal"):
        yield Paragraph((f"解除条件：{listing['removal']}",))


def _late(place: int, item: FrozenItem) -> tuple[Run, ...]:
    reminders = "、".join(_days(item["reminders"])) or NOT_APPLICABLE
    deadline = _day(item["deadline"]) if item["deadline"] else NOT_APPLICABLE
    return (str(place), item["number"], item["problem"], deadline, str(item["days_late"] or NOT_APPLICABLE), reminders)


def _numeral(place: int) -> str:
    return NUMERALS[place - 1] if place <= len(NUMERALS) else str(place)


def _days(texts: list[str]) -> Iterator[str]:
    """Days one after the other: 2026年10月6日、11月29日, the year where it is another."""
    year = 0
    for day in map(date.fromisoformat, texts):
        yield written(day) if day.year != year else f"{day.month}月{day.day}日"
        year = day.year


def _day(text: str) -> str:
    return written(date.fromisoformat(text))


def word_of(body: Organization) -> str:
    """机关代字: a series of letters belongs to one body."""
    return body.document_word or settings.LETTER_WORD


LETTERS = Series("letter:{county}:{word}:{year}")
KINDS = tuple(
    DocumentKind(
        code=code,
        label=EscalationDocument(code).label,
        series=LETTERS,
        word=word_of,
        bodies=ISSUERS[code],
        of=SupervisionLetter,
        read=document_of,
    )
    for code in sorted(LETTER_DOCUMENTS)
)
"""The letters that the ladder issues; they share one series."""
