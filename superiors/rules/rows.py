"""What a paper keeps of a row of a superior's list, and what has changed between two papers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from rectification.states import ListState

CHANGED_STATE, CHANGED_PROGRESS, NEW = "state", "progress", "new"
MARKS = {NEW: "新增", CHANGED_STATE: "状态变化", CHANGED_PROGRESS: "有新进展"}
"""How a table says what has changed since the answer before."""
Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Row:
    """A row as it stood: `key` is its source, `no` the superior's number, `state` a `ListState`.

    `facts` are how the item that answers stood: its state and days as the calendar writes them, what it was told.
    `problem` are the superior's words; `measures` and `progress` the drafted ones of an answer, `goal` and `done`
    those of a public notice.
    """

    key: str
    item: int
    number: str
    no: str
    place: int
    problem: str
    deadline: str
    unit: str
    state: str
    facts: Mapping[str, str]
    measures: str = ""
    progress: str = ""
    goal: str = ""
    done: str = ""

    @property
    def called(self) -> str:
        """The superior's number; of one that gives none the place in the list."""
        return self.no or str(self.place)


def numbered(called: Sequence[str]) -> str:
    """1、3号; a number that the superior wrote with its own 号 keeps that one."""
    said = "、".join(called)
    return said if said.endswith("号") else f"{said}号"


@dataclass(frozen=True)
class Snapshot:
    """The rows of a list at one moment, with how the list itself is called."""

    as_of: str
    title: str
    issuer: str
    number: str
    rows: tuple[Row, ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "rows": [asdict(row) for row in self.rows]}

    @classmethod
    def from_json(cls, told: Mapping[str, object]) -> "Snapshot":
        rows = told["rows"]
        assert isinstance(rows, list), "a snapshot keeps its rows in their order"
        as_of, title, issuer, number = (str(told[name]) for name in ("as_of", "title", "issuer", "number"))
        return cls(as_of, title, issuer, number, tuple(Row(**row) for row in rows))


def told(row: Row, texts: Texts) -> Row:
    """The row with what people have written in the place of the drafted words."""
    said = texts.get(row.key, {})
    return replace(
        row,
        problem=said.get("problem", row.problem),
        measures=said.get("measures", row.measures),
        progress=said.get("progress", row.progress),
        goal=said.get("goal", row.goal),
        done=said.get("done", row.done),
    )


def counts(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows stand in each state, all states named; the sum is the list."""
    return {str(state): sum(row.state == state for row in rows) for state in ListState}


def changes(rows: Sequence[Row], before: Sequence[Row]) -> dict[str, str]:
    """What has changed of each row since, by its key; rows of which nothing has are not named."""
    known = {row.key: row for row in before}
    return {row.key: change for row in rows if (change := _change(row, known.get(row.key)))}


def _change(row: Row, before: Row | None) -> str:
    if before is None:
        return NEW
    if row.state != before.state:
        return CHANGED_STATE
    same = row.facts == before.facts and row.measures == before.measures
    return "" if same and _undated(row) == _undated(before) else CHANGED_PROGRESS


def _undated(row: Row) -> str:
    """The progress without the days it is late, which grow by themselves."""
    head, late, tail = row.progress.partition("，已逾期")
    return head + tail.partition("天")[2] if late else row.progress


def gone(rows: Sequence[Row], before: Sequence[Row]) -> Iterator[Row]:
    """Rows that stood in the answer before and are not in the list any more."""
    kept = {row.key for row in rows}
    yield from (row for row in before if row.key not in kept)
