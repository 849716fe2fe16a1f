"""责令限期整改指令书的文字: numbered problems with their articles, by when, what follows, the remedies."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone, translation

from core import clock
from documents.blocks import Annex, Block, Column, Document, Heading, Paragraph, Table, written
from documents.models import IssuedDocument
from documents.rules.office_words import for_paper, own_name
from documents.services.issuing import contact_of
from law.rules import remedies
from rectification.models import Item
from visits.models import Visit
from visits.services.ordering import Ordered, officers_of, problems_of
from visits.services.paper_words import INK, SIGNED, object_of

MOST_ON_THE_SHEET = 5
"""So many problems stand on the order itself; more go on a continuation sheet (续页)."""
PROBLEMS = (
    Column("序号", 0.9, True),
    Column("问题编号", 2),
    Column("存在的问题", 4),
    Column("违反的规定", 3.2),
    Column("处罚依据", 2.6),
    Column("整改期限", 2),
)
COPIES = "本指令书一式两份，一份交被责令单位，一份存档。"
SHEET = "责令限期整改指令书续页"


def order(visit: Visit, paper: IssuedDocument) -> Document:
    """The order of today. Raises DomainError as `visits.services.ordering` does: nothing is issued then."""
    assert paper.issuer is not None
    issuer = paper.issuer.name
    with translation.override("zh-hans"):
        problems = problems_of(visit)
        table = Table(PROBLEMS, tuple(_lines(problems)))
        is_long = len(problems) > MOST_ON_THE_SHEET
        return Document(
            title="责令限期整改指令书",
            blocks=tuple(_blocks(visit, own_name(issuer), problems, None if is_long else table)),
            issuer=issuer,
            number=paper.number,
            addressee=for_paper(visit.enterprise.name),
            signature=issuer,
            day=clock.today(),
            contact=contact_of(paper.issued_by),
            printed_by=issuer,
            annexes=(Annex(SHEET, (table,)),) if is_long else (),
        )


def _blocks(visit: Visit, own: str, problems: Sequence[Ordered], table: Table | None) -> Iterator[Block]:
    assert visit.arrived_at is not None
    day, count = written(timezone.localdate(visit.arrived_at)), len(problems)
    sheet = "" if table else "，详见续页"
    yield Paragraph((f"{own}于{day}对{object_of(visit)}进行了检查。经查，存在下列{count}项问题{sheet}：",))
    if table:
        yield table
    yield Heading("一、责令事项")
    limits = "；".join(f"第{places}项问题于{written(until)}前整改完毕" for until, places in _by_day(problems))
    yield Paragraph((f"责令你单位对上述{limits}。整改期间应当采取措施，确保安全；整改完毕后书面申请复查。",))
    yield Heading("二、逾期不整改的后果")
    yield Paragraph(
        (
            "逾期不整改或者整改后仍达不到要求的，依照上述处罚依据和有关法律、法规、规章给予行政处罚；"
            "由此造成事故的，依法追究有关单位和人员的责任。",
        )
    )
    yield Heading("三、救济途径")
    assert visit.county is not None
    yield Paragraph((remedies.told(visit.body.name, visit.county.name),))
    signing = (
        *(
            (f"执法人员{each.name}（执法证号{each.person.certificate_number}）", INK, INK)
            for each in officers_of(visit)
        ),
        ("被责令单位负责人", INK, INK),
    )
    yield Table(SIGNED, signing)
    yield Paragraph((COPIES,))


def _lines(problems: Sequence[Ordered]) -> Iterator[tuple[str, ...]]:
    for place, each in enumerate(problems, 1):
        duties = "；".join(basis.citation for basis in each.bases)
        penalties = "；".join(filter(None, (_penalty(each, place) for place in range(len(each.bases)))))
        yield str(place), each.item.number, _problem(each.item), duties, penalties or "—", written(each.until)


def _penalty(ordered: Ordered, place: int) -> str:
    """The penalty articles of a basis, with the instrument where they name none of their own."""
    basis = ordered.bases[place]
    if not basis.penalty:
        return ""
    return basis.penalty if basis.penalty.startswith("《") else f"{basis.instrument.cited}{basis.penalty}"


def _problem(item: Item) -> str:
    """What is wrong; the criterion of a major hazard stands beside the duty (R11, 3)."""
    said = for_paper(" ".join((item.finding.description or item.title).split()))
    criterion = item.finding.criterion
    return f"{said}（{criterion.instrument.cited}：{criterion.name_zh}）" if criterion else said


def _by_day(problems: Sequence[Ordered]) -> list[tuple[date, str]]:
    """Each day with the places of what has to be done by then."""
    found: dict[date, list[str]] = defaultdict(list)
    for place, each in enumerate(problems, 1):
        found[each.until].append(str(place))
    return [(until, "、".join(places)) for until, places in sorted(found.items())]
