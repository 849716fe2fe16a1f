# ruff: noqa: E501 - the fields read as a table
"""关键岗位人员名录: a list of the people on whom safety rests; a known one is recognised by enterprise and name."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules.unit_names import normalise
from enterprises.models import Enterprise
from intake.imports.registers.book import ENTERPRISES, Book, MeaningError
from intake.imports.registers.enterprises import PHONE
from intake.imports.registers.hazard_sources import removed
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values, text_in
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type
from safety.models import KeyPerson
from safety.services import keeping
from safety.states import Education, Major, Post, Title

# fmt: off
FIELDS = (
    Field("name", gettext_lazy("Name of the person"), r"(?:人员|员工)?姓名|人员|持证人", Type.PERSON, is_required=True, phone="phone", example="张某"),
    Field("enterprise", gettext_lazy("Enterprise"), r"(?:所在|所属|任职)?(?:企业|单位|公司)(?:名称|全称)?", Type.LOOKED_UP, is_required=True, example="示范化工有限公司"),
    Field("post", gettext_lazy("Post"), r"(?:关键)?(?:岗位|职务|职位|职责)(?:名称|类别)?|人员(?:类别|类型)", Type.CHOICE, example="专职安全管理人员"),
    Field("phone", gettext_lazy("Phone"), PHONE, Type.PHONE),
    Field("education", gettext_lazy("Education"), r"(?:最高)?(?:学历|文化程度)", Type.CHOICE, example="本科"),
    Field("major_kind", gettext_lazy("Field of study"), r"专业(?:类别|类型)", Type.CHOICE),
    Field("major", gettext_lazy("Field of study in words"), r"(?:所学|毕业|学历)?专业(?:名称)?", example="化学工程与工艺"),
    Field("title", gettext_lazy("Professional title"), r"(?:专业技术)?职称(?:等级|名称)?", Type.CHOICE),
    Field("since", gettext_lazy("In post since"), r"(?:任职|到岗|上岗|任命|入职)(?:时间|日期)", Type.DAY),
    Field("left_on", gettext_lazy("Left on"), r"(?:离职|离岗|离任)(?:时间|日期)", Type.DAY),
)
POSTS = (
    Option(Post.PRINCIPAL, Post.PRINCIPAL.label, r"(?:企业)?主要负责人|法定代表人|董事长|总经理|厂长", r"负责人|经理"),
    Option(Post.DEPUTY_SAFETY, Post.DEPUTY_SAFETY.label, r"(?:分管|主管)安全.*|安全副总.*|安全总监", r"安全.*(?:副总|总监)"),
    Option(Post.DEPUTY_PRODUCTION, Post.DEPUTY_PRODUCTION.label, r"(?:分管|主管)生产.*|生产副总.*", r"生产"),
    Option(Post.DEPUTY_EQUIPMENT, Post.DEPUTY_EQUIPMENT.label, r"(?:分管|主管)设备.*|设备副总.*", r"设备"),
    Option(Post.DEPUTY_TECHNOLOGY, Post.DEPUTY_TECHNOLOGY.label, r"(?:分管|主管)技术.*|技术负责人|技术副总.*|总工程师", r"技术|总工"),
    Option(Post.SAFETY_STAFF, Post.SAFETY_STAFF.label, r"(?:专职)?安全(?:生产)?管理人?员|(?:专职)?安全员", r"安全"),
    Option(Post.OPERATOR, Post.OPERATOR.label, r".*操作(?:人员|工)", r"操作"),
    Option(Post.SPECIAL_WORKER, Post.SPECIAL_WORKER.label, r"特种作业(?:人员)?", r"特种|电工|焊工"),
)
EDUCATIONS = (
    Option(Education.JUNIOR, Education.JUNIOR.label, r"初中(?:及以下)?|小学"),
    Option(Education.VOCATIONAL, Education.VOCATIONAL.label, r"中专|中职|中技|技校"),
    Option(Education.SENIOR, Education.SENIOR.label, r"高中"),
    Option(Education.COLLEGE, Education.COLLEGE.label, r"大专|专科|大学专科|高职"),
    Option(Education.BACHELOR, Education.BACHELOR.label, r"(?:大学)?本科|大学|学士"),
    Option(Education.MASTER, Education.MASTER.label, r"硕士(?:研究生)?|研究生|博士(?:研究生)?"),
)
MAJORS = (
    Option(Major.CHEMICAL, Major.CHEMICAL.label, r"化学化工类?|化工类?|化学类?", r"化"),
    Option(Major.SAFETY, Major.SAFETY.label, r"安全(?:工程)?类?", r"安全"),
    Option(Major.OTHER, Major.OTHER.label, r"其他|其它"),
)
TITLES = (
    Option(Title.CHEMICAL_SENIOR, Title.CHEMICAL_SENIOR.label, r"化工(?:专业)?高级(?:职称|工程师)?", r"高级|副高|正高"),
    Option(Title.CHEMICAL_MIDDLE, Title.CHEMICAL_MIDDLE.label, r"化工(?:专业)?(?:中级|工程师)(?:职称)?", r"中级|工程师"),
    Option(Title.CHEMICAL_JUNIOR, Title.CHEMICAL_JUNIOR.label, r"化工(?:专业)?(?:初级|助理工程师)(?:职称)?", r"初级|助理"),
    Option(Title.OTHER, Title.OTHER.label, r"其他|其它"),
)
# fmt: on


def find(book: Book, values: Values) -> KeyPerson | None:
    """By enterprise and name; of two of one name by the post as well."""
    enterprise = values["enterprise"]
    if not isinstance(enterprise, Enterprise):
        return None
    alike = book.key_people.get((enterprise.pk, normalise(text_in(values, "name"))), [])
    if len(alike) > 1:
        alike = [person for person in alike if person.post == values.get("post")]
    if len(alike) > 1:
        raise MeaningError(_("Several people on file have this name; correct the file first."), "name")
    return alike[0] if alike else None


def identities(values: Values) -> list[tuple[object, ...]]:
    return [(normalise(text_in(values, "enterprise")), normalise(text_in(values, "name")), values.get("post"))]


KEY_PEOPLE = RegisterKind(
    code="key-people",
    label=gettext_lazy("Key people"),
    model=KeyPerson,
    fields=FIELDS,
    key="name",
    may=lambda user: user.keeps_files,
    find=find,
    found_by=frozenset({"name", "enterprise"}),
    identities=identities,
    options={
        "post": lambda: POSTS,
        "education": lambda: EDUCATIONS,
        "major_kind": lambda: MAJORS,
        "title": lambda: TITLES,
    },
    looked_up={"enterprise": ENTERPRISES},
    defaults=(
        Default("enterprise", gettext_lazy("Whose are people of whom the list names no enterprise?")),
        Default(
            "post",
            gettext_lazy("In which post are people of whom the list says nothing?"),
            lambda title: Post.SAFETY_STAFF,
        ),
    ),
    fixed=frozenset({"name", "enterprise"}),
    in_order=(("since", "left_on"),),
    add=lambda row, actor, names: keeping.add(row, actor=actor, names=names),
    change=keeping.change,
    removed=removed,
)
