"""准入评审意见书 as a paper: what was decided, under which conditions, until when, with which quota, and the appeal."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from accounts.states import OrganizationKind
from admission.models import Application
from admission.services.checks import plain
from admission.states import Decision
from core import clock
from documents.blocks import Block, Column, Document, Heading, Paragraph, Table, written
from documents.kinds import DocumentKind
from documents.models import IssuedDocument
from documents.rules import codes
from documents.rules.numbers import Series
from documents.services.issuing import contact_of

ADMISSION = "ADMISSION"
ISSUED_BY = ("turn-down", "decide")
"""The steps that issue it: they show it first."""
RESULTS = {Decision.ADMITTED: "同意准入", Decision.CONDITIONAL: "有条件准入", Decision.REFUSED: "不予准入"}
QUOTA = (Column("序号", 1, True), Column("污染物", 4), Column("占用总量指标（吨/年）", 4, True))
CHECKED = (Column("核查事项", 3), Column("结论", 2), Column("说明", 6), Column("依据", 4))


def wording(application: Application, paper: IssuedDocument) -> Document:
    """What the paper says of the decision that is being taken."""
    assert paper.issued_by is not None
    assert paper.issuer is not None
    with translation.override("zh-hans"):
        blocks = list(_blocks(application))
    return Document(
        title=f"{application.project.name}准入评审意见书",
        blocks=(*blocks, codes.line(paper.number, blocks), Paragraph(("特此通知。",))),
        issuer=paper.issuer.name,
        number=paper.number,
        addressee=application.project.enterprise.name,
        signature=paper.issuer.name,
        day=clock.today(),
        contact=contact_of(paper.issued_by),
        printed_by=paper.issuer.name,
    )


def _blocks(application: Application) -> Iterator[Block]:
    result = RESULTS[Decision(application.decision)]
    asked = f"{written(application.applied_on)}提出的{application.project.name}入驻{application.park.name}准入申请"
    yield Paragraph((f"你单位{asked}，经核查评审，意见如下：",))
    yield Heading("一、评审结论")
    yield Paragraph((f"{result}。{application.opinion}",))
    parts = [part for part in (_conditions(application), _checked(application), _quota(application)) if part]
    for numeral, (heading, block) in zip("二三四", parts, strict=False):
        yield Heading(f"{numeral}、{heading}")
        yield block
    yield Paragraph((_closing(application),))


def _conditions(application: Application) -> tuple[str, Block] | None:
    return ("准入条件", Paragraph((application.conditions,))) if application.conditions else None


def _checked(application: Application) -> tuple[str, Block] | None:
    rows = tuple((line["name"], _label(line), line["said"], line["source"] or "—") for line in application.sheet)
    return ("核查情况", Table(CHECKED, rows)) if rows else None


def _label(line: dict[str, str]) -> str:
    return {"MET": "符合", "EXPLAIN": "需说明理由", "BARRED": "不符合"}[line["verdict"]]


def _quota(application: Application) -> tuple[str, Block] | None:
    if not application.valid_until:
        return None
    rows = tuple(
        (str(n), str(each.get_pollutant_display()), plain(each.amount))
        for n, each in enumerate(application.discharges.all(), 1)
    )
    return ("总量指标", Table(QUOTA, rows)) if rows else None


def _closing(application: Application) -> str:
    if application.settled_on:
        last = "本意见系申诉受理后重新评审作出，此前意见已经作废。"
    elif application.appeal_by:
        last = f"对本意见有异议的，可于{written(application.appeal_by)}前提出申诉，申诉只办理一次。"
    else:
        last = ""
    valid = (
        f"本意见有效期至{written(application.valid_until)}，逾期未开工建设的自行失效。"
        if application.valid_until
        else ""
    )
    return f"{valid}{last}" or "以上意见请知悉。"


def word_of(body: Organization) -> str:
    return f"{body.word_on_papers}准"


KINDS = (
    DocumentKind(
        code=ADMISSION,
        label=_("Admission decision"),
        series=Series("admission:{county}:{word}:{year}"),
        word=word_of,
        bodies=frozenset({OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT, OrganizationKind.PARK_COMMITTEE}),
        of=Application,
        wording=wording,
        by_hand=False,
        file_name="{title}",
    ),
)
