"""销号审批表: one case, one form: what was wrong, how it was put right, who has seen it and who has agreed.

A box of the form names nobody who has not signed in the system: it is blank for ink then.
"""

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
from rectification.models import Item, Review, SignOff
from rectification.rules.issuers import ISSUERS, SIGN_OFF_FORM
from rectification.services.item_paper import ItemPaper
from rectification.services.reviewing import of_item
from rectification.services.sources import on_papers
from rectification.states import DONE_STATES, Mode, Signer
from rectification.workflow import has_part

FORM = (Column("项目", 1.6), Column("内容", 6))
OPINIONS = (Column("审批环节", 1.8), Column("意见", 3.6), Column("签字", 1.6), Column("日期", 2))
INK = "　\n　"
BLANK = (INK, INK, INK)
NOTE = "一事一档，佐证材料按序号附后；未签字的栏目留空，由审批人签署。"
BOXES = {
    Signer.PUBLICITY: "公示",
    Signer.DEPARTMENT_HEAD: "行业主管部门",
    Signer.COORDINATOR: "县级牵头办公室",
    Signer.COORDINATOR_OR_HEAD: "县级牵头办公室或交办部门",
    Signer.SUPERIOR_CONSENT: "上级意见",
}
"""What the box of each signer is headed by."""
ELEMENTS = (
    ("措施", "measures"),
    ("责任人", "responsible_person"),
    ("资金", "funds"),
    ("时限", "deadline"),
    ("预案", "contingency_plan"),
)


def refuse_unready(item: Item, person: User) -> None:
    """Raises WrongStateError before the re-inspection has passed and for a temporary stop, NotAllowedError."""
    if not has_part(item, person):
        raise NotAllowedError(_("An office that has a part in the item issues its sign-off form."))
    if item.mode == Mode.SUSPEND:
        raise WrongStateError(_("A temporary stop is never signed off, so there is no form for it."))
    if item.state not in DONE_STATES or _passed(item) is None:
        raise WrongStateError(_("The form is there once a re-inspection has passed."))


def _passed(item: Item) -> Review | None:
    """The re-inspection by which this round has passed."""
    passed = [review for review in of_item(item) if review.passed and review.round == item.round]
    return passed[-1] if passed else None


def wording(item: Item, paper: IssuedDocument) -> Document:
    """The form as the item stands now, with the signatures that have been given."""
    assert paper.issuer is not None
    with translation.override("zh-hans"):
        rows = tuple((label, said) for label, said in _rows(item) if said)
    filled_in = ("填表单位、日期", f"{paper.issuer.name}，{written(clock.today())}")
    unit = item.lead_organization.name if item.lead_organization else ""
    return Document(
        title="整改问题销号审批表",
        blocks=(
            Table(FORM, (("审批表编号", paper.number), *rows, filled_in)),
            Table(OPINIONS, tuple(_boxes(item, unit)), caption="审批意见", note=NOTE),
        ),
        number=paper.number,
    )


def _rows(item: Item) -> Iterator[tuple[str, str]]:
    yield "问题编号", item.number
    yield "问题来源", "；".join(on_papers(item))
    yield "问题", for_paper(item.title)
    yield "类别、级别", "；".join(filter(None, (str(item.category or ""), str(item.get_level_display()))))
    yield "所在单位", for_paper(item.enterprise.name if item.enterprise else item.park.name if item.park else "")
    yield "责任单位", for_paper(item.lead_organization.name) if item.lead_organization else ""
    yield "整改目标和要求", _line(item.requirement)
    yield "整改方式", str(item.get_mode_display())
    yield "完成情况", _line(item.work_done)
    yield "“五落实”", _elements(item)
    yield "佐证材料", _proofs(item)
    yield "验收（复查）", _review(item)
    yield "公示", _publicity(item)


def _elements(item: Item) -> str:
    said = {**item.five_elements, "deadline": written(item.deadline) if item.deadline else ""}
    return "；".join(f"{label}：{_line(said[name]).rstrip('。')}" for label, name in ELEMENTS if said[name])


def _proofs(item: Item) -> str:
    """Each with its number: under it the file lies behind the form."""
    rows = item.evidence.filter(round=item.round).select_related("attachment").order_by("pk")
    files = (row.attachment for row in rows)
    return "；".join(f"{place}.{file.get_kind_display()}（{file.name}）" for place, file in enumerate(files, 1))


def _review(item: Item) -> str:
    review = _passed(item)
    assert review is not None
    officers = review.officers.select_related("organization").order_by("pk")
    people = "、".join(f"{each.organization.label}{each.name}" for each in officers)
    said = "；".join(line.strip().rstrip("。") for line in review.opinion.splitlines() if line.strip())
    return f"{written(timezone.localdate(review.at))}复查通过，复查人员：{people}。{for_paper(said)}。"


def _publicity(item: Item) -> str:
    """From when to when; that it is over says nothing of objections nobody has noted."""
    if item.publicity_until is None:
        return ""
    signed = item.sign_offs.filter(round=item.round, signer=Signer.PUBLICITY).order_by("at").last()
    begun = written(timezone.localdate(signed.at)) if signed else ""
    state = "公示中" if item.is_being_published else "公示期满"
    return f"{begun}至{written(item.publicity_until)}，{state}。"


def _boxes(item: Item, unit: str) -> Iterator[tuple[str, str, str, str]]:
    """The responsible unit first, who asked for the re-inspection; then the chain in its order, signed or blank."""
    asked = written(item.submitted_on) if item.submitted_on else INK
    yield (f"责任单位（{unit}）", "已完成整改，申请复查" if item.submitted_on else INK, INK, asked)
    signed = {each.signer: each for each in item.sign_offs.filter(round=item.round).select_related("by__organization")}
    for signer in item.sign_off_chain:
        if signer != Signer.PUBLICITY:
            yield (BOXES[Signer(signer)], *_signed(signed.get(signer)))


def _signed(given: SignOff | None) -> tuple[str, str, str]:
    if given is None:
        return BLANK
    letter = f"{given.letter_number}" if given.letter_number else ""
    dated = f"（{written(given.letter_date)}）" if given.letter_date else ""
    said = "，".join(filter(None, (_line(given.opinion) or "同意销号", f"{letter}{dated}")))
    return said, given.by.name, written(timezone.localdate(given.at))


def _line(text: str) -> str:
    return for_paper(" ".join(text.split()))


def word_of(body: Organization) -> str:
    return f"{body.word_on_papers}销"


PAPER = ItemPaper(
    "sign-off-form",
    DocumentKind(
        code=SIGN_OFF_FORM,
        label=gettext_lazy("Sign-off form"),
        series=Series("sign-off:{county}:{word}:{year}"),
        word=word_of,
        bodies=ISSUERS[SIGN_OFF_FORM],
        of=Item,
        wording=wording,
        act=lambda item, paper: f"round:{item.round}",
        file_name="{number}",
        held=stands_alone,
        seen_by=lambda user: user.reach in (Reach.COUNTY, Reach.PARK),
    ),
    refuse_unready,
)
