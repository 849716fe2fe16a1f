"""批量交办单: what an office has assigned to one unit on one day goes out on one sheet, with one receipt."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from core import clock
from core.errors import WrongStateError
from documents.blocks import Column, Document, Table, written
from documents.kinds import DocumentKind, stands_alone
from documents.models import IssuedDocument
from documents.rules.numbers import Series
from documents.rules.office_words import for_paper
from documents.services.issuing import contact_of, issue_about, refuse_without_right
from rectification.models import BatchSlip, Item, SlipLine
from rectification.models.slips import valid_slips
from rectification.querysets import ItemQuerySet
from rectification.rules.issuers import ASSIGNMENT_SLIP, BATCH_SLIP, ISSUERS, may_issue
from rectification.services import assignment_papers
from rectification.services.assignment_papers import FORM, INK, NOTE, RECEIPT
from rectification.states import State

SHOWN_DAYS = 30
"""An assignment waits so many days for its slip in the list; later its own page issues it."""
MOST_ITEMS = 200
SHOWN_SLIPS = 30
LINES = (
    Column("序号", 0.9, True),
    Column("问题编号", 2.4),
    Column("问题", 4),
    Column("所在单位", 2.4),
    Column("级别", 1.1),
    Column("整改要求", 2.8),
    Column("整改时限", 2.2),
)


@dataclass(frozen=True)
class Lot:
    """What one office has assigned to a unit on a day, and no valid slip says yet."""

    unit: Organization
    day: date
    items: list[Item]

    @property
    def key(self) -> int:
        """The item by which its page is found."""
        return self.items[0].pk


def issues_slips(person: User) -> bool:
    """Whether the person's body issues assignment slips in its own name, and the person assigns."""
    return person.assigns and may_issue(BATCH_SLIP, person.organization.kind)


def lots(person: User) -> list[Lot]:
    """What waits for a batch slip, the latest first; a unit with one item alone has its slip at that item."""
    since = clock.now() - timedelta(days=SHOWN_DAYS)
    found: dict[tuple[Organization, date], list[Item]] = defaultdict(list)
    for item in _without_slip(_assigned_by(person).filter(assigned_at__gte=since)):
        assert item.lead_organization is not None, "it has been assigned"
        found[item.lead_organization, timezone.localdate(_assigned(item))].append(item)
    several = [Lot(unit, day, items) for (unit, day), items in found.items() if items[1:]]
    return sorted(several, key=lambda lot: lot.day, reverse=True)


def lot_of(item: Item, person: User) -> Lot:
    """The lot in which an item is. Raises WrongStateError where it is in none any more."""
    for lot in lots(person):
        if item.pk in {each.pk for each in lot.items}:
            return lot
    raise WrongStateError(_("%(number)s is in no batch that waits for its slip.") % {"number": item.number})


@transaction.atomic
@clock.still()
def issue(lot: Lot, *, actor: User, seen: str | None = None) -> IssuedDocument:
    """Issue the slip of a lot, with a row of the log.

    Raises NotAllowedError for a body without the power, WrongStateError where an item has another slip by now,
    StaleError where the paper would say something else than the one with the digest `seen`.
    """
    refuse_without_right(BATCH_SLIP, actor)
    list(Item.objects.select_for_update(of=("self",)).filter(pk__in=_keys(lot)).order_by("pk"))
    if _keys(lot_of(lot.items[0], actor)) != _keys(lot):
        raise WrongStateError(_("Something of this batch has been assigned anew or has a slip by now; look again."))
    county = lot.items[0].county
    assert county is not None, "an item that was assigned is of a county"
    slip = BatchSlip.objects.create(county=county, office=actor.organization, unit=lot.unit, day=lot.day)
    SlipLine.objects.bulk_create(SlipLine(slip=slip, item=item, assigned_at=_assigned(item)) for item in lot.items)
    return issue_about(BATCH_SLIP, slip, actor=actor, seen=seen)


def _keys(lot: Lot) -> set[int]:
    return {item.pk for item in lot.items}


