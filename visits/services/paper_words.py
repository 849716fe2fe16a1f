"""行政检查文书的文字: what approval form, notice and notice of the result say (domain documents, section 3)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from django.utils import timezone, translation

from core import clock
from documents.blocks import Block, Column, Document, Heading, Paragraph, Table, written
from documents.models import IssuedDocument
from documents.rules.office_words import for_paper, own_name
from documents.services.issuing import contact_of
from law.services import citing
from visits.models import Visit
from visits.services.frequency import frequency_of
from visits.states import Nature

FORM = (Column("项目", 2.6), Column("内容", 9.4))
TOLD = (Column("告知事项", 2.6), Column("内容", 9.4))
OPINION = (Column("审批栏", 2.6), Column("意见", 5.4), Column("签名、日期", 4))
SIGNED = (Column("签名栏", 4), Column("签名", 4), Column("日期", 3))
FOUND = (Column("序号", 1, True), Column("编号", 2.2), Column("问题", 6), Column("级别", 2), Column("整改期限", 2.6))
INK = "　\n　"
TWO_COPIES = "本通知书一式两份，一份交被检查单位，一份存档。"
RIGHTS = (
    "1. 认为检查人员与你单位有直接利害关系或者有其他关系可能影响公正执法的，有权申请其回避"
    "（《中华人民共和国行政处罚法》第四十三条）。",
    "2. 有权查验检查人员的行政执法证件，有权就本次检查向检查机关查询。",
    "3. 检查组入企、离开时由你单位扫码登记；检查结束后可在扫码页面对本次检查进行评价、投诉，各一次。",
)
Rows = Iterator[tuple[str, str]]


def approval(visit: Visit, paper: IssuedDocument) -> Document:
    """审批表: what was decided on, and the leader's decision as it was given; who has not signed is blank."""
    with translation.override("zh-hans"):
        return Document(
            title="行政检查审批表", blocks=tuple(_approval_blocks(visit, paper.number)), number=paper.number
        )


def notice(visit: Visit, paper: IssuedDocument) -> Document:
    """通知书: what the enterprise is told before or at the visit, with its rights."""
    return _made(visit, paper, "行政检查通知书", _notice_blocks)


def result(visit: Visit, paper: IssuedDocument) -> Document:
    """结果告知书: what was found, or that nothing was, and what the body has said of what follows."""
    return _made(visit, paper, "行政检查结果告知书", _result_blocks)


def _made(
    visit: Visit,
    paper: IssuedDocument,
    title: str,
    blocks: Callable[[Visit, str], Iterator[Block]],
) -> Document:
    assert paper.issuer is not None
    issuer = paper.issuer.name
    with translation.override("zh-hans"):
        found = tuple(blocks(visit, own_name(issuer)))
    return Document(
        title=title,
        blocks=found,
        issuer=issuer,
        number=paper.number,
        addressee=for_paper(visit.enterprise.name),
        signature=issuer,
        day=clock.today(),
        contact=contact_of(paper.issued_by),
        printed_by=issuer,
    )


def _approval_blocks(visit: Visit, number: str) -> Iterator[Block]:
    yield Table(FORM, (("审批表编号", number), *(row for row in _asked(visit) if row[1])))
    leader = _signed(visit.approved_by.name, visit.approved_at) if visit.approved_by and visit.approved_at else INK
    decided = "同意实施检查。" if visit.approved_by else ""
    yield Table(OPINION, (("机关负责人", f"{decided}{for_paper(visit.opinion)}" or INK, leader),), caption="审批意见")


def _asked(visit: Visit) -> Rows:
    yield "检查机关", visit.body.name
    yield "检查对象", object_of(visit)
    yield "检查性质、形式", f"{visit.get_nature_display()}；{visit.get_kind_display()}"
    yield from _task(visit)
    yield "检查依据", visit.basis.citation
    if visit.nature == Nature.SPECIAL and visit.filed_on:
        yield "备案日期", written(visit.filed_on)
    yield "检查频次", frequency_of(visit).said
    yield "超频次理由", for_paper(visit.over_cap_reason)
    yield "检查时间", _time(visit)
    yield "检查事项", items_of(visit)
    yield "检查人员", team_of(visit)
    yield "先行检查理由", for_paper(visit.urgent_reason)
    if visit.proposed_by and visit.proposed_at:
        yield "申请人", _signed(visit.proposed_by.name, visit.proposed_at)


