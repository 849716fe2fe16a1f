# ruff: noqa: E501 - the fields read as a table
"""基础设施名录: a list of facilities of parks; a known one is recognised by park and name."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules.unit_names import normalise
from intake.imports.registers.book import PARKS, Book
from intake.imports.registers.enterprises import PARK, PARK_NAMES
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values, text_in
from intake.imports.registers.projects import DAY, MONEY
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type
from parks.models import Infrastructure, InfrastructureKind, Park
from parks.states import InfrastructureStatus as Status

# fmt: off
FIELDS = (
    Field("name", gettext_lazy("Name"), r"(?:基础|配套|公用|公共|重点)*(?:设施|工程|项目|建设项目)(?:名称|项目)?|名称|建设内容", is_required=True, example="示范园区污水处理厂"),
    Field("park", gettext_lazy("Park"), PARK, Type.LOOKED_UP, is_required=True, group=PARK_NAMES, example="示范化工园区"),
    Field("kind", gettext_lazy("Kind"), r"(?:设施|项目|工程)?(?:类型|类别|分类|种类)", Type.CHOICE, example="污水处理厂"),
    Field("progress", gettext_lazy("Progress (%)"), r"(?:形象|工程|建设|完成)?(?:进度|比例|百分比|完成率)", Type.NUMBER, units={"%": "1"}, example="60"),
    Field("status", gettext_lazy("Status"), r"(?:建设|设施|项目|运行|目前|当前)*(?:状态|情况|阶段|现状|进展)(?:情况)?", Type.CHOICE, example="在建"),
    Field("planned_start", gettext_lazy("Planned start"), rf"(?:计划|预计|拟)(?:开工|开始|动工){DAY}", Type.DAY),
    Field("planned_completion", gettext_lazy("Planned completion"), rf"(?:计划|预计|拟)(?:竣工|完工|建成|完成){DAY}|完成时限|建设期限", Type.DAY, at_end=True, example="2027-06-30"),
    Field("started_on", gettext_lazy("Started on"), rf"(?:实际)?(?:开工|动工){DAY}", Type.DAY),
    Field("completed_on", gettext_lazy("Completed on"), rf"(?:实际)?(?:竣工|完工|建成){DAY}", Type.DAY, at_end=True),
    Field("in_use_since", gettext_lazy("In use since"), rf"(?:投用|投运|投入使用|投入运行|启用|使用){DAY}", Type.DAY),
    Field("investment", gettext_lazy("Investment (10,000 yuan)"), r"(?:项目|计划|概算)?总?投资(?:额|规模|总额|估算|金额)?", Type.NUMBER, units=MONEY, example="3200"),
    Field("note", gettext_lazy("Note"), r"备注|说明|存在问题|建设规模|规模"),
)
STATUSES = (
    Option(Status.NOT_PLANNED, Status.NOT_PLANNED.label, r"未规划|无规划|无"),
    Option(Status.PLANNED, Status.PLANNED.label, r"规划|规划中|拟建|待建|未开工|前期|前期工作|筹建|已规划|计划"),
    Option(Status.BUILDING, Status.BUILDING.label, r"在建|建设中|施工|施工中|正在建设|已开工"),
    Option(Status.BUILT_UNUSED, Status.BUILT_UNUSED.label, r"建成未(?:投)?用|已建未用|建成未投运|建成|已建成|竣工|完工|未投用|闲置", r"建成"),
    Option(Status.IN_USE, Status.IN_USE.label, r"投用|已投用|在用|使用|正常使用|运行|正常运行|投运|已投运|投入使用|建成投用|已建成投用|建成投运", r"投用|运行|投运"),
    Option(Status.OUT_OF_USE, Status.OUT_OF_USE.label, r"停用|停运|报废|拆除|关停"),
    Option(Status.NOT_APPLICABLE, Status.NOT_APPLICABLE.label, r"不适用|不涉及"),
)
MEANS = {
    "INF01": r"污水", "INF02": r"消防", "INF03": r"填埋|固废|渣场", "INF04": r"供汽|蒸汽|供热|热源|锅炉", "INF05": r"管廊",
    "INF06": r"供水|水厂|给水", "INF07": r"供电|变电|电力", "INF08": r"雨污|一企一管|明管|雨水", "INF09": r"应急池|事故池",
    "INF10": r"停车场", "INF11": r"封闭|卡口|门禁", "INF12": r"平台|智慧|智能化", "INF13": r"指挥中心", "INF14": r"气防|医疗|急救",
    "INF15": r"物资", "INF16": r"实训|培训", "INF17": r"空气|大气", "INF18": r"水质", "INF19": r"地下水|监测井", "INF20": r"危废|危险废物",
    "INF21": r"供气|天然气|燃气|工业气体", "INF22": r"防洪|排涝|堤", "INF23": r"道路|铁路|路网|桥", "INF24": r"通信|视频|专网|网络",
}
# fmt: on


def kinds() -> Sequence[Option]:
    """The kinds of facilities, as the catalogue has them."""
    rows = InfrastructureKind.objects.all()
    return [Option(row.pk, row.name, re.escape(row.name_zh), MEANS.get(row.pk, row.name_zh)) for row in rows]


def kind_by_name(values: Values) -> Values:
    """A facility whose name fits one kind alone is of that kind, where the list says none."""
    fitting = [code for code, words in MEANS.items() if re.search(words, text_in(values, "name"))]
    if values.get("kind") is None and len(fitting) == 1:
        values["kind"] = fitting[0]
    return values


def find(book: Book, values: Values) -> Infrastructure | None:
    park = values["park"]
    return book.infrastructure.get((park.pk, normalise(text_in(values, "name")))) if isinstance(park, Park) else None


def identities(values: Values) -> list[tuple[object, ...]]:
    return [(normalise(text_in(values, "park")), normalise(text_in(values, "name")))]


def refusals(book: Book, values: Values) -> Iterator[tuple[str, str]]:
    progress = values.get("progress")
    if isinstance(progress, int) and not 0 <= progress <= 100:
        yield "progress", _("Between 0 and 100.")


INFRASTRUCTURE = RegisterKind(
    code="infrastructure",
    label=gettext_lazy("Infrastructure"),
    model=Infrastructure,
    fields=FIELDS,
    key="name",
    may=lambda user: user.keeps_files,
    find=find,
    found_by=frozenset({"name", "park"}),
    identities=identities,
    options={"kind": kinds, "status": lambda: STATUSES},
    looked_up={"park": PARKS},
    defaults=(
        Default("park", gettext_lazy("In which park are facilities of which the list says nothing?")),
        Default("kind", gettext_lazy("Of which kind are facilities of which the list says nothing?")),
        Default(
            "status",
            gettext_lazy("How far are facilities of which the list says nothing?"),
            lambda title: Status.BUILDING,
        ),
    ),
    fixed=frozenset({"name", "park"}),
    in_order=(("planned_start", "planned_completion"), ("started_on", "completed_on")),
    complete=kind_by_name,
    refusals=refusals,
)
