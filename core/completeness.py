"""档案完整度: of each file, which data are known, which are missing, and who has to fill them in.

An app says in its config which data it asks of which kind of file, in groups; a datum that an official has signed as
not applicable counts as known. Lists, filters and figures let the database count them, a file asks once for all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Case, Exists, Field, IntegerField, Model, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.figures import Asked, Figure, Rate
from core.querysets import kind_of

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

Words = str | Promise
Rows = TypeVar("Rows", bound="QuerySet[Model]")
MISSING, KNOWN, WAIVED, NOT_ASKED = "missing", "known", "waived", "not asked"


def of_all() -> Q:
    return Q()


@dataclass(frozen=True)
class Datum:
    """What is asked of a file: `known` says to the database whether it is there, `asked` of which files it is asked.

    `url` is the page on which it is filled in.
    """

    name: str
    label: Words
    known: Callable[[], Q]
    url: Callable[[Model], str]
    asked: Callable[[], Q] = of_all


@dataclass(frozen=True)
class Group:
    """Data that belong together."""

    name: str
    label: Words
    order: int
    data: tuple[Datum, ...]


@dataclass(frozen=True)
class Stand:
    """How a datum of a file stands: missing, known, signed as not applicable, or not asked of this file."""

    datum: Datum
    state: str
    url: str = ""

    @property
    def is_asked(self) -> bool:
        return self.state != NOT_ASKED

    @property
    def is_known(self) -> bool:
        return self.state in (KNOWN, WAIVED)


@dataclass(frozen=True)
class Tally:
    """A group of a file with the data that are asked of it."""

    label: Words
    stands: list[Stand] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return len(self.stands)

    @property
    def known(self) -> int:
        return sum(stand.is_known for stand in self.stands)

    @property
    def missing(self) -> list[Stand]:
        return [stand for stand in self.stands if not stand.is_known]

    @property
    def waived(self) -> list[Stand]:
        return [stand for stand in self.stands if stand.state == WAIVED]


_groups: dict[str, dict[str, Group]] = {}
_keepers: dict[str, Callable[[Model], Words]] = {}
_theirs: dict[str, Callable[[Model], str]] = {}


def offer(kind: str, *groups: Group) -> None:
    """Let an app say which data it asks of a kind of file ('parks.park'); called by its config."""
    _groups.setdefault(kind, {}).update({group.name: group for group in groups})


def kept_by(kind: str, who: Callable[[Model], Words], theirs: Callable[[Model], str] | None = None) -> None:
    """Say who has to fill in the data of a kind of file, and where the files with gaps of the same one are listed.

    Called by the config of its app.
    """
    _keepers[kind] = who
    if theirs:
        _theirs[kind] = theirs


def keeper_of(file: Model) -> Words:
    """Who has to fill in what is missing."""
    return _keepers[kind_of(type(file))](file)


def groups_of(kind: str) -> list[Group]:
    return sorted(_groups.get(kind, {}).values(), key=lambda group: group.order)


def files_of_keeper(file: Model) -> str:
    """The list of the files with gaps that the same one has to fill in; empty where there is none."""
    kind = kind_of(type(file))
    return _theirs[kind](file) if kind in _theirs else ""


def data_of(kind: str) -> Iterator[Datum]:
    """All data that are asked of a kind of file."""
    for group in groups_of(kind):
        yield from group.data


def columns(model: type[Model], url: Callable[[Model], str], names: Iterable[str]) -> tuple[Datum, ...]:
    """Data that are columns of the file itself: known as soon as something stands there."""
    known = {column.name: column for column in model._meta.concrete_fields}
    return tuple(_column(known[name], url) for name in names)


def _column(column: Field, url: Callable[[Model], str]) -> Datum:
    name, is_text = column.name, column.empty_strings_allowed and not column.null
    return Datum(name, column.verbose_name, lambda: ~Q(**{name: ""}) if is_text else ~Q(**{name: None}), url)


def counted(rows: QuerySet[Model]) -> QuerySet[Model]:
    """The rows with `known_data` of `asked_data`, as the database counts them."""
    kind = kind_of(rows.model)
    data = list(data_of(kind))
    known = _sum(datum.asked() & (datum.known() | _waived(kind, datum)) for datum in data)
    return rows.annotate(known_data=known, asked_data=_sum(datum.asked() for datum in data))


def by_completeness(rows: Rows, is_complete: bool | None) -> Rows:
    """What the filters of lists ask: the files of which nothing is missing, or of which something is."""
    if is_complete is None:
        return rows
    found = complete(rows.model._default_manager.all()).values("pk")
    return rows.filter(pk__in=found) if is_complete else rows.exclude(pk__in=found)


def complete(rows: QuerySet[Model]) -> QuerySet[Model]:
    """The files of which nothing is missing."""
    return rows.exclude(_lacks_something(rows.model))


def _lacks_something(model: type[Model]) -> Q:
    """That a datum is asked of a file and missing: as `counted`, without the sums, which take long to put together."""
    kind = kind_of(model)
    lacking = (datum.asked() & ~(datum.known() | _waived(kind, datum)) for datum in data_of(kind))
    return reduce(or_, lacking, Q(pk__in=[]))


def gap_figures(body: str, model: type[Model], unit: Words) -> tuple[Figure | Rate, ...]:
    """The figures of a body of files: how many of them lack something, and their share."""

    def with_gaps(asked: Asked) -> Q:
        return _lacks_something(model)

    lacking = _("Something that is asked of the file is neither known nor signed as not applicable.")
    share = _("Files that lack something, of all on file.")
    return (
        Figure(f"{body}.gaps", _("Files with gaps"), lacking, unit, body, with_gaps),
        Rate(f"{body}.gap_rate", _("Share of files with gaps"), share, f"{body}.gaps", f"{body}.all"),
    )


def tallies(file: Model) -> list[Tally]:
    """How the data of a file stand, by group: asked of the database at once."""
    kind = kind_of(type(file))
    data = list(data_of(kind))
    found = _stands(file, kind, data)
    shown = ((group, [found[datum.name] for datum in group.data]) for group in groups_of(kind))
    return [
        Tally(group.label, asked) for group, stands in shown if (asked := [stand for stand in stands if stand.is_asked])
    ]


def _stands(file: Model, kind: str, data: list[Datum]) -> dict[str, Stand]:
    cases = {f"datum_{number}": _state(kind, datum) for number, datum in enumerate(data)}
    rows = type(file)._default_manager.filter(pk=file.pk).annotate(**cases).values_list(*cases)
    states = (NOT_ASKED, MISSING, KNOWN, WAIVED)
    [said] = rows
    return {datum.name: Stand(datum, states[number], datum.url(file)) for datum, number in zip(data, said, strict=True)}


def _state(kind: str, datum: Datum) -> Case:
    whens = [When(~datum.asked(), then=Value(0))] if datum.asked() else []
    whens += [When(datum.known(), then=Value(2)), When(_waived(kind, datum), then=Value(3))]
    return Case(*whens, default=Value(1), output_field=IntegerField())


def _waived(kind: str, datum: Datum) -> Q:
    from core.models import Waiver  # noqa: PLC0415 - models are ready only when rows are asked for

    return Q(Exists(Waiver.objects.in_force().filter(kind=kind, row=OuterRef("pk"), datum=datum.name)))


def _sum(conditions: Iterable[Q]) -> "Combinable":
    ones = [Case(When(asked, then=Value(1)), default=Value(0)) if asked else Value(1) for asked in conditions]
    return reduce(add, ones, Value(0, output_field=IntegerField()))
