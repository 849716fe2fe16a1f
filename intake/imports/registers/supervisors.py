# ruff: noqa: E501 - the fields read as a table
"""监管人员名册: a list of the supervisors of units; a known one is recognised by unit and name."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization
from accounts.rules.unit_names import normalise
from capability.models import Supervisor
from capability.services import keeping
from intake.imports.registers.book import UNITS, Book, MeaningError
from intake.imports.registers.kinds import Default, RegisterKind, Values, text_in
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type

# fmt: off
FIELDS = (
    Field("name", gettext_lazy("Name of the person"), r"(?:监管)?(?:人员|干部)?姓名|监管人员|执法人员", Type.PERSON, is_required=True, example="张某"),
    Field("organization", gettext_lazy("Organization"), r"(?:所在|所属|工作|任职)?(?:单位|部门|机构)(?:名称|全称)?", Type.LOOKED_UP, is_required=True, example="县应急管理局"),
    Field("post", gettext_lazy("Post"), r"(?:现任)?(?:岗位|职务|职位|职务职级)(?:名称)?", example="执法队员"),
    Field("since", gettext_lazy("In post since"), r"(?:任职|到岗|上岗|任现职|入职)(?:时间|日期)", Type.DAY, example="2021-03-01"),
    Field("left_on", gettext_lazy("Last day in post"), r"(?:离职|离岗|离任|调离)(?:时间|日期)", Type.DAY),
    Field("has_degree", gettext_lazy("Degree related to chemical safety"), r"(?:是否)?(?:具有|具备|属于|为)?化工(?:安全)?(?:类|相关)?(?:专业)?(?:学历|专业)?(?:背景)?", Type.YES_NO, example="是"),
    Field("major", gettext_lazy("Field of study in words"), r"(?:所学|毕业|学历)?专业(?:名称)?", example="化学工程与工艺"),
    Field("degree_on", gettext_lazy("Degree obtained on"), r"(?:毕业|学历取得|取得学历)(?:时间|日期)", Type.DAY),
    Field("practising_since", gettext_lazy("In chemical safety since"), r"(?:从事)?(?:化工)?(?:安全)?(?:相关)?(?:工作|从业)(?:起始)?(?:时间|日期)|从事化工安全工作起始", Type.DAY, example="2015-07-01"),
    Field("evidence", gettext_lazy("Evidence of the experience"), r"(?:从业|工作|实践)(?:经历|经验)(?:证明)?(?:材料)?"),
    Field("certificate_number", gettext_lazy("Enforcement certificate"), r"(?:行政)?执法证(?:件)?(?:编号|号|号码)?"),
    Field("certificate_until", gettext_lazy("Enforcement certificate valid until"), r"(?:行政)?(?:执法证(?:件)?)?(?:有效期(?:至|限)?|到期(?:时间|日期))", Type.DAY, at_end=True),
)
# fmt: on


def find(book: Book, values: Values) -> Supervisor | None:
    """By unit and name, of those who have not left; of two of one name nobody can say which is meant."""
    unit = values["organization"]
    if not isinstance(unit, Organization):
        return None
    alike = book.supervisors.get((unit.pk, normalise(text_in(values, "name"))), [])
    if len(alike) > 1:
        raise MeaningError(_("Several people on file have this name; correct the file first."), "name")
    return alike[0] if alike else None


def identities(values: Values) -> list[tuple[object, ...]]:
    return [(normalise(text_in(values, "organization")), normalise(text_in(values, "name")))]


def refusals(book: Book, values: Values) -> Iterator[tuple[str, str]]:
    """Supervisors are those of units of the government, and of the own one but for the coordinator."""
    unit = values.get("organization")
    if not isinstance(unit, Organization):
        return
    if unit.kind not in keeping.SUPERVISING:
        yield "organization", _("Supervisors belong to units of the government.")
    elif not book.user.oversees_units and unit.pk != book.user.organization_id:
        yield "organization", _("Each unit keeps the file of its own supervisors.")


SUPERVISORS = RegisterKind(
    code="supervisors",
    label=gettext_lazy("Supervisors"),
    model=Supervisor,
    fields=FIELDS,
    key="name",
    may=lambda user: user.keeps_files,
    find=find,
    found_by=frozenset({"name", "organization"}),
    identities=identities,
    looked_up={"organization": UNITS},
    defaults=(Default("organization", gettext_lazy("Of which unit are supervisors of whom the list names none?")),),
    fixed=frozenset({"name", "organization"}),
    in_order=(("since", "left_on"),),
    refusals=refusals,
    add=lambda row, actor, names: keeping.add_person(row, actor=actor, names=names),
)
