"""Who reads a column: every column of every table is classified once, and no door decides it again (S18, S69).

Scope (`visible_to`) says which rows a person may know of, the class of a column what of such a row the person
reads. Rows that are found for a reader come out of the database without the rest, and so does whatever is
reached from them: page, fragment, list, export, print, API and history read what is there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, wraps
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Protocol, Self, TypedDict, TypeVar, Unpack, runtime_checkable

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.base import ModelBase
from django.utils.encoding import force_str

from core.states import Seen

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models.options import _AnyField as AnyField

    from accounts.models import User


class HiddenColumnError(Exception):
    """A query asks for the values of a column that its reader may not read, or not in every row."""


class VeiledRowError(Exception):
    """A row that was read for somebody who does not see all of it can't be written back: lock it first."""


class Classified:
    """A table's columns by classes, each column in one: `Classified(history="title deadline", once="number")`.

    Whatever a table says of all its columns is said in this way: one that is forgotten fails
    `tests/architecture/test_fields.py`.
    """

    def __init__(self, **classes: str) -> None:
        self.by_class = {name: tuple(columns.split()) for name, columns in classes.items()}
        self.columns: set[str] = set()
        for column in chain.from_iterable(self.by_class.values()):
            if column in self.columns:
                raise ValueError(f"{column} is classified twice")
            self.columns.add(column)

    def among(self, *classes: str) -> tuple[str, ...]:
        """The columns of these classes, in the order in which they are written down."""
        return tuple(chain.from_iterable(self.by_class[name] for name in classes))


class Readers(Classified):
    """Who reads a table's columns: `Readers(public="number title", unit="funds")`."""

    def __init__(self, **classes: str) -> None:
        super().__init__(**classes)
        self.of = {column: Seen(name) for name, columns in self.by_class.items() for column in columns}

    def __getitem__(self, column: str) -> Seen:
        return self.of[column]

    def within(self, *classes: Seen) -> list[str]:
        """The columns of these classes."""
        return [column for column, seen in self.of.items() if seen in classes]


Row = TypeVar("Row", bound=models.Model)


class Saving(TypedDict, total=False):
    """What `save` takes."""

    force_insert: bool | tuple[ModelBase, ...]
    force_update: bool
    using: str | None
    update_fields: Iterable[str] | None


Rows = TypeVar("Rows", bound="ReadRows[models.Model]")


def _for_reader(
    scope: Callable[[Rows, "User | AnonymousUser"], Rows],
) -> Callable[[Rows, "User | AnonymousUser"], Rows]:
    @wraps(scope)
    def visible_to(rows: Rows, reader: "User | AnonymousUser") -> Rows:
        found = scope(rows, reader)
        return found.read_by(reader) if reader.is_authenticated else found

    return visible_to


@runtime_checkable
class Scoped(Protocol[Row]):
    """A table, or some of its rows, that says which of them a person may know of."""

    def visible_to(self, user: "User | AnonymousUser") -> "ReadRows[Row]": ...


def scoped(model: type[Row]) -> Scoped[Row]:
    """A table's rows, to be asked for somebody."""
    rows = model._default_manager
    assert isinstance(rows, Scoped)
    return rows


def pointing_elsewhere(rows: Sequence[Row], name: str, reader: "User") -> list[Row]:
    """The rows whose column points at something that the reader may not know of."""
    field = rows[0]._meta.get_field(name)
    assert isinstance(field, models.ForeignKey)
    pointed = {key for row in rows if (key := getattr(row, field.attname)) is not None}
    known = known_among(field.related_model, pointed, reader)
    return [row for row in rows if getattr(row, field.attname) in pointed - known]


def known_among(model: type[models.Model], keys: set[int], reader: "User") -> set[int]:
    """Which of the rows with these keys the reader may know of; asks nothing where there are none."""
    if not keys:
        return set()
    return set(scoped(model).visible_to(reader).filter(pk__in=keys).values_list("pk", flat=True))