def foreseen(lot: Lot, *, actor: User) -> IssuedDocument:
    """The paper as `issue` would issue it now; nothing is kept of it. Raises as that does."""
    with transaction.atomic():
        paper = issue(lot, actor=actor)
        transaction.set_rollback(True)
    return paper


def slips_of(item: Item, reader: User) -> object:
    """The keys of the slips on which the present assignment of an item stands, of those that the reader may see."""
    if item.assigned_at is None:
        return []
    slips = BatchSlip.objects.visible_to(reader).filter(lines__item=item, lines__assigned_at=item.assigned_at)
    return slips.values("pk")


def issued_by_office_of(person: User) -> "list[IssuedDocument]":
    """The batch slips of the person's office, the latest first."""
    rows = IssuedDocument.objects.visible_to(person).filter(kind=BATCH_SLIP, issuer=person.organization)
    return list(rows.order_by("-pk")[:SHOWN_SLIPS])


def _assigned_by(person: User) -> ItemQuerySet:
    rows = Item.objects.visible_to(person).open().exclude(state=State.PENDING)
    return rows.filter(assigned_by_organization=person.organization, lead_organization__isnull=False)


def _without_slip(rows: ItemQuerySet) -> list[Item]:
    """Those whose present assignment stands on no valid slip, of its own or of a batch."""
    valid = Exists(valid_slips().filter(about=OuterRef("slip")))
    on = SlipLine.objects.filter(valid, item=OuterRef("pk"), assigned_at=OuterRef("assigned_at"))
    items = list(rows.filter(~Exists(on)).for_page().order_by("number"))
    own = IssuedDocument.objects.filter(kind=ASSIGNMENT_SLIP, voided_at=None, about__in=[item.pk for item in items])
    acts = set(own.values_list("about", "act"))
    return [item for item in items if (item.pk, assignment_papers.assignment_of(item)) not in acts][:MOST_ITEMS]


def _assigned(item: Item) -> datetime:
    assert item.assigned_at is not None, "it has been assigned"
    return item.assigned_at


def wording(slip: BatchSlip, paper: IssuedDocument) -> Document:
    """What all have in common, one line for each item, and the receipt of the unit."""
    assert paper.issuer is not None
    lines = slip.lines.select_related("item").order_by("pk")
    items = list(Item.objects.filter(pk__in=lines.values("item")).for_page().order_by("number"))
    contact = contact_of(paper.issued_by)
    unit = for_paper(slip.unit.name)
    head = (
        ("交办单编号", paper.number),
        ("责任单位", unit),
        ("问题条数", f"{len(items)}条"),
        ("下达日期", written(slip.day)),
        ("交办单位、日期", f"{paper.issuer.name}，{written(clock.today())}"),
        *((("联系方式", contact),) if contact else ()),
    )
    with translation.override("zh-hans"):
        rows = tuple(tuple(_line(place, item)) for place, item in enumerate(items, 1))
    return Document(
        title="整改问题批量交办单",
        blocks=(
            Table(FORM, head),
            Table(LINES, rows),
            Table(RECEIPT, ((unit, INK, INK),), caption="签收回执", note=NOTE),
        ),
        number=paper.number,
    )


def _line(place: int, item: Item) -> Iterator[str]:
    yield str(place)
    yield item.number
    yield for_paper(item.title)
    yield for_paper(item.enterprise.name if item.enterprise else item.park.name if item.park else "")
    yield str(item.get_level_display())
    yield assignment_papers.one_line(item.requirement)
    yield assignment_papers.until(item)


KINDS = (
    DocumentKind(
        code=BATCH_SLIP,
        label=gettext_lazy("Batch assignment slip"),
        series=Series("assignment:{county}:{word}:{year}"),
        word=assignment_papers.word_of,
        bodies=ISSUERS[BATCH_SLIP],
        of=BatchSlip,
        wording=wording,
        file_name="{number}",
        held=stands_alone,
        seen_by=assignment_papers.reads_slips,
        has_page=False,
        listed_at={"rectification.item": slips_of},
    ),
)
