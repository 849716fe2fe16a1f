"""交办单: what a unit has been given to rectify, by whom, until when, and whom it asks; with a receipt to sign."""

from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from accounts.states import Reach
from core import clock
from core.errors import NotAllowedError, WrongStateError
from documents.blocks import Column, Document, Table, written
from documents.kinds import DocumentKind, stands_alone
from documents.models import IssuedDocument
from documents.rules.numbers import Series
from documents.rules.office_words import for_paper
from documents.services.issuing import contact_of
from rectification.models import Item
from rectification.rules.issuers import ASSIGNMENT_SLIP, BATCH_SLIP, ISSUERS
from rectification.services.item_paper import ItemPaper
from rectification.services.sources import on_papers
from rectification.states import State

FORM = (Column("项目", 1.6), Column("内容", 6))
RECEIPT = (Column("签收单位", 2.4), Column("签收人", 2), Column("签收日期", 2))
INK = "　\n　"
NOTE = "本单一式两份，交办单位、责任单位各存一份；签收后请将回执交回交办单位。"


def refuse_unready(item: Item, person: User) -> None:
    """Raises WrongStateError before it is assigned and once it is done, NotAllowedError for another office."""
    if item.state == State.PENDING or not item.is_open or item.assigned_at is None:
        raise WrongStateError(_("The assignment slip is issued while the item is assigned and open."))
    if item.assigned_by_organization_id != person.organization_id:
        raise NotAllowedError(_("The office that assigned the item issues its slip."))


def act_of(item: Item, paper: IssuedDocument) -> str:
    """Each assignment has its slip: one that was declined and assigned anew has another."""
    return assignment_of(item)


def assignment_of(item: Item) -> str:
    """What tells one assignment of an item from another."""
    return f"assigned:{item.assigned_at:%Y%m%dT%H%M%S}" if item.assigned_at else "row"


def wording(item: Item, paper: IssuedDocument) -> Document:
    """One table, and the receipt below it; what is not on record is left out."""
    assert paper.issuer is not None
    with translation.override("zh-hans"):
        rows = tuple((label, said) for label, said in _rows(item) if said)
    issued = ("交办单位、日期", f"{paper.issuer.name}，{written(clock.today())}")
    contact = contact_of(paper.issued_by)
    asked = (("联系方式", contact),) if contact else ()
    unit = for_paper(item.lead_organization.name) if item.lead_organization else INK
    return Document(
        title="整改问题交办单",
        blocks=(
            Table(FORM, (("交办单编号", paper.number), *rows, issued, *asked)),
            Table(RECEIPT, ((unit, INK, INK),), caption="签收回执", note=NOTE),
        ),
        number=paper.number,
    )


def _rows(item: Item) -> Iterator[tuple[str, str]]:
    yield "问题编号", item.number
    yield "问题来源", "；".join(on_papers(item))
    yield "问题", for_paper(item.title)
    yield "问题描述", one_line(item.finding.description)
    yield "类别、级别", "；".join(filter(None, (str(item.category or ""), str(item.get_level_display()))))
    yield "所在单位", for_paper(item.enterprise.name if item.enterprise else item.park.name if item.park else "")
    yield "整改要求", one_line(item.requirement)
    yield "责任单位", for_paper(item.lead_organization.name) if item.lead_organization else ""
    yield "配合单位", "、".join(for_paper(unit.name) for unit in item.assisting.all())
    yield "挂联领导", _leader(item)
    yield "整改时限", until(item)
    yield "下达日期", written(timezone.localdate(item.assigned_at)) if item.assigned_at else ""


def _leader(item: Item) -> str:
    """The leader linked to the enterprise, else to the park."""
    linked = (item.enterprise and item.enterprise.linked_leader) or (item.park and item.park.linked_leader)
    return f"{linked.post}{linked.name}" if linked else ""


def until(item: Item) -> str:
    """By when, as a paper says it."""
    if item.deadline:
        return f"{written(item.deadline)}前"
    return str(item.get_undated_kind_display()) if item.undated_kind else ""


def one_line(text: str) -> str:
    """A text of several lines, for a cell of a paper."""
    return for_paper(" ".join(text.split()))


def reads_slips(person: User) -> bool:
    """Whether the slips of what a person sees are for that person's eyes."""
    return person.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN)


def word_of(body: Organization) -> str:
    return f"{body.word_on_papers}整交"


PAPER = ItemPaper(
    "assignment-slip",
    DocumentKind(
        code=ASSIGNMENT_SLIP,
        label=gettext_lazy("Assignment slip"),
        series=Series("assignment:{county}:{word}:{year}"),
        word=word_of,
        bodies=ISSUERS[ASSIGNMENT_SLIP],
        of=Item,
        wording=wording,
        act=act_of,
        file_name="{number}",
        held=stands_alone,
        seen_by=reads_slips,
    ),
    refuse_unready,
    covered_by=(BATCH_SLIP,),
)
