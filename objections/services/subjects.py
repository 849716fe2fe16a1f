"""异议的对象: which rows stand in the file of an enterprise, which of their data it can object to, how they are said.

All of it follows from the tables of the apps below: a table or column that is added there can be objected to, unless
it is named here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from django.apps import apps
from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.utils.functional import Promise

from accounts.models import User
from core.encryption import EncryptedTextField
from core.fields import Read, scoped
from core.querysets import address, kind_of, model_of
from core.rules import phones
from core.rules.bounds import whole
from core.services import editing
from core.services.changes import NOTHING, shown
from core.states import Seen
from core.steps import VERSION
from enterprises.models import Enterprise
from safety.models import (
    Drill,
    EmergencyPlan,
    Guarantor,
    GuarantorCheck,
    HazardAssessment,
    HazardSource,
    HeldChemical,
    KeyPerson,
    OperatedProcess,
    StatusAssessment,
)
from safety.services import guarding, keeping

APPS = ("enterprises", "safety", "projects")
DEEPEST = 3
"""So many relations lead from a row to its enterprise at most."""
NO_DATA = frozenset({"safety.shortfall", "projects.violation", "projects.violationevent", "enterprises.permitchange"})
"""Tables that are no data of the enterprise: what is proposed and decided of it has ways of its own."""
NEVER = frozenset({"version", "updated_at", "recorded_at", "recorded_by", "recorded_on", "organization", "follows"})
"""Columns of the house itself."""
ADDED_TO = (GuarantorCheck, HazardAssessment)
"""Tables whose rows stay as they were made: what is wrong in one is put right by a further row."""
Write = Callable[..., Model]
WRITERS: Mapping[type[Model], Write] = {
    Guarantor: guarding.change,
    **dict.fromkeys(
        (HazardSource, OperatedProcess, HeldChemical, KeyPerson, EmergencyPlan, Drill, StatusAssessment),
        keeping.change,
    ),
}
"""Tables of which a change has consequences of its own; the others are written as files are."""


@dataclass(frozen=True)
class Subject:
    """A table whose rows stand in the file of an enterprise; `path` leads from a row to that, empty for itself."""

    model: type[Read]
    path: str

    @property
    def kind(self) -> str:
        return kind_of(self.model)

    @property
    def label(self) -> str | Promise:
        return self.model._meta.verbose_name or self.kind

    @property
    def write(self) -> Write:
        return WRITERS.get(self.model, editing.change)

    def data(self) -> list[Field]:
        """The columns that an enterprise reads and can object to, in their order."""
        first = self.path.partition("__")[0]
        fields = [*self.model._meta.concrete_fields, *self.model._meta.many_to_many]
        return [field for field in fields if field.name != first and _is_datum(field, self.model)]

    def enterprise_of(self, row: Model) -> int:
        """The key of the enterprise in whose file a row stands."""
        *along, last = [*filter(None, self.path.split("__")), "pk"]
        found = row
        for name in along[:-1]:
            found = getattr(found, name)
        return int(getattr(found, f"{along[-1]}_id") if along else getattr(found, last))

    def rows_of(self, enterprise: Enterprise, reader: User) -> QuerySet[Read]:
        """The rows of an enterprise that somebody may know of."""
        rows = scoped(self.model).visible_to(reader).filter(**{self.path or "pk": enterprise.pk})
        return rows.select_related(self.path) if "__" in self.path else rows

    def named(self, row: Model) -> str:
        """A row as it is called where it stands outside its file: with what it belongs to in the enterprise."""
        above = row
        for step in self.path.split("__")[:-1]:
            above = getattr(above, step)
        return str(row) if str(above) in str(row) else f"{above} {row}"

    def further_rows(self, row: Model) -> list[str]:
        """The addresses of the rows that stand beside one of a table that is only added to; none of other tables."""
        if not isinstance(row, ADDED_TO):
            return []
        of = self.path.partition("__")[0]
        beside = self.model._default_manager.filter(**{of: getattr(row, f"{of}_id")}).exclude(pk=row.pk)
        return [address(each) for each in beside]


def _is_datum(field: Field, model: type[Read]) -> bool:
    """Whether people read it: the house's columns have no name in words; what is encrypted isn't argued over."""
    is_named = str(field.verbose_name) != field.name.replace("_", " ")
    is_read = model.readers.of.get(field.name) in (Seen.PUBLIC, Seen.UNIT)
    return is_named and is_read and field.name not in NEVER and not isinstance(field, EncryptedTextField)


@cache
def all_subjects() -> Mapping[str, Subject]:
    """Every table whose rows stand in the file of an enterprise, by its kind."""
    found = (Subject(model, path) for model in _tables() if (path := _way(model)) is not None)
    return {subject.kind: subject for subject in found if subject.data()}


def _tables() -> Iterator[type[Read]]:
    """The tables of the apps below whose rows have versions, and are data of somebody."""
    for model in chain.from_iterable(apps.get_app_config(app).get_models() for app in APPS):
        if issubclass(model, Read) and hasattr(model, VERSION) and kind_of(model) not in NO_DATA:
            yield model


def _way(model: type[Model]) -> str | None:
    """The shortest way from a row to its enterprise; None where there is none."""
    ways: list[tuple[type[Model], tuple[str, ...]]] = [(model, ())]
    for _deeper in range(DEEPEST + 1):
        if (found := next((path for here, path in ways if here is Enterprise), None)) is not None:
            return "__".join(found)
        ways = [(near, (*path, name)) for here, path in ways for name, near in _relations(here)]
    return None


def _relations(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    for field in model._meta.concrete_fields:
        related = field.related_model
        if isinstance(field, ForeignKey) and isinstance(related, type) and related._meta.app_label in APPS:
            yield field.name, related


def subject_of(row: Model) -> Subject | None:
    """The table of a row as a subject; None for one that can't be objected to."""
    return all_subjects().get(kind_of(type(row)))


def is_datum(row: Model, name: str) -> bool:
    """Whether a column of a row, or without a name the row itself, can be objected to."""
    subject = subject_of(row)
    return subject is not None and (not name or name in {field.name for field in subject.data()})


def find(said: str, enterprise: Enterprise, reader: User) -> tuple[Subject, Read] | None:
    """The row of an address as 'safety.keyperson:3' in the file of an enterprise; None where there is no such row."""
    kind, _colon, key = said.partition(":")
    subject, number = all_subjects().get(kind), whole(key)
    if subject is None or number is None:
        return None
    row = subject.rows_of(enterprise, reader).filter(pk=number).first()
    return None if row is None else (subject, row)


def row_of(said: str, reader: User) -> Model | None:
    """The row that an objection is about, as somebody sees it; None where it is gone or out of sight."""
    kind, _colon, key = said.partition(":")
    return scoped(model_of(kind)).visible_to(reader).filter(pk=int(key)).first()


def value_of(row: Model, field: Field) -> str:
    """What is on file, in words; — for nothing."""
    value = getattr(row, field.name)
    if isinstance(field, ManyToManyField):
        return "、".join(map(str, value.all())) or NOTHING
    said = str(value) if isinstance(value, Model) else shown(field, value)
    return phones.masked(said) if field.name.endswith("phone") else said


def named(row: Model) -> str:
    """A row as the file calls it: of what table it is, and which."""
    label = str(row._meta.verbose_name)
    return f"{label} {row}"[:200] if not isinstance(row, Enterprise) else label
