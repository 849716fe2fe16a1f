"""现场检查记录的文字: who was there when, what was looked at, the facts, the conclusion, who has signed them."""

from base64 import b64encode
from collections.abc import Iterator

from django.utils import timezone, translation

from checklists.models import ItemAnswer, Signature
from checklists.services import asking, signing
from checklists.services.signing import Signer
from checklists.states import Said, SignerKind
from documents.blocks import Block, Column, Document, Heading, Paragraph, Picture, Run, Table, written
from documents.models import IssuedDocument
from documents.rules.office_words import for_paper
from visits.models import Visit
from visits.services.paper_words import FORM, FOUND, INK, found_on, items_of, object_of, team_of

UNMET = (
    Column("序号", 1, True),
    Column("检查项", 4.4),
    Column("现场情况", 4.4),
    Column("问题编号", 2.2),
)
SIGNED = (Column("签名栏", 3.4), Column("签名", 5.2), Column("日期", 3))
PLANT, LOCAL = "被检查单位现场负责人", "属地（园区、乡镇）人员"


def record(visit: Visit, paper: IssuedDocument) -> Document:
    """The form as the ministry has it; a signature for other answers than these is none (`checklists.rules.signed`)."""
    with translation.override("zh-hans"):
        return Document(title="现场检查记录", blocks=tuple(_blocks(visit, paper.number)), number=paper.number)


def _blocks(visit: Visit, number: str) -> Iterator[Block]:
    sheets = [sheet for sheet in asking.sheets_of(visit) if sheet.run]
    yield Table(FORM, tuple(row for row in _head(visit, number) if row[1]))
    yield Heading("一、检查情况")
    yield from _looked_at(visit, sheets)
    found = tuple(found_on(visit))
    yield Heading("二、登记的问题")
    yield Table(FOUND, found) if found else Paragraph(("本次检查没有登记需要整改的问题。",))
    yield Heading("三、检查结论")
    yield Paragraph((_concluded(sheets, len(found)),))
    yield from (Paragraph((for_paper(line),)) for line in visit.result.splitlines() if line.strip())
    yield Table(SIGNED, tuple(_signed(each) for each in signing.signers_of(visit)), caption="签名", note=_note(visit))


def _looked_at(visit: Visit, sheets: list[asking.Sheet]) -> Iterator[Block]:
    """Each checklist with its figures and the facts of what is not met; without one what was looked at."""
    for place, sheet in enumerate(sheets, 1):
        yield Paragraph((_summed(place, sheet),))
        if rows := tuple(_facts([line.answer for line in sheet.lines if line.answer])):
            yield Table(UNMET, rows)
    if not sheets:
        yield Paragraph((f"检查组就{for_paper('、'.join(visit.lines))}进行了现场检查。",))


def _head(visit: Visit, number: str) -> Iterator[tuple[str, str]]:
    plant = visit.enterprise
    yield "记录编号", number
    yield "检查机关", visit.body.name
    yield "被检查单位", object_of(visit)
    yield "检查地点", for_paper(plant.address)
    yield "主要负责人", plant.principal_name
    yield "检查时间", _time(visit)
    yield "入企登记", _entered(visit)
    yield "检查人员", team_of(visit)
    yield "检查事项", items_of(visit)


def _time(visit: Visit) -> str:
    assert visit.arrived_at is not None
    assert visit.left_at is not None
    came, went = timezone.localtime(visit.arrived_at), timezone.localtime(visit.left_at)
    until = "" if came.date() == went.date() else written(went.date())
    return f"{written(came.date())}{came.hour}时{came.minute:02d}分至{until}{went.hour}时{went.minute:02d}分"


def _entered(visit: Visit) -> str:
    """By a scan, or filled in by hand: by whom, when, why so late."""
    if visit.filled_in_at is None:
        return f"扫码入企、离企，入企码编号{visit.pk}-{visit.round}"
    by = visit.filled_in_by.name if visit.filled_in_by else ""
    reason = f"，补录理由：{for_paper(visit.fill_reason)}" if visit.fill_reason else ""
    return f"未扫码，{written(timezone.localdate(visit.filled_in_at))}由{by}补录{reason}"


def _summed(place: int, sheet: asking.Sheet) -> str:
    """How many items were asked and what they were answered with."""
    said = [line.answer.said for line in sheet.lines if line.answer]
    counted = "、".join(f"{each.label}{said.count(each)}项" for each in Said if said.count(each))
    left = sheet.number - len(said)
    rest = f"，未查{left}项" if left else ""
    kind = sheet.edition.get_kind_display()
    return f"{place}. {kind}（第{sheet.edition.number}版）：应查{sheet.number}项，{counted}{rest}。"


def _facts(answers: list[ItemAnswer]) -> Iterator[tuple[str, ...]]:
    unmet = [answer for answer in answers if answer.said == Said.UNMET]
    for place, answer in enumerate(unmet, 1):
        item = answer.finding.item.number if answer.finding else "—"
        yield str(place), for_paper(answer.question.name_zh), _fact(answer), item


def _fact(answer: ItemAnswer) -> str:
    photos = len(answer.photos.all())
    taken = f"（照片{photos}张）" if photos else ""
    return f"{for_paper(' '.join(answer.note.split())) or '不符合'}{taken}"


def _concluded(sheets: list[asking.Sheet], found: int) -> str:
    unmet = sum(sheet.unmet for sheet in sheets)
    told = [f"发现不符合项{unmet}项"] * bool(unmet) + [f"登记问题{found}项"] * bool(found)
    if told:
        return f"经检查，{'，'.join(told)}。"
    return "经检查，未发现不符合项。" if sheets else "经检查，没有登记需要整改的问题。"


def _signed(signer: Signer) -> tuple[Run, Run, Run]:
    row = signer.signature
    if row is None or not signer.is_present:
        return _who(signer, ""), INK, INK
    return _who(signer, row.name), _drawn(row), written(timezone.localdate(row.signed_at))


def _who(signer: Signer, name: str) -> str:
    if signer.kind == SignerKind.OFFICER:
        return f"检查人员{signer.name}"
    return f"{PLANT if signer.kind == SignerKind.PLANT else LOCAL}{name}"


def _drawn(row: Signature) -> Run:
    """The drawn signature; of who refuses, or could not draw, the reason."""
    if row.is_refused:
        return f"拒绝签名，理由：{for_paper(row.note)}"
    if row.picture is None:
        return f"未手写签名，以姓名确认：{for_paper(row.note)}"
    with row.picture.file.open("rb") as kept:
        return Picture(f"{row.name}签名", b64encode(kept.read()).decode())


def _note(visit: Visit) -> str:
    copies = "本记录一式两份，一份交被检查单位，一份存档。"
    return f"签名所确认的检查内容校验值（SHA-256）：{asking.hash_on(visit)}。{copies}"
