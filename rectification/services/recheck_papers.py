"""整改复查意见书: what a re-inspection has found, to the enterprise, by the body whose officers were there.

An enforcement paper: a coordinating body has none. Its reader is told what was asked, found and follows, all on record.
"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from accounts.states import Reach
from core import clock
from core.errors import NotAllowedError, WrongStateError
from documents.blocks import Block, Column, Document, Paragraph, Table, written
from documents.kinds import DocumentKind, stands_alone
from documents.models import IssuedDocument
from documents.rules.numbers import Series, in_brackets
from documents.rules.office_words import for_paper, own_name
from documents.services.issuing import contact_of
from rectification.models import Item, Review
from rectification.rules.issuers import ISSUERS, RECHECK_OPINION
from rectification.services.item_paper import ItemPaper
from rectification.services.orders_of import order_of
from rectification.services.reviewing import OFFICERS_NEEDED, of_item
from rectification.states import DONE_STATES

PROBLEM = (
    Column("编号", 2),
    Column("问题", 4),
    Column("交办日期", 2.4),
    Column("整改期限", 2.4),
    Column("复查结果", 1.7),
)
SIGNED = (Column("签名栏", 3), Column("签名", 4), Column("日期", 3))
BY_INK, COPIES = "　\n　", "本意见书一式两份，一份交被复查单位，一份存档。"
RECTIFIED, IN_PART, OPEN = "已整改", "部分整改", "未整改"


def refuse_unready(item: Item, person: User) -> None:
    """Raises WrongStateError without a re-inspection or enterprise, NotAllowedError for another body's officers."""
    if item.enterprise is None:
        raise WrongStateError(_("The re-inspection opinion goes to an enterprise; this item names none."))
    review = last_review(item)
    if review is None:
        raise WrongStateError(_("No re-inspection of this item is on record."))
    if review.reviewer.organization_id != person.organization_id:
        unit = review.reviewer.organization.name
        raise NotAllowedError(_("The body whose officers have re-inspected issues it: %(unit)s.") % {"unit": unit})


def last_review(item: Item) -> Review | None:
    """The re-inspection that holds: by which it has passed, or failed last.

    None while a second officer still has to confirm it, and once the item was sent back after it had passed.
    """
    if item.pass_proposed_by_id or item.awaited_officer_id:
        return None
    reviews = of_item(item)
    return reviews[-1] if reviews and _holds(item, reviews[-1]) else None


def _holds(item: Item, review: Review) -> bool:
    """A failed one begins the next round, a passed one stands in its own."""
    if review.passed:
        return item.state in DONE_STATES and review.round == item.round
    return item.is_open and review.round == item.round - 1


def wording(item: Item, paper: IssuedDocument) -> Document:
    """What the last re-inspection has found, under the number of the paper."""
    review = last_review(item)
    assert review is not None
    assert item.enterprise is not None
    assert paper.issuer is not None
    issuer = paper.issuer.name
    return Document(
        title="整改复查意见书",
        blocks=tuple(_blocks(item, review, own_name(issuer))),
        issuer=issuer,
        number=paper.number,
        addressee=for_paper(item.enterprise.name),
        signature=issuer,
        day=clock.today(),
        contact=contact_of(paper.issued_by),
        printed_by=issuer,
    )


def _blocks(item: Item, review: Review, own: str) -> Iterator[Block]:
    on = written(timezone.localdate(review.at))
    asked = f"你单位{written(item.submitted_on)}申请复查。" if item.submitted_on else ""
    yield Paragraph((f"{_ordered(item)}{asked}{own}{on}对你单位下列问题的整改情况进行了复查，意见如下：",))
    yield Table(PROBLEM, (_row(item, review),))
    if item.requirement:
        yield Paragraph((f"整改要求：{_sentence(item.requirement)}",))
    if item.work_done:
        yield Paragraph((f"你单位报告的整改情况：{_sentence(item.work_done)}",))
    found = "；".join(line.strip().rstrip("。") for line in review.opinion.splitlines() if line.strip())
    yield Paragraph((f"复查情况：{_sentence(found)}",))
    yield Paragraph((_conclusion(item, review),))
    officers = [f"复查人员{officer.name}" for officer in review.officers.order_by("pk")]
    signing = [*officers, *["复查人员"] * (OFFICERS_NEEDED - len(officers)), "被复查单位现场负责人"]
    yield Table(SIGNED, tuple((who, BY_INK, BY_INK) for who in signing), note=COPIES)


def _ordered(item: Item) -> str:
    """The order that the re-inspection follows, by its number and day."""
    order = order_of(item)
    if order is None:
        return ""
    return f"根据{order.number}{order.title}（{written(timezone.localdate(order.issued_at))}），"


def _row(item: Item, review: Review) -> tuple[str, str, str, str, str]:
    given = written(timezone.localdate(item.assigned_at)) if item.assigned_at else "—"
    deadline = written(item.deadline) if item.deadline else "—"
    return item.number, for_paper(item.title), given, deadline, result_of(item, review)


def result_of(item: Item, review: Review) -> str:
    """已整改, 部分整改 where a stage of the work is on record, or 未整改."""
    if review.passed:
        return RECTIFIED
    return IN_PART if item.stage_share else OPEN


def _conclusion(item: Item, review: Review) -> str:
    if review.passed:
        mode = f"（整改方式：{item.get_mode_display()}）" if item.mode else ""
        return f"结论：该问题已整改到位{mode}，同意进入销号程序。请继续做好日常管理，防止反弹。"
    until = f"，请于{written(item.deadline)}前完成整改，并书面申请复查" if item.deadline and item.is_open else ""
    return f"结论：该问题未整改到位{until}。整改期间应落实防范措施，保障安全。"


def _sentence(text: str) -> str:
    return f"{for_paper(' '.join(text.split())).rstrip('。；;')}。"


def word_of(body: Organization) -> str:
    return in_brackets(body.word_on_papers, "复查")


def act_of(item: Item, paper: IssuedDocument) -> str:
    """Each re-inspection has its opinion."""
    review = last_review(item)
    assert review is not None
    return f"review:{review.pk}"


PAPER = ItemPaper(
    "recheck-opinion",
    DocumentKind(
        code=RECHECK_OPINION,
        label=gettext_lazy("Re-inspection opinion"),
        series=Series("recheck:{county}:{word}:{year}"),
        word=word_of,
        bodies=ISSUERS[RECHECK_OPINION],
        of=Item,
        wording=wording,
        act=act_of,
        file_name="{number}",
        held=stands_alone,
        seen_by=lambda user: user.reach in (Reach.COUNTY, Reach.PARK, Reach.OWN),
    ),
    refuse_unready,
)
