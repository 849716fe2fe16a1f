# ruff: noqa: E501 - the fields read as a table
"""危险源物质清单: what the plant units hold; the rows of a unit become one new assessment by GB 18218-2018.

The units are on file; what is named is found in table 1 by its name, another name of it or its CAS number, any other
substance comes with its class of table 2. Assessments are never deleted: a list that is taken back withdraws its own.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rules.unit_names import normalise
from core import clock
from core.errors import DomainError
from enterprises.models import Enterprise
from intake.imports.registers.book import ENTERPRISES, Book
from intake.imports.registers.enterprises import ENTERPRISE
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values, text_in
from intake.imports.registers.thresholds import ThresholdTable
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type
from intake.reading.register_rows import RegisterRow
from safety.models import HazardAssessment, HazardClass, HazardSource, HazardSubstance
from safety.services import assessing
from safety.services.assessing import AssessmentGiven, Held

UNKNOWN = gettext_lazy("No such hazard source is on file; bring the list of hazard sources first.")
MASSES = {"吨": "1", "t": "1", "千克": "0.001", "公斤": "0.001", "kg": "0.001"}

# fmt: off
FIELDS = (
    Field("source", gettext_lazy("Plant unit"), r"(?:重大)?危险源(?:单元)?(?:名称)?|(?:生产|储存|辨识|评估)?单元(?:名称)?|(?:装置|罐区|仓库|库房|场所)(?:名称)?", is_required=True, example="液氨罐区"),
    Field("enterprise", gettext_lazy("Enterprise"), ENTERPRISE.replace("|名称|全称", ""), Type.LOOKED_UP, is_required=True, example="示范化工有限公司"),
    Field("name", gettext_lazy("Substance"), r"(?:危险)?(?:化学品|危化品|物质|物料|介质|品名)(?:名称)?|名称", is_required=True, example="液氨"),
    Field("cas", gettext_lazy("CAS number"), r"CAS(?:登记)?(?:号|编号|号码)?", example="7664-41-7"),
    Field("hazard_class", gettext_lazy("Hazard class"), r"(?:危险性?|危险化学品)?(?:类别|分类|类型)(?:符号|代码|代号)?", Type.CHOICE, example="W5.3"),
    Field("quantity", gettext_lazy("Design maximum (t)"), r"(?:设计)?(?:最大)?(?:存在|储存|贮存|存储|存放|在线|实际|设计)?(?:最大)?(?:储|存|贮)?(?:量|储量|数量)", Type.NUMBER, is_required=True, units=MASSES, example="120"),
    Field("people", gettext_lazy("People living within 500 m"), r".*(?:500|暴露|常住|周边).*(?:人数|人口|人员).*", Type.WHOLE, example="35"),
    Field("assessed_on", gettext_lazy("Assessed on"), r"(?:评估|辨识|评价|分级)(?:日期|时间)", Type.DAY, example="2026-05-10"),
    Field("assessor", gettext_lazy("Assessed by"), r"(?:评估|辨识|评价)(?:单位|机构|人)", example="示范安全评价有限公司"),
)
# fmt: on


def held(table: ThresholdTable, values: Values) -> Held:
    """What a row says that the unit holds."""
    name, code = text_in(values, "name"), text_in(values, "hazard_class")
    return table.held(name, text_in(values, "cas"), code, Decimal(text_in(values, "quantity")))


def source_of(book: Book, values: Values) -> HazardSource | None:
    enterprise = values.get("enterprise")
    if not isinstance(enterprise, Enterprise):
        return None
    return book.hazard_sources.get((enterprise.pk, normalise(text_in(values, "source"))))


def refusals(book: Book, values: Values) -> Iterator[tuple[str, str]]:
    """What can't be reckoned with, at its cell."""
    yield from _of_the_source(book, values)
    day = values.get("assessed_on")
    if isinstance(day, date) and day > clock.today():
        yield "assessed_on", _("This day is still to come.")
    if "quantity" not in values or Decimal(text_in(values, "quantity")) <= 0:
        yield "quantity", _("Say how many tonnes at most.")
        return
    try:
        held(book.thresholds, values).factors()
    except DomainError as open_factor:
        yield ("hazard_class" if "hazard_class" in values else "name"), str(open_factor)


def _of_the_source(book: Book, values: Values) -> Iterator[tuple[str, str]]:
    """It is on file, and some row or the assessment before says how many people live around."""
    source = source_of(book, values)
    if source is None:
        yield "source", str(UNKNOWN)
    elif "people" in values:
        book.with_people.add(source.pk)
    elif source.current is None and source.pk not in book.with_people:
        yield "people", _("Say how many people live within 500 m: it is the first assessment.")


def identities(values: Values) -> list[tuple[object, ...]]:
    return [(str(values.get("enterprise")), normalise(text_in(values, "source")), normalise(text_in(values, "name")))]


def belongs_to(row: RegisterRow, values: Values) -> object:
    """The plant unit; None where the row doesn't say it so that it is understood."""
    unit = normalise(text_in(values, "source"))
    return (str(values["enterprise"]), unit) if unit and "enterprise" in values else None


def gather(rows: Sequence[tuple[RegisterRow, Values]], actor: User) -> list[tuple[models.Model, RegisterRow]]:
    """One new assessment of each plant unit, from all of its rows."""
    book, parts = Book(actor), dict[HazardSource, list[tuple[RegisterRow, Values]]]()
    for row, values in rows:
        source = source_of(book, values)
        if source is None:
            raise DomainError(str(UNKNOWN), "source")
        parts.setdefault(source, []).append((row, values))
    return [
        (_assessed(source, [values for _row, values in part], book.thresholds, actor), part[0][0])
        for source, part in parts.items()
    ]


def _assessed(source: HazardSource, rows: Sequence[Values], table: ThresholdTable, actor: User) -> HazardAssessment:
    """Day and assessor are those of the first row that says them; of numbers of people the highest counts."""
    people = [int(text_in(values, "people")) for values in rows if "people" in values]
    before = source.current.people if source.current else 0
    given = AssessmentGiven(
        assessed_on=next((day for day in said(rows, "assessed_on") if isinstance(day, date)), clock.today()),
        people=max(people, default=before),
        held=[held(table, values) for values in rows],
        assessor=str(next(said(rows, "assessor"), ""))[:120],
    )
    return assessing.assess(source, actor=actor, version=source.version, given=given)


def said(rows: Sequence[Values], code: str) -> Iterator[object]:
    """What the rows say of a field, in their order."""
    return (values[code] for values in rows if values.get(code))


def withdraw(file: models.Model, actor: User) -> None:
    assert isinstance(file, HazardAssessment)
    assessing.withdraw(file, actor=actor)


def classes() -> list[Option]:
    """The classes of table 2 by their codes."""
    rows = HazardClass.objects.in_force(clock.today())
    return [Option(row.pk, str(row), rf"{re.escape(row.pk)}.*") for row in rows]


HAZARD_SUBSTANCES = RegisterKind(
    code="hazard-substances",
    label=gettext_lazy("Substances of hazard sources"),
    model=HazardSubstance,
    fields=FIELDS,
    key="name",
    may=lambda user: user.keeps_files,
    find=lambda book, values: None,
    found_by=frozenset({"name", "source", "enterprise"}),
    identities=identities,
    options={"hazard_class": classes},
    looked_up={"enterprise": ENTERPRISES},
    defaults=(Default("enterprise", gettext_lazy("Whose are hazard sources of which the list names no enterprise?")),),
    refusals=refusals,
    gather=gather,
    belongs_to=belongs_to,
    withdraw=withdraw,
)
