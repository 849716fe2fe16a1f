# ruff: noqa: E501 - the fields read as a table
"""企业名录: a list of enterprises; a known one is recognised by its credit code, else by its name."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rules.unit_names import normalise
from enterprises.models import Enterprise
from enterprises.services.founding import found
from enterprises.states import EnterpriseKind, OperatingState
from intake.imports.registers.book import PARKS, UNITS, Book, MeaningError
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values, text_in
from intake.imports.registers.permit_columns import PERMITS_BESIDE
from intake.imports.registers.permit_columns import fields as permit_fields
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type

PARK_NAMES = r"园区|产业园|工业园|集中区|开发区"
ENTERPRISE = r"(?:.{0,8}(?:企业|单位|公司))(?:名称|全称)?|名称|全称|厂名"
PARK = r"(?:所在|所属|入驻|企业所在)?(?:化工|工业|产业)?(?:园区|开发区|集中区|产业园)(?:名称)?"
REGION = r"(?:所在|所属|企业所在)?(?:省份?|省市|市|地市|市州|地区|区域|县区?|区县|县市区?|城市|行政区域?|行政区划|乡镇(?:街道)?|镇街?|街道|属地|辖区)(?:名称)?"
PHONE = r"(?:联系)?(?:电话|手机|方式)(?:号码|号)?"

# fmt: off
FIELDS = (
    Field("name", gettext_lazy("Name"), ENTERPRISE, is_required=True, example="示范化工有限公司"),
    Field("short_name", gettext_lazy("Short name"), r"(?:企业|单位|公司)?(?:简称|别名)", example="示范化工"),
    Field("credit_code", gettext_lazy("Unified social credit code"), r".*(?:信用代码|信用码|统一代码)|(?:工商|营业执照)?注册号|营业执照(?:号|编号|号码)", Type.CREDIT_CODE),
    Field("park", gettext_lazy("Park"), PARK, Type.LOOKED_UP, group=PARK_NAMES),
    Field("region", gettext_lazy("Region (part of the address)"), REGION, is_joined=True),
    Field("address", gettext_lazy("Address"), r".*(?:地址|住所|厂址|坐落|位置|地点)", example="示范大道1号"),
    Field("kind", gettext_lazy("Kind"), r"(?:企业|行业|所属行业|产业|生产|经营)?(?:类型|类别|分类|种类)|(?:所属|细分)?(?:行业|领域)(?:类别|分类|类型)?", Type.CHOICE),
    Field("state", gettext_lazy("Operating state"), r"(?:企业|生产|经营|生产经营|运行|运营|目前|当前|开工)*(?:状态|状况|情况|现状)", Type.CHOICE),
    Field("products", gettext_lazy("Main products"), r"(?:主要|主营|主导|生产)?(?:产品|产品名称|产品种类|经营范围|经营品种|业务)(?:产能|规模)?", example="合成氨、甲醇"),
    Field("employees", gettext_lazy("Employees"), r"(?:企业)?(?:从业|职工|员工|用工|在岗|在册)(?:人员|职工)?(?:总)?(?:人数|总数|数|数量)?|人数|从业人员", Type.WHOLE, example="120"),
    Field("safety_manager_name", gettext_lazy("Safety manager"), r"(?:分管|专职|企业)?安全(?:生产)?(?:分管)?(?:负责人|总监|管理人员|管理员|主管|经理|员|科长|部长|领导)(?:姓名)?", Type.PERSON, phone="safety_manager_phone"),
    Field("safety_manager_phone", gettext_lazy("Safety manager's phone"), rf"(?:分管|专职|企业)?安全(?:生产)?(?:分管)?(?:负责人|总监|管理人员|管理员|主管|员|联系人)?{PHONE}", Type.PHONE),
    Field("principal_name", gettext_lazy("Principal"), r"(?:企业|单位)?(?:主要)?(?:负责人|法人|法定代表人|法人代表|董事长|总经理|第一责任人|实际控制人|联系人)(?:姓名)?", Type.PERSON, phone="principal_phone", example="张某"),
    Field("principal_phone", gettext_lazy("Principal's phone"), rf"(?:企业|单位)?(?:主要)?(?:负责人|法人|法定代表人|法人代表|董事长|总经理|第一责任人|联系人)?{PHONE}", Type.PHONE),
    Field("linked_organization", gettext_lazy("Linked unit"), r"(?:包保|挂联|包联|联系|帮扶)(?:单位|部门)", Type.LOOKED_UP),
)
STATES = (
    Option(OperatingState.OPERATING, OperatingState.OPERATING.label, r"正常|在产|生产|正常生产|生产中|已投产|正式投产|投产|运营|运营中|运行|正常运行|正常运营|正常经营|经营|存续|在营|开业|在业|是"),
    Option(OperatingState.STOPPED, OperatingState.STOPPED.label, r".*(?:停产|停业|停工|停建|缓建).*"),
    Option(OperatingState.CLOSED, OperatingState.CLOSED.label, r".*(?:关闭|注销|吊销|退出|搬迁|拆除|终止).*"),
    Option(OperatingState.TRIAL, OperatingState.TRIAL.label, r".*(?:试生产|试运行|试车).*"),
    Option(OperatingState.BUILDING, OperatingState.BUILDING.label, r"在建|建设中|施工|施工中|正在建设|建设|续建|已开工|在建项目|基建"),
    Option(OperatingState.PLANNED, OperatingState.PLANNED.label, r"拟建|筹建|筹备|前期|前期工作|未开工|未建|规划|备案|立项|待建|新建"),
    Option(OperatingState.BUILT, OperatingState.BUILT.label, r"已建|建成|已建成|竣工|已竣工|完工|已完工|建成未投产|未投产"),
)
KINDS = (
    Option(EnterpriseKind.COAL, EnterpriseKind.COAL.label, r"煤化工|现代煤化工|焦化", r"煤|焦|合成氨|甲醇|氮肥"),
    Option(EnterpriseKind.PHARMACEUTICAL, EnterpriseKind.PHARMACEUTICAL.label, r"医药中间体|医药化工|原料药|制药", r"药"),
    Option(EnterpriseKind.PESTICIDE, EnterpriseKind.PESTICIDE.label, r"农药|农药中间体|农药原药", r"农药|除草|杀虫"),
    Option(EnterpriseKind.DYE, EnterpriseKind.DYE.label, r"染料|染料中间体|颜料", r"染料|颜料"),
    Option(EnterpriseKind.PHOSPHORUS, EnterpriseKind.PHOSPHORUS.label, r"磷化工|磷肥", r"磷"),
    Option(EnterpriseKind.CHLOR_ALKALI, EnterpriseKind.CHLOR_ALKALI.label, r"氯碱|氯碱化工|氯碱纯碱", r"氯|碱"),
    Option(EnterpriseKind.FINE, EnterpriseKind.FINE.label, r"精细化工|精细化学品", r"精细|助剂|涂料|树脂"),
    Option(EnterpriseKind.STORAGE, EnterpriseKind.STORAGE.label, r"仓储|仓储物流|储存|危化品储存|物流|经营带储存", r"储|物流|加油|加气|经营"),
    Option(EnterpriseKind.ENVIRONMENT, EnterpriseKind.ENVIRONMENT.label, r"环保|危废处置|固废处置|污水处理", r"危废|固废|污水|环保|再生"),
    Option(EnterpriseKind.OTHER, EnterpriseKind.OTHER.label, r"其他|其它"),
)
# fmt: on
_SIGNS = re.compile(r"[\s,，、;；]+")


def address_of(values: Values) -> Values:
    """The address with the parts of the region before it that it doesn't name itself."""
    parts = [part for part in _SIGNS.split(str(values.pop("region", ""))) if part]
    address = text_in(values, "address")
    missing = [part for place, part in enumerate(parts) if not _is_said(part, [*parts[place + 1 :], address])]
    if parts:
        values["address"] = "".join(missing) + address
    return values