class ReadRows(models.QuerySet[Row]):
    """Rows found for a reader: `visible_to` ends with `read_by`. Rows that are locked to be written come whole."""

    reader: "User | None" = None
    within_file: ClassVar[bool] = True
    """Whether whoever knows of the file knows of all rows of this table in it."""

    def __init_subclass__(cls, **options: object) -> None:
        """Every `visible_to` gives rows that are found for its reader, so that none is written that forgets it."""
        super().__init_subclass__(**options)
        if "visible_to" in cls.__dict__:
            cls.visible_to = _for_reader(cls.__dict__["visible_to"])  # type: ignore[attr-defined]

    def read_by(self, reader: "User | None") -> Self:
        rows: Self = self._chain()  # type: ignore[attr-defined]
        rows.reader = reader
        return rows

    def whole(self) -> Self:
        """For the program's own use: nothing of them is shown to the reader as it is."""
        return self.read_by(None)

    def select_for_update(
        self, nowait: bool = False, skip_locked: bool = False, of: Sequence[str] = (), no_key: bool = False
    ) -> Self:
        return super().select_for_update(nowait, skip_locked, of, no_key).whole()

    def _clone(self) -> Self:
        rows = super()._clone()  # type: ignore[misc]
        rows.reader = self.reader
        return rows

    def _whose(self) -> "User | None":
        """The reader, or that of the row from which these are reached."""
        return self.reader or getattr(self._hints.get("instance"), "reader", None)  # type: ignore[attr-defined]

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._result_cache = [*self._iterable_class(self)]  # type: ignore[misc]
            if (reader := self._whose()) is not None:
                self._result_cache = veiled(self._result_cache, reader)
        super()._fetch_all()

    def _iterator(self, use_chunked_fetch: bool, chunk_size: int | None) -> Iterator[Row]:
        reader = self._whose()
        for row in super()._iterator(use_chunked_fetch, chunk_size):  # type: ignore[misc]
            yield from (row,) if reader is None else veiled([row], reader)

    def _values(self, *fields: object, **expressions: object) -> Self:
        if (reader := self._whose()) is not None:
            asked = [name for name in (*fields, *expressions.values()) if isinstance(name, str)]
            for path in asked:
                if not reads_everywhere(self.model, path, reader):
                    raise HiddenColumnError(f"{self.model._meta.label}.{path}")
        return super()._values(*fields, **expressions)  # type: ignore[misc]


@cache
def _labels(field: "models.Field[object, object]") -> dict[object, object]:
    """The labels of a column's choices, which are fixed; each is translated when it is shown."""
    return dict(field.flatchoices)


class Read(models.Model):
    """A table whose columns are classified. `reader` is for whom a row was found; None for the program itself.

    `recorded_as` is the name under which log and notices know rows of a table that has moved to another app since.
    """

    readers: ClassVar[Readers]
    recorded_as: ClassVar[str] = ""
    reader: "User | None" = None

    class Meta:
        abstract = True

    def save(self, **options: Unpack[Saving]) -> None:
        """Write the row; a row that lacks what its reader may not see would write blanks over it."""
        if self.__dict__.get("_withheld"):
            raise VeiledRowError(f"{self._meta.label} {self.pk} was read for {self.reader}")
        super().save(**options)

    def _get_FIELD_display(self, field: "models.Field[object, object]") -> str:  # noqa: N802 - Django names it so
        """The label of a choice; Django makes a dictionary of all labels for each cell of a list."""
        labels = _labels(field) if isinstance(field.choices, list) else dict(field.flatchoices)
        value = getattr(self, field.attname)
        return force_str(labels.get(value, value), strings_only=True)

    def hides(self, name: str) -> bool:
        """Whether a column is of a class that the reader for whom the row was found does not read."""
        return self.reader is not None and name in hidden_columns(type(self), self.reader.reads)

    @classmethod
    def withheld(cls, rows: Sequence[Self], reader: "User") -> Iterator[tuple[Self, Iterable[str]]]:
        """Rows with the columns that this reader may not read of each, beyond the classes that hold for all rows."""
        for name in cls.readers.within(Seen.SCOPED):
            yield from ((row, [name]) for row in pointing_elsewhere(rows, name, reader))

    @classmethod
    def thin_out(cls, rows: Sequence[Self], reader: "User") -> None:
        """Take out of a column that holds several values what this reader may not read of them."""


# Rows reached from another one come through the table's own manager too, which knows the reader. Said here and
# not in `Meta`, which tables without one of their own would take over.
Read.add_to_class("objects", ReadRows.as_manager())
Read._meta.base_manager_name = "objects"


def veiled(rows: list[Row], reader: "User") -> list[Row]:
    """The rows as this reader may see them, with the rows that came along; one of which nothing is readable is gone."""
    found = [row for row in rows if isinstance(row, models.Model)]
    if len(found) < len(rows):
        return rows
    for model, alike in _by_model(found).items():
        _veil(model, alike, reader)
    return [row for row in found if not isinstance(row, Read) or reads_any(type(row), reader)]


