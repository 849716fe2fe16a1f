# ruff: noqa: E501 - the fields read as a table
"""园区名录: a list of parks; a known one is recognised by its code, else by its name."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from accounts.rules.unit_names import normalise
from accounts.services.organizations import create_organization
from accounts.states import OrganizationKind
from core.errors import DomainError
from intake.imports.registers.book import COMMITTEES, Book, ToBeFounded
from intake.imports.registers.enterprises import PHONE
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values, text_in
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type
from parks.models import Park
from parks.services.founding import found
from parks.states import ParkGrade

CODE = "YQ%03d"
AREAS = {
    "公顷": "1",
    "平方公里": "100",
    "平方千米": "100",
    "km2": "100",
    "亩": "0.0666666667",
    "平方米": "0.0001",
    "m2": "0.0001",
}

# fmt: off
FIELDS = (
    Field("name", gettext_lazy("Name"), r".*(?:园区|集中区|开发区|产业园|基地)(?:名称|全称)?|名称", is_required=True, example="示范化工园区"),
    Field("code", gettext_lazy("Code"), r"(?:园区)?(?:代码|编码|编号)"),
    Field("short_name", gettext_lazy("Short name"), r"(?:园区)?简称"),
    Field("committee", gettext_lazy("Park committee"), r"(?:园区)?(?:管委会|管理机构|管理单位|管理委员会|主管单位)(?:名称)?", Type.LOOKED_UP),
    Field("area_hectares", gettext_lazy("Area (hectares)"), r".*面积", Type.NUMBER, units=AREAS, example="756"),
    Field("boundary", gettext_lazy("Boundary"), r".*(?:四至|边界).*", example="东至滨江路，西至国道"),
    Field("industries", gettext_lazy("Leading industries"), r"(?:主导|主要|特色|园区)?产业(?:定位|方向|名称)?"),
    Field("recognition_document", gettext_lazy("Recognition document"), r"(?:认定|批复|批准|设立)?(?:文件|文号|批文)(?:号|名称)?"),
    Field("recognized_on", gettext_lazy("Recognized on"), r"(?:认定|批复|批准|公布|设立)(?:时间|日期)", Type.DAY),
    Field("recognition_valid_until", gettext_lazy("Recognition valid until"), r"(?:认定)?(?:有效期|到期|截止)(?:至|时间|日期)?", Type.DAY, at_end=True),
    Field("plan_approved_on", gettext_lazy("Master plan approved on"), r"(?:总体)?规划(?:批复|批准)(?:时间|日期)", Type.DAY),
    Field("risk_grade", gettext_lazy("Safety risk grade"), r"(?:园区)?(?:整体性)?(?:安全)?风险?(?:评估)?(?:等级|级别|分级)", Type.CHOICE),
    Field("risk_score", gettext_lazy("Risk score"), r"(?:安全)?(?:风险)?(?:评估)?(?:得分|分值|评分)", Type.NUMBER),
    Field("contact_name", gettext_lazy("Contact"), r"(?:园区)?(?:联系人|负责人|主要负责人)(?:姓名)?", Type.PERSON, phone="contact_phone"),
    Field("contact_phone", gettext_lazy("Contact phone"), rf"(?:联系人|负责人|主要负责人)?{PHONE}", Type.PHONE),
)
# fmt: on
GRADES = tuple(Option(grade, grade.label, rf"{grade}[级类]?|{grade}\(?.*风险\)?") for grade in ParkGrade)


def find(book: Book, values: Values) -> Park | None:
    known = book.parks_by_code.get(text_in(values, "code"))
    return known or book.units.park(text_in(values, "name"))


def identities(values: Values) -> list[tuple[object, ...]]:
    code = text_in(values, "code")
    return [*([("code", code)] if code else []), ("name", normalise(text_in(values, "name")))]


def refusals(book: Book, values: Values) -> Iterator[tuple[str, str]]:
    committee = values.get("committee")
    if isinstance(committee, ToBeFounded) and committee.name in book.names_of_units:
        yield "committee", _("A unit of this name exists already.")


def add(row: Park, actor: User, names: Sequence[str]) -> Park:
    """Found a park; without a code in the list it gets the next free one."""
    row.code = row.code or _next_code()
    return found(row, actor=actor, names=names)


def _next_code() -> str:
    taken = set(Park.objects.filter(code__startswith=CODE[:2]).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := CODE % number) not in taken)


def found_committee(name: str, actor: User) -> Organization:
    """The committee of a park that came in with it. Raises DomainError."""
    county = actor.organization.county
    if county is None:
        raise DomainError(_("Units can be created for a county only."), "committee")
    return create_organization(name=name, kind=OrganizationKind.PARK_COMMITTEE, parent=county, actor=actor)


PARKS = RegisterKind(
    code="parks",
    label=gettext_lazy("Parks"),
    model=Park,
    fields=FIELDS,
    key="name",
    may=lambda user: user.keeps_parks,
    find=find,
    found_by=frozenset({"name"}),
    identities=identities,
    options={"risk_grade": lambda: GRADES},
    looked_up={"committee": COMMITTEES},
    defaults=(
        Default(
            "committee", gettext_lazy("Who manages parks of which the list names no committee?"), lambda title: "new"
        ),
    ),
    fixed=frozenset({"name", "code", "committee"}),
    refusals=refusals,
    add=add,
)
