"""合法性证明清单 as a paper: its wording, its number, and the code by which it is told from a false one."""

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from accounts.states import OrganizationKind
from core import clock
from documents.blocks import Block, Column, Document, Heading, Paragraph, Table, written
from documents.kinds import DocumentKind, stands_alone
from documents.models import IssuedDocument
from documents.rules import codes
from documents.rules.numbers import Series
from documents.services.issuing import contact_of
from projects.models import Project
from projects.services.picture import Shown
from projects.services.proof_sheet import Lacking, Sheet, sheet_of

PROOF = "PROOF"
FULL_WIDTH = str.maketrans("()", "（）")
"""Papers have the brackets of Chinese type."""
HAD = (Column("序号", 1, True), Column("手续", 4), Column("文号", 4), Column("日期", 2.2), Column("有效期至", 2.2))
LACKED = (Column("序号", 1, True), Column("手续", 4), Column("取得前不得", 2.2), Column("依据", 6))
WAIVED = (Column("序号", 1, True), Column("手续", 4), Column("不适用的理由", 6), Column("签认人", 2))


def wording(project: Project, paper: IssuedDocument) -> Document:
    """What the paper says of the file as it stands on the day of its issue."""
    assert paper.issued_by is not None
    assert paper.issuer is not None
    with translation.override("zh-hans"):
        sheet = sheet_of(project, paper.issued_by)
    blocks = list(_blocks(project, sheet))
    return Document(
        title=f"{project.name}合法性证明清单",
        blocks=(*blocks, codes.line(paper.number, blocks), Paragraph(("特此证明。",))),
        issuer=paper.issuer.name,
        number=paper.number,
        addressee=project.enterprise.name,
        signature=paper.issuer.name,
        day=clock.today(),
        contact=contact_of(paper.issued_by),
        printed_by=paper.issuer.name,
    )


def _blocks(project: Project, sheet: Sheet) -> Iterator[Block]:
    today = written(clock.today())
    yield Paragraph((f"经核查{project.enterprise.name}{project.name}的档案，截至{today}，审批手续情况如下：",))
    parts: list[tuple[str, Block | None]] = [
        ("已有手续", _had(sheet)),
        ("不适用的手续", _waived(sheet)),
        ("尚缺手续", _lacked(sheet.lacking)),
    ]
    if sheet.unfiled:
        parts.append(("其他尚未取得的手续", Paragraph(("、".join(map(_name, sheet.unfiled)) + "。",))))
    for numeral, (heading, block) in zip("一二三四", [part for part in parts if part[1]], strict=False):
        yield Heading(f"{numeral}、{heading}")
        if block:
            yield block
    if not sheet.lacking and not sheet.unfiled:
        yield Paragraph(("所需手续齐全。",))


def _had(sheet: Sheet) -> Table | None:
    rows = tuple(
        (str(n), _name(paper), paper.number or "—", _day(paper.day), _day(paper.until))
        for n, paper in enumerate(sheet.there, 1)
    )
    return Table(HAD, rows) if rows else None


def _waived(sheet: Sheet) -> Table | None:
    rows = tuple((str(n), _name(paper), paper.reason, paper.signer) for n, paper in enumerate(sheet.waived, 1))
    return Table(WAIVED, rows) if rows else None


def _lacked(lacking: Sequence[Lacking]) -> Table | None:
    rows = tuple((str(n), _name(each.paper), each.act, each.clause or "—") for n, each in enumerate(lacking, 1))
    return Table(LACKED, rows) if rows else None


def _name(paper: Shown) -> str:
    return str(paper.name).translate(FULL_WIDTH)


def _day(day: object) -> str:
    return str(day) if day else "—"


def word_of(body: Organization) -> str:
    return f"{body.word_on_papers}项证"


def act_of(project: Project, paper: IssuedDocument) -> str:
    """What a body has seen on a day: each day has its own sheet, which says what was there then."""
    return f"{paper.issuer_id}:{clock.today().isoformat()}"


KINDS = (
    DocumentKind(
        code=PROOF,
        label=_("Legality proof sheet"),
        series=Series("proof:{county}:{word}:{year}"),
        word=word_of,
        bodies=frozenset({OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT, OrganizationKind.PARK_COMMITTEE}),
        of=Project,
        wording=wording,
        act=act_of,
        file_name="{title}",
        held=stands_alone,
    ),
)
