"""一企一策 as a paper: goal, measures, what the experts said and what became of it."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization
from accounts.states import OrganizationKind
from core import clock
from documents.blocks import Block, Column, Document, Heading, Paragraph, Table, written
from documents.kinds import DocumentKind
from documents.models import IssuedDocument
from documents.rules.numbers import Series
from documents.services.issuing import contact_of
from plans.models import EnterprisePlan
from plans.states import PlanState

PLAN = "ENTERPRISE_PLAN"
MEASURES = (
    Column("序号", 1, True),
    Column("措施", 6),
    Column("责任单位", 3.2),
    Column("责任人", 1.6),
    Column("完成时限", 2.2),
    Column("资金（万元）", 1.8, True),
)
OPINIONS = (Column("序号", 1, True), Column("专家", 1.8), Column("意见", 6), Column("采纳情况", 4.4))


def wording(plan: EnterprisePlan, paper: IssuedDocument) -> Document:
    """What the paper says of the plan on the day of its approval."""
    assert paper.issuer is not None
    with translation.override("zh-hans"):
        blocks = tuple(_blocks(plan))
    return Document(
        title=f"关于印发《{plan.title}》的通知",
        blocks=blocks,
        issuer=paper.issuer.name,
        number=paper.number,
        addressee=plan.enterprise.name,
        signature=paper.issuer.name,
        day=clock.today(),
        contact=contact_of(paper.issued_by),
        printed_by=paper.issuer.name,
    )


def _blocks(plan: EnterprisePlan) -> Iterator[Block]:
    yield Paragraph((f"《{plan.title}》已经专家评审并审核同意，现印发给你单位，请认真组织实施。",))
    yield Heading("一、工作目标")
    yield Paragraph((plan.goal,))
    yield Paragraph((f"全部措施于{written(plan.finish_by)}前完成。",))
    yield Heading("二、整治措施")
    yield Table(MEASURES, tuple(_measures(plan)))
    yield Heading("三、专家评审意见及采纳情况")
    yield Table(OPINIONS, tuple(_opinions(plan)))
    yield Paragraph(("特此通知。",))


def _measures(plan: EnterprisePlan) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(plan.measures.select_related("organization"), 1):
        funds = f"{row.funds.normalize():f}" if row.funds is not None else "—"
        yield (str(number), row.text, row.organization.name, row.person, str(row.deadline), funds)


def _opinions(plan: EnterprisePlan) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(plan.opinions.all(), 1):
        said = str(row.get_adoption_display())
        yield (str(number), row.expert, row.opinion, f"{said}。{row.answer}" if row.answer else said)


def word_of(body: Organization) -> str:
    return f"{body.word_on_papers}企策"


def held(plan: EnterprisePlan) -> str:
    """A plan in force stands on its paper, and so do the items that follow its measures."""
    if plan.state != PlanState.APPROVED:
        return ""
    return _("The plan is in force by this paper: begin a new edition, whose approval takes its place, or complete it.")


KINDS = (
    DocumentKind(
        code=PLAN,
        label=gettext_lazy("One enterprise, one plan"),
        series=Series("enterprise-plan:{county}:{word}:{year}"),
        word=word_of,
        bodies=frozenset({OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT}),
        of=EnterprisePlan,
        wording=wording,
        file_name="{title}",
        held=held,
    ),
)
