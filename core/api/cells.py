"""What a column of a list is in an answer of the API: a code with its words, a reference with its name, or a value.

A column says where a cell finds what it shows; what stands there says of which type it is. So a column that is added
to a list is in the API too, and nothing is said twice.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from inspect import get_annotations
from types import UnionType
from typing import TYPE_CHECKING, Protocol, Union, get_args, get_origin, get_type_hints

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import format_lazy
from drf_spectacular.drainage import set_override
from rest_framework import serializers

from core.listing import Column, Value, Words, value_at

if TYPE_CHECKING:
    from django.db.models.fields import _ChoicesList as Choices


class Shape(Protocol):
    """A field of an answer, of whatever type its values are."""

    @property
    def to_representation(self) -> Callable[..., object]: ...


NAMES = frozenset({"name", "label", "brief", "full_label", "title"})
"""What a thing is called: at the end of a path to another table it stands for the thing itself."""
BY_TYPE: dict[object, Callable[[], Shape]] = {
    bool: serializers.BooleanField,
    int: serializers.IntegerField,
    float: serializers.FloatField,
    date: serializers.DateField,
    datetime: serializers.DateTimeField,
    Decimal: lambda: serializers.DecimalField(max_digits=None, decimal_places=None),
}
BY_CELL: dict[str, Callable[[], Shape]] = {
    "day": serializers.DateField,
    "expiry": serializers.DateField,
    "moment": serializers.DateTimeField,
    "number": serializers.IntegerField,
}
"""What a cell shows that is reckoned by the query."""


class Shown(serializers.Field[object, object, object, object]):
    """What a row shows in a column, null where it has nothing; `shape` is of which type that is."""

    def __init__(self, value: Value, shape: Shape, label: Words) -> None:
        super().__init__(read_only=True, allow_null=True, help_text=format_lazy("{}", label))
        self.value, self.shape = value, shape
        set_override(self, "field", shape)

    def get_attribute(self, instance: object) -> object:
        found = value_at(instance, self.value)
        return None if found == "" else found

    def to_representation(self, value: object) -> object:
        return self.shape.to_representation(value)


class Key(serializers.Field[object, object, object, object]):
    """The key of the row that is pointed at."""

    def __init__(self, kind: Callable[[], Shape]) -> None:
        super().__init__()
        set_override(self, "field", kind())

    def to_representation(self, value: object) -> object:
        assert isinstance(value, models.Model)
        return value.pk


def fields_of(column: Column, model: type[models.Model]) -> Iterator[tuple[str, Shown]]:
    """The fields of the answer for a column of a list of this table, by their names; none where it shows no value."""
    value = column.exported or column.value
    if callable(value):
        yield column.name, Shown(value, serializers.CharField(), column.label)
    elif value:
        yield from Place(column, model, value).fields()


class Place:
    """Where a column finds its value: a path of attributes from a row of a table."""

    def __init__(self, column: Column, model: type[models.Model], path: str) -> None:
        self.column, self.model, self.path = column, model, path
        self.before, _dot, self.last = path.rpartition(".")

    def fields(self) -> Iterator[tuple[str, Shown]]:
        """A code or a reference comes with its words beside it, under the same name and `_name`."""
        code = self._code()
        if code:
            yield self._named(code, serializers.ChoiceField(choices=self._choices_at(code), allow_null=True))
            yield self._named(self.path, serializers.CharField(), "_name")
        elif key := self._pointing():
            yield self._named(key, self._key_of(key))
            yield self._named(self.path, serializers.CharField(), "_name")
        else:
            yield self._named(self.path, self._plain())

    def _named(self, path: str, shape: Shape, after: str = "") -> tuple[str, Shown]:
        return f"{self.column.name}{after}", Shown(path, shape, self.column.label)

    def _code(self) -> str:
        """The path of the code whose words stand at the path; empty where it is no code of a closed list."""
        name = self.last.removeprefix("get_").removesuffix("_display")
        path = f"{self.before}.{name}" if self.before else name
        return path if path != self.path and self._choices_at(path) else ""

    def _choices_at(self, path: str) -> "Choices":
        field = field_at(self.model, path)
        return (field.choices or ()) if field else ()

    def _pointing(self) -> str:
        """The path of the thing whose name stands at the path; empty where that is no other thing."""
        path = self.before if self.last in NAMES else self.path
        field = field_at(self.model, path) if path else None
        return path if isinstance(field, models.ForeignKey) else ""

    def _key_of(self, path: str) -> Shape:
        field = field_at(self.model, path)
        assert isinstance(field, models.ForeignKey)
        is_number = isinstance(field.related_model._meta.pk, models.IntegerField)
        return Key(serializers.IntegerField if is_number else serializers.CharField)

    def _plain(self) -> Shape:
        """Of the type of the column in the database, else of what the model says, else of what the cell shows."""
        field = field_at(self.model, self.path)
        if field is not None:
            return _of_column(field)
        kind = _told_type(class_at(self.model, self.before), self.last)
        if kind is not None:
            return BY_TYPE.get(kind, serializers.CharField)()
        cell = "number" if self.column.style == "number" else self.column.cell
        return BY_CELL.get(cell, serializers.CharField)()


def _of_column(field: "models.Field[object, object]") -> Shape:
    made, options = serializers.ModelSerializer[models.Model]().build_standard_field(field.name, field)
    kept = {name: options[name] for name in ("max_digits", "decimal_places") if name in options}
    return made(**kept)


def class_at(model: type[models.Model], path: str) -> type[models.Model] | None:
    """The table to which a path of references leads; the first one for an empty path."""
    found: type[models.Model] | None = model
    for name in filter(None, path.split(".")):
        field = _field_of(found, name) if found else None
        found = field.related_model if isinstance(field, models.ForeignKey) else None
    return found


def field_at(model: type[models.Model], path: str) -> "models.Field[object, object] | None":
    """The column at the end of a path of references; None where there stands what is no column."""
    before, _dot, last = path.rpartition(".")
    at = class_at(model, before)
    return _field_of(at, last) if at else None


def _field_of(model: type[models.Model], name: str) -> "models.Field[object, object] | None":
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) and field.name == name else None


def _told_type(model: type[models.Model] | None, name: str) -> object:
    """What a property or method of a table says that it gives, None left aside; None where it says nothing."""
    told = getattr(model, name, None)
    function = told.fget if isinstance(told, property) else getattr(told, "func", told)
    if not callable(function) or "return" not in get_annotations(function):
        return None
    try:
        kind: object = get_type_hints(function)["return"]
    except NameError:
        return str
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    return kind