def veil_again(row: Read) -> None:
    """After words were set on a row that was read for somebody, as those of the past are."""
    if row.reader is not None:
        _veil(type(row), [row], row.reader)


def _by_model(rows: Iterable[models.Model]) -> dict[type[Read], list[Read]]:
    """The rows and those that were fetched in the same statement, by table."""
    found: dict[type[models.Model], dict[int, models.Model]] = {}
    waiting = list(rows)
    while waiting:
        row = waiting.pop()
        alike = found.setdefault(type(row), {})
        if id(row) not in alike:
            alike[id(row)] = row
            waiting.extend(each for each in row._state.fields_cache.values() if isinstance(each, models.Model))
    return {
        model: [row for row in alike.values() if isinstance(row, Read)]
        for model, alike in found.items()
        if issubclass(model, Read)
    }


def _veil(model: type[Read], rows: Sequence[Read], reader: "User") -> None:
    never = hidden_columns(model, reader.reads)
    for row in rows:
        row.reader = reader
        _blank(row, never)
    for row, names in model.withheld(rows, reader):
        _blank(row, names)
    # Of a table that this reader reads nothing of, nothing is left to look at: such rows go as a whole.
    if reads_any(model, reader):
        model.thin_out(rows, reader)


def _blank(row: Read, names: Iterable[str]) -> None:
    for name in names:
        field = row._meta.get_field(name)
        if isinstance(field, models.ManyToManyField):
            row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = getattr(row, name).none()
            continue
        assert isinstance(field, models.Field)
        row._state.fields_cache.pop(name, None)
        row.__dict__[field.attname] = None if field.null else field.get_default()
        row.__dict__["_withheld"] = True


@cache
def hidden_columns(model: type[Read], reads: frozenset[Seen]) -> tuple[str, ...]:
    """The columns of a table that a reader of these classes reads in no row; the program's own are left to it."""
    rowwise = {Seen.NOBODY, Seen.SCOPED, Seen.HANDLERS}
    return tuple(column for column, seen in model.readers.of.items() if seen not in reads | rowwise)


@cache
def _has_readable(model: type[Read], reads: frozenset[Seen]) -> bool:
    return any(seen in reads | {Seen.SCOPED, Seen.HANDLERS} for seen in model.readers.of.values())


def reads_any(model: type[Read], reader: "User") -> bool:
    """Whether the reader reads anything of a table's rows."""
    return _has_readable(model, reader.reads)


def class_of(model: type[models.Model] | None, path: str) -> Iterator[Seen]:
    """The classes of the columns along a path such as `finding__place`; annotations and keys have none."""
    for name in path.split("__"):
        field = None if model is None or name == "pk" else _field_named(model, name)
        if model is None or field is None:
            return
        if (seen := _class_in(model, field)) is not None:
            yield seen
        model = field.related_model if field.is_relation else None


def _field_named(model: type[models.Model], name: str) -> "AnyField | None":
    """A field by its name or by that of its column; None for an annotation."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return next((each for each in model._meta.concrete_fields if each.attname == name), None)


def _class_in(model: type[models.Model], field: "AnyField") -> Seen | None:
    """The class of a column; None for a key and for what is classified nowhere."""
    if not issubclass(model, Read) or getattr(field, "primary_key", False):
        return None
    return model.readers.of.get(field.name)


def reads_everywhere(model: type[models.Model], path: str, reader: "User") -> bool:
    """Whether a reader reads what stands at a path in every row that it may know of."""
    return all(seen in reader.reads for seen in class_of(model, path))


class Placed(Protocol):
    """What shows the value at a path of a table."""

    @property
    def path(self) -> str: ...


AnyPlaced = TypeVar("AnyPlaced", bound=Placed)


def readable(columns: Iterable[AnyPlaced], model: type[models.Model], reader: "User") -> list[AnyPlaced]:
    """The columns of a list whose values this reader reads in every row."""
    return [column for column in columns if reads_everywhere(model, column.path, reader)]


def readable_keys(readers: Readers, values: Mapping[str, object], reads: frozenset[Seen]) -> dict[str, object]:
    """Of a snapshot of columns by `name` or `name_id`, what a reader of these classes reads."""
    return {
        name: value
        for name, value in values.items()
        if readers.of.get(name, readers.of.get(name.removesuffix("_id"), Seen.UNIT)) in reads
    }