def _notice_blocks(visit: Visit, own: str) -> Iterator[Block]:
    citing.refuse_uncitable([visit.basis], clock.today(), "basis")
    yield Paragraph((f"依据{visit.basis.citation}，{own}决定对你单位实施行政检查，现通知如下：",))
    rows = [
        ("检查性质、形式", f"{visit.get_nature_display()}；{visit.get_kind_display()}"),
        *_task(visit, is_told_outside=True),
        ("检查频次", frequency_of(visit).said),
        ("检查时间", _time(visit)),
        ("检查事项", items_of(visit)),
        ("检查人员", team_of(visit)),
    ]
    yield Table(TOLD, tuple(rows))
    yield Heading("一、你单位的权利")
    yield from (Paragraph((line,)) for line in RIGHTS)
    yield Heading("二、配合事项")
    yield Paragraph(("请安排现场负责人到场，并提供与检查事项有关的资料。",))
    yield Paragraph(("特此通知。",))
    yield Table(SIGNED, tuple(_ink(visit, "被检查单位签收人")), note=TWO_COPIES)


def _result_blocks(visit: Visit, own: str) -> Iterator[Block]:
    assert visit.arrived_at is not None
    day = written(timezone.localdate(visit.arrived_at))
    basis, what = visit.basis.citation, "、".join(visit.lines)
    yield Paragraph((f"依据{basis}，{own}于{day}就{for_paper(what)}对你单位实施了行政检查，现将结果告知如下：",))
    yield Heading("一、检查结果")
    yield from (Paragraph((for_paper(line),)) for line in visit.result.splitlines() if line.strip())
    yield Heading("二、登记的问题")
    found = tuple(found_on(visit))
    yield Table(FOUND, found) if found else Paragraph(("本次检查没有登记需要整改的问题。",))
    yield Heading("三、评价与投诉")
    yield Paragraph(("可在入企扫码页面对本次检查进行评价、投诉，各一次。",))
    yield Paragraph(("特此告知。",))
    yield Table(SIGNED, tuple(_ink(visit, "被检查单位签收人")), note=TWO_COPIES.replace("通知书", "告知书"))


def found_on(visit: Visit) -> Iterator[tuple[str, ...]]:
    """What was registered on a visit, a row each."""
    rows = visit.found.select_related("finding__item").order_by("pk")
    for number, row in enumerate(rows, 1):
        item = row.finding.item
        limit = written(item.deadline) if item.deadline else "—"
        yield str(number), item.number, for_paper(item.title), str(item.get_level_display()), limit


def _ink(visit: Visit, receiver: str) -> Iterator[tuple[str, str, str]]:
    for officer in visit.officers.all():
        yield f"检查人员{officer.name}", INK, INK
    yield receiver, INK, INK


def object_of(visit: Visit) -> str:
    """The enterprise with its code."""
    code = visit.enterprise.credit_code
    return visit.enterprise.name + (f"（统一社会信用代码{code}）" if code else "")


def _task(visit: Visit, *, is_told_outside: bool = False) -> Rows:
    """Where the task comes from; the words for it are the officials' own and may name who told something."""
    yield "任务来源", str(visit.get_source_display())
    if not is_told_outside and visit.source_note:
        yield "任务来源说明", for_paper(visit.source_note)
    if not is_told_outside and visit.campaign:
        yield "专项行动", visit.campaign.title


def _time(visit: Visit) -> str:
    hour = f"{visit.planned_at:%H:%M}" if visit.planned_at else ""
    return f"{written(visit.planned_on)}{hour}"


def items_of(visit: Visit) -> str:
    """What is looked at, numbered."""
    lines: Sequence[str] = [f"{number}. {for_paper(line)}" for number, line in enumerate(visit.lines, 1)]
    return "\n".join(lines)


def team_of(visit: Visit) -> str:
    """The officers, each with the certificate."""
    return "\n".join(f"{officer.name}（执法证号{officer.certificate}）" for officer in visit.officers.all())


def _signed(name: str, at: datetime) -> str:
    return f"{name}\n{written(timezone.localdate(at))}"