def _is_said(part: str, later: list[str]) -> bool:
    """Whether what follows begins with a part already: 潍坊市 before 潍坊滨海经济技术开发区."""
    bare = re.sub(r"(?:省|市|县|区|自治区)$", "", part)
    return any(each.startswith((part, bare)) for each in later if each)


def find(book: Book, values: Values) -> Enterprise | None:
    """By its credit code, else by its name, short name or another name."""
    by_code = book.by_credit_code.get(text_in(values, "credit_code"))
    by_name = book.units.enterprise(text_in(values, "name"))
    if by_code and by_name and by_code.pk != by_name.pk:
        raise MeaningError(
            _("The code is that of %(code)s, the name is that of %(name)s: say which one is meant.")
            % {"code": by_code.name, "name": by_name.name},
            "credit_code",
        )
    return by_code or by_name


def identities(values: Values) -> list[tuple[object, ...]]:
    code = text_in(values, "credit_code")
    return [*([("code", code)] if code else []), ("name", normalise(text_in(values, "name")))]


def refusals(book: Book, values: Values) -> Iterator[tuple[str, str]]:
    """What the founding would refuse."""
    if values["name"] in book.names_of_units:
        yield "name", _("A unit of this name exists already.")
    if values.get("credit_code") in book.codes_elsewhere:
        yield "credit_code", _("This code stands in the file of another enterprise.")
    if not book.user.keeps_parks and values.get("park") is None:
        yield "park", _("Say in which park it lies.")


def add(row: Enterprise, actor: User, names: Sequence[str]) -> Enterprise:
    return found(row, actor=actor, names=names)


ENTERPRISES = RegisterKind(
    code="enterprises",
    label=gettext_lazy("Enterprises"),
    model=Enterprise,
    fields=(*FIELDS, *permit_fields()),
    key="name",
    may=lambda user: user.keeps_files,
    find=find,
    found_by=frozenset({"name"}),
    identities=identities,
    options={"kind": lambda: KINDS, "state": lambda: STATES},
    looked_up={"park": PARKS, "linked_organization": UNITS},
    defaults=(
        Default(
            "kind",
            gettext_lazy("What do enterprises make of which the list says nothing?"),
            lambda title: EnterpriseKind.OTHER,
        ),
        Default(
            "state",
            gettext_lazy("Do enterprises run of which the list says nothing?"),
            lambda title: OperatingState.OPERATING,
        ),
        Default(
            "park", gettext_lazy("In which park do enterprises lie of which the list says nothing?"), is_optional=True
        ),
    ),
    fixed=frozenset({"name", "park"}),
    complete=address_of,
    refusals=refusals,
    add=add,
    beside=PERMITS_BESIDE,
)
