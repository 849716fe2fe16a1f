# ruff: noqa: E501 - the fields read as a table
"""项目名录: a list of construction projects; a known one is recognised by enterprise and name."""

import re

from django.utils.translation import gettext_lazy

from accounts.rules.unit_names import normalise
from enterprises.models import Enterprise
from enterprises.states import OperatingState
from intake.imports.registers.book import ENTERPRISES, Book
from intake.imports.registers.enterprises import STATES
from intake.imports.registers.kinds import Default, RegisterKind, Values, text_in
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type
from projects.models import Project

MONEY = {"万元": "1", "亿元": "10000", "元": "0.0001", "亿": "10000", "万": "1"}
DAY = r"(?:时间|日期|年月|年份|节点)?"

# fmt: off
FIELDS = (
    Field("name", gettext_lazy("Project"), r"(?:建设|工程|在建|拟建|技改|招商)?(?:项目|工程)(?:名称|全称)?", is_required=True, example="年产1万吨示范产品项目"),
    Field("enterprise", gettext_lazy("Enterprise"), r"(?:项目)?(?:建设|业主|申报|实施|承建|承担|项目|投资|责任|所属)?(?:单位|企业|公司|主体|法人)(?:名称|全称)?|业主", Type.LOOKED_UP, is_required=True, example="示范化工有限公司"),
    Field("state", gettext_lazy("State"), r"(?:项目|建设|工程|目前|当前|形象)*(?:状态|阶段|进度|进展|现状)(?:情况)?|建设情况", Type.CHOICE, example="在建"),
    Field("content", gettext_lazy("Scale and content"), r"(?:主要|项目|建设|工程)*(?:规模|内容|概况|简介)+", example="新建生产线两条"),
    Field("investment", gettext_lazy("Investment (10,000 yuan)"), r"(?:项目|计划|概算|估算|协议)?总?投资(?:额|规模|总额|估算|金额)?", Type.NUMBER, units=MONEY, example="12000"),
    Field("planned_start", gettext_lazy("Planned start"), rf"(?:计划|预计|拟|合同)(?:开工|开始|动工|建设){DAY}", Type.DAY, example="2026-03-01"),
    Field("planned_completion", gettext_lazy("Planned completion"), rf"(?:计划|预计|拟|合同)(?:竣工|完工|建成|投产|完成){DAY}", Type.DAY, at_end=True, example="2027-12-31"),
    Field("started_on", gettext_lazy("Started on"), rf"(?:实际)?(?:开工|动工){DAY}", Type.DAY),
    Field("completed_on", gettext_lazy("Completed on"), rf"(?:实际)?(?:竣工|完工|建成){DAY}", Type.DAY, at_end=True),
    Field("uses_hazardous_chemicals", gettext_lazy("Hazardous chemicals"), r"(?:是否)?(?:涉及|属于|为)?(?:危险化学品|危化品)(?:建设)?(?:项目)?", Type.YES_NO),
)
# fmt: on
_BY_TITLE = (
    (r"拟建|前期|储备|拟开工", OperatingState.PLANNED),
    (r"建成|竣工|完工", OperatingState.BUILT),
    (r"试生产", OperatingState.TRIAL),
)


def proposed(title: str) -> str:
    """The state that the title of the list names; projects of a list are under construction else."""
    return next((state for words, state in _BY_TITLE if re.search(words, title)), OperatingState.BUILDING)


def find(book: Book, values: Values) -> Project | None:
    enterprise = values["enterprise"]
    if not isinstance(enterprise, Enterprise):
        return None
    return book.projects.get((enterprise.pk, normalise(text_in(values, "name"))))


def identities(values: Values) -> list[tuple[object, ...]]:
    return [(normalise(text_in(values, "enterprise")), normalise(text_in(values, "name")))]


PROJECTS = RegisterKind(
    code="projects",
    label=gettext_lazy("Projects"),
    model=Project,
    fields=FIELDS,
    key="name",
    may=lambda user: user.keeps_files,
    find=find,
    found_by=frozenset({"name", "enterprise"}),
    identities=identities,
    options={"state": lambda: STATES},
    looked_up={"enterprise": ENTERPRISES},
    defaults=(
        Default("enterprise", gettext_lazy("Whose are projects of which the list names no enterprise?")),
        Default("state", gettext_lazy("How far are projects of which the list says nothing?"), proposed),
    ),
    fixed=frozenset({"name", "enterprise"}),
    in_order=(("planned_start", "planned_completion"), ("started_on", "completed_on")),
)
