"""From headings to fields: who claims best, what the cells themselves say, and what a person has decided."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext_noop as _

from intake.reading import choices, evidence
from intake.reading.choices import Choice
from intake.reading.field_words import RESPONSIBLE, TASK, UNKNOWN, claim, names_unit_and_person
from intake.reading.fields import (
    ASSISTING,
    DEADLINE,
    DESCRIPTION,
    LEAD,
    MEASURES,
    OF_SEVERAL_COLUMNS,
    PERSON,
    PROGRESS,
    REQUIREMENT,
)
from intake.reading.grids import Grid, squeezed
from intake.reading.headings import Header, Heading

ANSWERS = frozenset({LEAD, PERSON, MEASURES, REQUIREMENT, PROGRESS})
Evidence = Callable[[Grid, int, Heading], bool]


@dataclass(frozen=True)
class Column:
    """A column of the list: its heading as written (unique in the list), its place, its field.

    `is_guessed` where only its contents speak for the field: a person is asked. `choice` is the value that a tick
    below it means. `left_out` says why it isn't taken, where that isn't plain.
    """

    heading: str
    columns: tuple[int, ...]
    field: str | None
    is_guessed: bool = False
    choice: str = ""
    left_out: str = ""

    @property
    def holds_persons_too(self) -> bool:
        return self.field == LEAD and names_unit_and_person(self.heading)


@dataclass(frozen=True)
class Layout:
    """Where the list stands in its sheet and what its columns mean.

    `top` and `bottom` are the rows of the heading, `last` is the last row that it stands over.
    """

    top: int
    bottom: int
    columns: tuple[Column, ...]
    last: int

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """The column of each field; where several say who takes part, all of them as one."""
        assisting = [column for column in self.columns if column.field == ASSISTING]
        fields = {column.field: column for column in reversed(self.columns) if column.field}
        if len(assisting) > 1:
            places = tuple(place for column in assisting for place in column.columns)
            fields[ASSISTING] = replace(assisting[0], columns=places)
        return fields

    @cached_property
    def by_place(self) -> dict[int, Column]:
        """The column of each place of the sheet that stands under a heading."""
        return {place: column for column in self.columns for place in column.columns}

    @cached_property
    def choices(self) -> dict[str, tuple[Column, ...]]:
        """The fields whose value is a tick under one of several headings, with those."""
        ticked = [column for column in self.columns if column.field and column.choice]
        return {column.field: tuple(c for c in ticked if c.field == column.field) for column in ticked if column.field}

    @cached_property
    def responsible(self) -> Column | None:
        """A 责任单位 beside a 牵头单位: it leads where no unit is named as leading."""
        beside = (column for column in self.columns if column.field == ASSISTING)
        return next((column for column in beside if claim(column.heading)[0] == LEAD), None)

    @property
    def rows(self) -> range:
        """The rows below the heading, down to the next one."""
        return range(self.bottom + 1, self.last + 1)

    @cached_property
    def known_headings(self) -> frozenset[str]:
        """The headings without blanks, to know them again on the next page."""
        return frozenset(squeezed(column.heading) for column in self.columns)

    @cached_property
    def width(self) -> int:
        return sum(len(column.columns) for column in self.columns)

    def column(self, field: str) -> Column | None:
        return self.by_field.get(field)

    def heading(self, field: str) -> str:
        column = self.column(field)
        return column.heading if column else ""

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def mapping(self) -> dict[str, str | None]:
        return {column.heading: column.field for column in self.columns}

    @property
    def signature(self) -> str:
        """The same for every list with these headings, so that a mapping can be remembered."""
        return signature_of(column.heading for column in self.columns)


def signature_of(headings: Iterable[str]) -> str:
    """The same for lists whose headings differ in nothing but blanks and widths."""
    return hashlib.sha256("|".join(map(squeezed, headings)).encode()).hexdigest()


def lay_out(grid: Grid, header: Header, decided: Mapping[str, str | None] | None = None) -> Layout:
    """Give every heading its field; `decided` (heading → field) overrules what the words say."""
    names = unique_names(header.headings)
    ticked = choices.find(grid, header)
    fields = _by_words(grid, header, ticked)
    certain = list(fields)
    if decided is None or not decided.keys() >= set(names):
        fields = _by_contents(grid, header, fields)
    if decided is not None:
        fields = _as_decided(names, fields, decided, ticked)
        certain = [field if name in decided else sure for name, field, sure in zip(names, fields, certain, strict=True)]
    columns = (
        _column(grid, name, heading, field, (position, certain[position], ticked))
        for position, (name, heading, field) in enumerate(zip(names, header.headings, fields, strict=True))
    )
    return Layout(header.top, header.bottom, tuple(columns), grid.height)


def _as_decided(
    names: Sequence[str], fields: Sequence[str | None], decided: Mapping[str, str | None], ticked: Mapping[int, Choice]
) -> list[str | None]:
    """A field that was given to two columns stays with the first, but where several may have it."""
    chosen = [decided.get(name, field) for name, field in zip(names, fields, strict=True)]
    return [
        field if field in OF_SEVERAL_COLUMNS or position in ticked or field not in chosen[:position] else None
        for position, field in enumerate(chosen)
    ]


def _column(
    grid: Grid,
    name: str,
    heading: Heading,
    field: str | None,
    about: tuple[int, str | None, Mapping[int, Choice]],
) -> Column:
    position, certain, ticked = about
    choice = ticked[position].word if position in ticked and ticked[position].field == field else ""
    hidden = _("The column is hidden.") if field is None and grid.is_hidden(heading.columns) else ""
    is_guessed = field in (DEADLINE, DESCRIPTION) and certain != field
    return Column(name, heading.columns, field, is_guessed, choice, hidden)


def unique_names(headings: Sequence[Heading]) -> list[str]:
    """The heading as written; with its group where another column has the same."""
    names: list[str] = []
    for heading in headings:
        name = heading.text
        if name in names and heading.groups:
            name = f"{heading.groups[-1]}/{heading.text}"
        count = 2
        while name in names:
            name, count = f"{heading.text} ({count})", count + 1
        names.append(name)
    return names


def _by_words(grid: Grid, header: Header, ticked: Mapping[int, Choice]) -> list[str | None]:
    """Each field goes to the heading that claims it best; of equals to the one with more text below."""
    claims = [UNKNOWN if position in ticked else heading.claim() for position, heading in enumerate(header.headings)]
    fields: list[str | None] = [
        ticked[position].field if position in ticked else None for position in range(len(claims))
    ]
    for field in {field for field, _weight in claims if field} - set(fields):
        _give_to_best(grid, header, claims, fields, field)
    _take_task_as_problem(claims, fields)
    return fields


def _give_to_best(
    grid: Grid, header: Header, claims: Sequence[tuple[str | None, int]], fields: list[str | None], field: str
) -> None:
    rivals = [position for position, (claimed, _weight) in enumerate(claims) if claimed == field]
    best = max(rivals, key=lambda position: _rank(grid, header, claims, position))
    fields[best] = field
    if field == LEAD and not _stand_side_by_side(header):
        others = [rival for rival in rivals if rival != best and not grid.is_hidden(header.headings[rival].columns)]
        _take_as_assisting(claims, fields, others)


def _stand_side_by_side(header: Header) -> bool:
    """Two lists beside each other: the units of the second take no part in the problems of the first."""
    problems = [heading.text for heading in header.headings if heading.claim()[0] == DESCRIPTION]
    return len(set(problems)) < len(problems)


def _take_task_as_problem(claims: Sequence[tuple[str | None, int]], fields: list[str | None]) -> None:
    """In a list of 整改任务 without any problem column the task is the problem."""
    tasks = [position for position, claimed in enumerate(claims) if claimed == (MEASURES, TASK)]
    if tasks and DESCRIPTION not in fields and {DEADLINE, LEAD}.intersection(fields):
        fields[tasks[0]] = DESCRIPTION


def _rank(grid: Grid, header: Header, claims: Sequence[tuple[str | None, int]], position: int) -> tuple[float, ...]:
    field, weight = claims[position]
    columns = header.headings[position].columns
    filled = evidence.filled_share(grid, header.bottom, columns)
    length = evidence.mean_length(grid, header.bottom, columns) if field == DESCRIPTION else 0
    return (filled > 0, not grid.is_hidden(columns), weight, length, filled > evidence.SOME, -position)


def _take_as_assisting(
    claims: Sequence[tuple[str | None, int]], fields: list[str | None], positions: Sequence[int]
) -> None:
    """A 责任单位 beside a 牵头单位 takes part, as the units of a column for 配合单位 do."""
    responsible = [position for position in positions if claims[position][1] >= RESPONSIBLE]
    if responsible or not any(field == ASSISTING for field, _ in claims):
        for position in (responsible or positions)[:1]:
            fields[position] = ASSISTING


def _by_contents(grid: Grid, header: Header, fields: list[str | None]) -> list[str | None]:
    """Where a column of a ledger has a strange heading, let its cells say what it is."""
    if DESCRIPTION in fields:
        _give(grid, header, fields, DEADLINE, evidence.looks_like_deadlines)
        _give(grid, header, fields, LEAD, evidence.looks_like_units)
    elif DEADLINE in fields and ANSWERS.intersection(fields):
        _give(grid, header, fields, DESCRIPTION, evidence.looks_like_problems)
    return fields


def _give(grid: Grid, header: Header, fields: list[str | None], field: str, looks_like: Evidence) -> None:
    """Of the columns that nobody knows, the one with the longest texts that look like it."""
    if field in fields:
        return
    unknown = [position for position, heading in enumerate(header.headings) if heading.claim() == UNKNOWN]
    fitting = [position for position in unknown if looks_like(grid, header.bottom, header.headings[position])]
    if fitting:
        lengths = {p: evidence.mean_length(grid, header.bottom, header.headings[p].columns) for p in fitting}
        fields[max(fitting, key=lambda position: lengths[position])] = field
