# ruff: noqa: E501 - the fields read as a table
"""危险源名录: a list of hazard sources; a known one is recognised by enterprise and name.

Its level is not taken from a list: it follows from an assessment (GB 18218-2018).
"""

import re

from django.db import models
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rules.unit_names import normalise
from enterprises.models import Enterprise
from intake.imports.registers.book import ENTERPRISES, Book
from intake.imports.registers.enterprises import ENTERPRISE
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values, text_in
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type
from safety.models import HazardSource, KeyPerson
from safety.services import keeping
from safety.services.flags import follow
from safety.states import SourceState, UnitKind

METRES = {"米": "1", "m": "1", "公里": "1000", "千米": "1000", "km": "1000"}

# fmt: off
FIELDS = (
    Field("name", gettext_lazy("Plant unit"), r"(?:重大)?危险源(?:单元)?名称|(?:重大)?危险源|(?:生产|储存|辨识|评估)?单元(?:名称)?|(?:装置|罐区|仓库|库房|场所)(?:名称)?", is_required=True, example="液氨罐区"),
    Field("enterprise", gettext_lazy("Enterprise"), ENTERPRISE, Type.LOOKED_UP, is_required=True, example="示范化工有限公司"),
    Field("kind", gettext_lazy("Kind of plant unit"), r"(?:危险源|单元)?(?:类型|类别|种类)", Type.CHOICE),
    Field("place", gettext_lazy("Place"), r".*(?:地址|位置|地点|方位)"),
    Field("state", gettext_lazy("State"), r"(?:危险源|使用|运行|目前|当前)*(?:状态|现状)", Type.CHOICE),
    Field("filed_on", gettext_lazy("Filed with the authority on"), r"备案(?:时间|日期)", Type.DAY, example="2024-05-10"),
    Field("external_distance", gettext_lazy("External safety distance (m)"), r"(?:外部)?(?:安全)?防护距离(?:米|m)?|外部安全距离(?:米|m)?", Type.NUMBER, units=METRES, example="320"),
    Field("filing_number", gettext_lazy("Filing number"), r"(?:危险源)?备案(?:登记)?(?:编号|号|证号|表编号)"),
)
KINDS = (
    Option(UnitKind.PRODUCTION, UnitKind.PRODUCTION.label, r"生产(?:单元|装置|场所)?|装置"),
    Option(UnitKind.STORAGE, UnitKind.STORAGE.label, r"(?:储存|贮存|储罐)(?:单元|区|场所|设施)?|罐区|库区|仓库"),
)
STATES = (
    Option(SourceState.IN_USE, SourceState.IN_USE.label, r"在用|使用|正常|运行|正常运行|投用|在产"),
    Option(SourceState.STOPPED, SourceState.STOPPED.label, r"停用|停产|停运|暂停"),
    Option(SourceState.REMOVED, SourceState.REMOVED.label, r"核销|已核销|注销|拆除|已拆除"),
)
# fmt: on
_STORES = re.compile(r"罐区|储罐|仓库|库房|库区|储存|贮存")
_MAKES = re.compile(r"装置|车间|生产|反应|合成|工段")


def kind_by_name(values: Values) -> Values:
    """A unit whose name says that it stores, or that it produces, is of that kind, where the list says none."""
    name = text_in(values, "name")
    stores, makes = bool(_STORES.search(name)), bool(_MAKES.search(name))
    if values.get("kind") is None and stores != makes:
        values["kind"] = UnitKind.STORAGE if stores else UnitKind.PRODUCTION
    return values


def find(book: Book, values: Values) -> HazardSource | None:
    enterprise = values["enterprise"]
    if not isinstance(enterprise, Enterprise):
        return None
    return book.hazard_sources.get((enterprise.pk, normalise(text_in(values, "name"))))


def identities(values: Values) -> list[tuple[object, ...]]:
    return [(normalise(text_in(values, "enterprise")), normalise(text_in(values, "name")))]


def removed(file: models.Model, actor: User) -> None:
    """The signs of the enterprise follow from what is on file."""
    if isinstance(file, HazardSource | KeyPerson):
        follow(file.enterprise_id, actor=actor)


HAZARD_SOURCES = RegisterKind(
    code="hazard-sources",
    label=gettext_lazy("Hazard sources"),
    model=HazardSource,
    fields=FIELDS,
    key="name",
    may=lambda user: user.keeps_files,
    find=find,
    found_by=frozenset({"name", "enterprise"}),
    identities=identities,
    options={"kind": lambda: KINDS, "state": lambda: STATES},
    looked_up={"enterprise": ENTERPRISES},
    defaults=(
        Default("enterprise", gettext_lazy("Whose are hazard sources of which the list names no enterprise?")),
        Default(
            "kind",
            gettext_lazy("Of which kind are hazard sources of which the list says nothing?"),
            lambda title: UnitKind.STORAGE,
        ),
    ),
    fixed=frozenset({"name", "enterprise"}),
    complete=kind_by_name,
    add=lambda row, actor, names: keeping.add(row, actor=actor, names=names),
    change=keeping.change,
    removed=removed,
)
