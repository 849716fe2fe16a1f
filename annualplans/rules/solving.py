"""排期: the visits that are asked for are placed on the months of a year (docs/annual-plans.md has it in words).

First each body is placed by itself: what the law counts before what grades ask, monthly visits before rarer ones, each
in the least loaded month of its part of the year. Then visits of several bodies at one plant are drawn into one month
where the plant has fewer days of visits by it. Nothing is drawn by chance: equal values give an equal plan.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LAST = 12
CAP, CAPACITY, TIME = "CAP", "CAPACITY", "TIME"


@dataclass(frozen=True)
class Demand:
    """So many visits of a body at a plant in the year, each of so many days; a lower `rank` is placed first."""

    plant: int
    body: int
    purpose: str
    number: int
    days: int = 1
    rank: int = 0


@dataclass(frozen=True)
class Kept:
    """A visit whose month stands: a person has fixed it, or its visit is there. Ordered ones are not `counted`."""

    plant: int
    body: int
    purpose: str
    month: int
    days: int = 1
    counted: bool = True
    alone: bool = False


@dataclass(frozen=True)
class Limits:
    """What bounds the plan: caps by body, None without one; counted visits that stand on no line, by plant and body;
    inspection days by body and month; the first month that is still to come."""

    caps: Mapping[int, int | None] = field(default_factory=dict)
    before: Mapping[tuple[int, int], int] = field(default_factory=dict)
    capacity: Mapping[tuple[int, int], int] = field(default_factory=dict)
    first: int = 1


@dataclass(frozen=True)
class Placed:
    """A visit with the month that is proposed for it."""

    plant: int
    body: int
    purpose: str
    month: int
    days: int


@dataclass(frozen=True)
class Unplaced:
    """So many visits that found no month, and why."""

    plant: int
    body: int
    purpose: str
    number: int
    why: str


@dataclass(frozen=True)
class Proposal:
    placed: Sequence[Placed]
    unplaced: Sequence[Unplaced]


@dataclass
class _Unit:
    """A visit on its way to a month: the part of the year in which it is best."""

    plant: int
    body: int
    purpose: str
    days: int
    rank: int
    low: int
    high: int
    month: int = 0


Missing = Callable[[int, int, str, str], None]
Key = tuple[int, int]


class _Board:
    """Days by body and month, and the months that are taken by plant and body."""

    def __init__(self, limits: Limits, kept: Iterable[Kept]) -> None:
        self.limits = limits
        self.load: dict[Key, int] = defaultdict(int)
        self.taken: dict[Key, set[int]] = defaultdict(set)
        for each in kept:
            self.load[each.body, each.month] += each.days
            self.taken[each.plant, each.body].add(each.month)

    def free(self, body: int, month: int) -> int:
        return self.limits.capacity.get((body, month), 0) - self.load[body, month]

    def fits(self, unit: _Unit, month: int) -> bool:
        """Whether the body has the days in that month, and is not at the plant in it already."""
        is_there = month in self.taken[unit.plant, unit.body]
        return month >= self.limits.first and not is_there and self.free(unit.body, month) >= unit.days

    def fullness(self, body: int, month: int, days: int) -> float:
        """The share of the days of a month that would be taken."""
        there = self.limits.capacity.get((body, month), 0)
        return (self.load[body, month] + days) / there if there else 1.0

    def put(self, unit: _Unit, month: int) -> None:
        unit.month = month
        self.load[unit.body, month] += unit.days
        self.taken[unit.plant, unit.body].add(month)

    def lift(self, unit: _Unit) -> None:
        self.load[unit.body, unit.month] -= unit.days
        self.taken[unit.plant, unit.body].discard(unit.month)


def solve(demands: Sequence[Demand], kept: Sequence[Kept], limits: Limits, *, joins: bool = True) -> Proposal:
    """The visits beside the kept ones, each with its month, and what found none; with `joins` some go together."""
    board, missing = _Board(limits, kept), dict[tuple[int, int, str, str], int]()

    def miss(plant: int, body: int, purpose: str, why: str) -> None:
        key = (plant, body, purpose, why)
        missing[key] = missing.get(key, 0) + 1

    placed = _place(list(_units(demands, kept, limits, miss)), board, miss)
    if joins:
        _join(placed, kept, board)
    found = [Placed(unit.plant, unit.body, unit.purpose, unit.month, unit.days) for unit in placed]
    left = [Unplaced(*key[:3], number, key[3]) for key, number in missing.items()]
    return Proposal(found, left)


def _units(demands: Sequence[Demand], kept: Sequence[Kept], limits: Limits, miss: Missing) -> Iterator[_Unit]:
    """What is still to be placed under the cap, each with its part of the year."""
    asked: dict[Key, list[Demand]] = defaultdict(list)
    there: dict[Key, list[Kept]] = defaultdict(list)
    for demand in demands:
        asked[demand.plant, demand.body].append(demand)
    for each in kept:
        there[each.plant, each.body].append(each)
    for key in asked:
        yield from _of_pair(key, sorted(asked[key], key=lambda each: each.rank), there[key], limits, miss)


def _of_pair(
    key: Key, asked: Sequence[Demand], there: Sequence[Kept], limits: Limits, miss: Missing
) -> Iterator[_Unit]:
    """The visits of one body at one plant: as many as cap and months leave, spread over the year."""
    months = {each.month for each in there}
    under_cap = _left_under_cap(key, there, limits)
    in_time = sum(month not in months for month in range(limits.first, LAST + 1))
    wanted: list[Demand] = []
    for demand in asked:
        done = sum(each.purpose == demand.purpose for each in there)
        for _number in range(demand.number - done):
            if len(wanted) < min(under_cap, in_time):
                wanted.append(demand)
            else:
                miss(*key, demand.purpose, CAP if len(wanted) >= under_cap else TIME)
    parts = parts_of_year(len(wanted), sorted(months), limits.first)
    for demand, (low, high) in zip(_spread(wanted), parts, strict=True):
        yield _Unit(*key, demand.purpose, demand.days, demand.rank, low, high)


def _left_under_cap(key: Key, there: Sequence[Kept], limits: Limits) -> int:
    """How many visits the cap still allows; without one as many as there are months."""
    cap = limits.caps.get(key[1])
    counted = limits.before.get(key, 0) + sum(each.counted for each in there)
    return LAST if cap is None else max(0, cap - counted)


def parts_of_year(number: int, months: Sequence[int], first: int) -> list[tuple[int, int]]:
    """As many parts of what is left of the year, but for those in which a visit stands already."""
    standing = [month for month in months if month >= first]
    total = number + len(standing)
    span = LAST + 1 - first
    parts = [
        (first + place * span // total, max(first + place * span // total, first + (place + 1) * span // total - 1))
        for place in range(total)
    ]
    for month in standing:
        parts.remove(min(parts, key=lambda part: (max(part[0] - month, month - part[1], 0), part)))
    return parts


def _spread(wanted: Sequence[Demand]) -> list[Demand]:
    """The visits of each purpose evenly among all of the pair."""
    places: list[tuple[float, int, Demand]] = []
    numbers: dict[str, int] = defaultdict(int)
    for demand in wanted:
        numbers[demand.purpose] += 1
    seen: dict[str, int] = defaultdict(int)
    for demand in wanted:
        place = (seen[demand.purpose] + 0.5) / numbers[demand.purpose]
        seen[demand.purpose] += 1
        places.append((place, demand.rank, demand))
    return [demand for _place, _rank, demand in sorted(places, key=lambda each: each[:2])]


def _place(units: list[_Unit], board: _Board, miss: Missing) -> list[_Unit]:
    """Each in a month, the narrow parts first; where there is none another visit of the body may make room."""
    placed: dict[int, list[_Unit]] = defaultdict(list)
    for unit in sorted(units, key=lambda each: (each.rank, each.high - each.low)):
        month = _best_month(unit, board)
        if month is None:
            month = _make_room(unit, placed[unit.body], board)
        if month is None:
            miss(unit.plant, unit.body, unit.purpose, CAPACITY)
            continue
        board.put(unit, month)
        placed[unit.body].append(unit)
    return [unit for body in placed for unit in placed[body]]


def _best_month(unit: _Unit, board: _Board) -> int | None:
    """The least loaded month of its part of the year; else the nearest one before or after it."""
    fitting = [month for month in range(board.limits.first, LAST + 1) if board.fits(unit, month)]

    def order(month: int) -> tuple[int, float, int]:
        outside = max(unit.low - month, month - unit.high, 0)
        return outside, board.fullness(unit.body, month, unit.days), month

    return min(fitting, key=order, default=None)


def _make_room(unit: _Unit, others: Sequence[_Unit], board: _Board) -> int | None:
    """A month that becomes free because one other visit of the body moves to another one."""
    months = range(board.limits.first, LAST + 1)
    free = {month: board.free(unit.body, month) for month in months}
    if max(free.values(), default=0) <= 0:
        return None
    for other in others:
        is_taken = other.month in board.taken[unit.plant, unit.body]
        if is_taken or free[other.month] + other.days < unit.days:
            continue
        to = next((month for month in months if free[month] > 0 and board.fits(other, month)), None)
        if to is not None:
            from_month = other.month
            board.lift(other)
            board.put(other, to)
            return from_month
    return None


def _join(placed: Sequence[_Unit], kept: Sequence[Kept], board: _Board) -> None:
    """Draw visits of several bodies at one plant into one month, as long as the plant has fewer days by it."""
    plants: dict[int, list[_Unit]] = defaultdict(list)
    standing: dict[int, list[Kept]] = defaultdict(list)
    for unit in placed:
        plants[unit.plant].append(unit)
    for each in kept:
        if not each.alone:
            standing[each.plant].append(each)
    for plant, units in plants.items():
        while sum(_draw(unit, units, standing[plant], board) for unit in units):
            pass


def _draw(unit: _Unit, units: Sequence[_Unit], standing: Sequence[Kept], board: _Board) -> bool:
    """Move one visit into a month of its part of the year in which others come, if that saves days of the plant."""
    days: dict[int, int] = defaultdict(int)
    for other in units:
        if other is not unit:
            days[other.month] = max(days[other.month], other.days)
    for each in standing:
        days[each.month] = max(days[each.month], each.days)

    def more(month: int) -> int:
        """By how many days of the plant it comes dear in that month."""
        return max(unit.days - days[month], 0)

    now = more(unit.month)
    better = [m for m in range(unit.low, unit.high + 1) if more(m) < now and board.fits(unit, m)]
    if not better:
        return False
    best = min(better, key=lambda m: (more(m), board.fullness(unit.body, m, unit.days), m))
    board.lift(unit)
    board.put(unit, best)
    return True


def days_of_plants(visits: Iterable[Placed | Kept]) -> int:
    """The days on which plants are visited: those that come in one month come together, as long as the longest."""
    together: dict[Key, int] = defaultdict(int)
    single = 0
    for each in visits:
        if isinstance(each, Kept) and each.alone:
            single += each.days
        else:
            together[each.plant, each.month] = max(together[each.plant, each.month], each.days)
    return single + sum(together.values())
