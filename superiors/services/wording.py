"""报送函、整改完成情况公示 as official documents: from the snapshot and what people have written, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from accounts.models import Organization
from core.rules.numbers import per_cent
from documents.blocks import Annex, Block, Column, Document, Heading, Paragraph, Table, written
from documents.models import IssuedDocument
from documents.rules.office_words import for_paper
from documents.services import files
from documents.services.issuing import contact_of
from rectification.states import COUNTED_STATES, ListState
from superiors.models import ListPaper
from superiors.rules.rows import CHANGED_STATE, MARKS, Row, counts, numbered
from superiors.services.comparing import changed, shown_rows, taken_out
from superiors.services.snapshots import rows_of, snapshot_of

STATES = {
    ListState.DONE: "已完成整改",
    ListState.ON_SCHEDULE: "达到序时进度",
    ListState.BEHIND: "未达到序时进度",
    ListState.BEFORE: "清单下发前已办结",
    ListState.VOID: "经核不再办理",
}
LONGEST_NAME = 150
NUMBERED, PLACE = Column("编号", 1.7), Column("序号", 0.8, True)
TOLD = (
    Column("反馈问题", 3.4),
    Column("整改措施", 3),
    Column("整改时限", 1.5),
    Column("整改进展", 3.4),
    Column("状态", 1.5),
)
CHANGE = Column("本次变化", 1.2)
NOTHING = "—"
PARTS = ("反馈问题", "整改目标", "完成情况")
NUMERALS = "一二三四五六七八九十"


def document_of(paper: ListPaper, own_files: tuple[str, ...] = ()) -> Document:
    """The paper in its layout; as it was issued once it has been."""
    issued = paper.document
    return files.document_of(issued) if issued else worded(paper, None, own_files)


def worded(paper: ListPaper, issued: IssuedDocument | None, own_files: tuple[str, ...] = ()) -> Document:
    """A paper in its words; a draft without number and day. `own_files` are those of the superior that go with it."""
    body = (issued.issuer if issued else None) or paper.drafted_by.organization
    made = _answer(paper, body, own_files) if paper.is_answer else _publication(paper, body)
    made = replace(made, issuer=body.name, signature=body.name, printed_by=body.name)
    if issued is None:
        return replace(made, draft="未印发")
    return replace(made, number=issued.number, day=timezone.localdate(issued.issued_at))


def title_of(paper: ListPaper) -> str:
    """关于……整改情况的函, 关于……整改完成情况的公示."""
    name = snapshot_of(paper).title[:LONGEST_NAME]
    return f"关于报送{name}整改情况的函" if paper.is_answer else f"关于{name}整改完成情况的公示"


def _answer(paper: ListPaper, body: Organization, own_files: tuple[str, ...]) -> Document:
    rows, snapshot = rows_of(paper), snapshot_of(paper)
    return Document(
        title=title_of(paper),
        blocks=tuple(_of_answer(paper, rows)),
        addressee=snapshot.issuer,
        attachments=own_files,
        contact=contact_of(paper.drafted_by),
        is_upward=True,
        signer=paper.approved_by.name if paper.approved_by else "",
        annexes=(Annex(f"{snapshot.title[:LONGEST_NAME]}整改情况表", (table_of(paper),)),),
    )


def _of_answer(paper: ListPaper, rows: list[Row]) -> Iterator[Block]:
    snapshot = snapshot_of(paper)
    day = written(timezone.localdate(datetime.fromisoformat(snapshot.as_of)))
    named = f"{snapshot.title}（{snapshot.number}）" if snapshot.number else snapshot.title
    yield Paragraph((f"现将{named}截至{day}的整改情况报送如下：",))
    yield Heading("一、总体情况")
    yield Paragraph((_whole(rows),))
    if paper.since:
        yield Heading("二、与前次报送相比")
        yield Paragraph((_compared(paper),))
    behind = [row for row in rows if row.state == ListState.BEHIND]
    if behind:
        yield Heading("三、未达到序时进度的问题" if paper.since else "二、未达到序时进度的问题")
        yield from (Paragraph((_behind(row),)) for row in behind)
    yield Paragraph(("特此函告。",))


def _whole(rows: list[Row]) -> str:
    """清单所列问题共12条：已完成整改7条（占58.3%），…。; the sum is the list."""
    stand = counts(rows)
    counted = sum(stand[str(state)] for state in COUNTED_STATES)
    parts = [
        f"{STATES[state]}{stand[str(state)]}条"
        + (f"，占纳入整改问题的{per_cent(stand[str(state)], counted)}" if state == ListState.DONE else "")
        for state in ListState
        if stand[str(state)]
    ]
    return f"清单所列问题共{len(rows)}条：{'；'.join(parts)}。" if rows else "清单所列问题均已撤回。"


def _compared(paper: ListPaper) -> str:
    """What has changed since the last answer, and what the table shows of it."""
    assert paper.since is not None, "a first answer is compared with nothing"
    new, rows = changed(paper), rows_of(paper)
    before = {row.key: row.state for row in rows_of(paper.since)}
    done = sum(row.state == ListState.DONE != before.get(row.key) for row in rows if new.get(row.key) == CHANGED_STATE)
    said = (
        f"与{paper.since.number}相比，有变化的{len(new)}条，其中新完成整改{done}条。"
        if new
        else "各条整改情况没有变化。"
    )
    out = taken_out(paper)
    said += f"前次所列{numbered([row.called for row in out])}已从清单中撤回。" if out else ""
    return said + ("本次附表仅列有变化的问题，其余问题情况同前次。" if paper.only_changed else "")


def _behind(row: Row) -> str:
    unit = f"，责任单位{row.unit}" if row.unit else ""
    return for_paper(f"{numbered([row.called])}：{_first(row.problem)}{unit}，{row.progress}".rstrip("。") + "。")


def _first(text: str) -> str:
    """The first sentence of a problem."""
    return text.strip().splitlines()[0].partition("。")[0] if text.strip() else ""


def columns_of(paper: ListPaper) -> tuple[Column, ...]:
    """The columns of the table: his numbers where he gives any, what has changed where there was an answer before."""
    numbered = (NUMBERED,) if any(row.no for row in rows_of(paper)) else ()
    return (*numbered, PLACE, *TOLD, *((CHANGE,) if paper.since and not paper.only_changed else ()))


def lines_of(paper: ListPaper) -> list[tuple[str, ...]]:
    """The rows of the table, as letter and workbook have them."""
    new, headings = changed(paper), columns_of(paper)
    return [
        (
            *((row.no or NOTHING,) if NUMBERED in headings else ()),
            str(row.place),
            row.problem,
            row.measures or NOTHING,
            row.deadline or NOTHING,
            row.progress,
            STATES[ListState(row.state)],
            *((MARKS.get(new.get(row.key, ""), NOTHING),) if CHANGE in headings else ()),
        )
        for row in shown_rows(paper)
    ]


def table_of(paper: ListPaper) -> Table:
    return Table(columns_of(paper), tuple(lines_of(paper)))


def _publication(paper: ListPaper, body: Organization) -> Document:
    blocks = tuple(_of_publication(paper, body))
    return Document(title=title_of(paper), blocks=blocks, contact=f"联系电话：{paper.phone}")


def _of_publication(paper: ListPaper, body: Organization) -> Iterator[Block]:
    rows, name = rows_of(paper), snapshot_of(paper).title
    yield Paragraph((f"{name}所列问题中，以下{len(rows)}项已完成整改，现将整改完成情况公示如下：",))
    for place, row in enumerate(rows, 1):
        alone = len(rows) == 1
        if not alone:
            yield Heading(f"{_numeral(place)}、{numbered([row.called])}问题")
        yield from _of_row(row, alone=alone)
    period = "至".join(written(day) for day in (paper.published_from, paper.published_until) if day)
    asked = f"公示期内对公示内容有异议的，请向{body.name}反映，联系电话：{paper.phone}。"
    yield Paragraph((f"公示期：{period}。{asked}",))
    yield Paragraph(("特此公示。",))


def _of_row(row: Row, *, alone: bool) -> Iterator[Block]:
    """一、反馈问题 二、整改目标 三、完成情况; a goal that is not on record is left out."""
    parts = [(name, text) for name, text in zip(PARTS, (row.problem, row.goal, row.done), strict=True) if text.strip()]
    for place, (name, text) in enumerate(parts, 1):
        yield Heading(f"{_numeral(place)}、{name}", 1) if alone else Heading(f"（{_numeral(place)}）{name}", 2)
        yield from _lines(text, numbered=name == PARTS[-1])


def _lines(text: str, *, numbered: bool) -> Iterator[Block]:
    """A paragraph for each line; what was done in several steps is numbered, unless its writer has."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        is_listed = numbered and len(lines) > 1 and not line[0].isdigit()
        yield Paragraph((f"{number}. {line}" if is_listed else line,))


def _numeral(place: int) -> str:
    return NUMERALS[place - 1] if place <= len(NUMERALS) else str(place)
