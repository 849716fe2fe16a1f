"""双随机抽取: what a seed draws from frozen candidates, as anybody can reckon it again (docs/draws.md has it in words).

The seed is the key, a counter the message: HMAC-SHA256 gives one number of 256 bits after the other. A number in a
tail that would favour the small ones is passed over, so that a remainder has no bias.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _

from core.errors import DomainError

FIRST_FORMAT, FORMAT = "yuanan-draw/1", "yuanan-draw/2"
"""In the first one an inspector had no body, and a team was drawn from all of them."""
SEED_BYTES = 32
LEAST_TEAM = 2
"""行政处罚法42: at least two officers."""
SPAN = 1 << 256


class DrawnObject(TypedDict):
    """An enterprise that may be drawn, with what its weight is made of."""

    id: int
    name: str
    weight: int
    terms: dict[str, int]


class DrawnInspector(TypedDict):
    """A certified inspector who may be drawn; `body` is the unit in whose name he inspects."""

    id: int
    name: str
    unit: str
    body: NotRequired[int]


class Excluded(TypedDict):
    """An inspector who is not drawn for an object; for none at all where there is no object."""

    inspector: int
    object: int | None
    why: str


class Frozen(TypedDict):
    """The candidates as the commitment covers them."""

    format: str
    title: str
    body: str
    first_day: str
    last_day: str
    number: int
    team: int
    objects: list[DrawnObject]
    inspectors: list[DrawnInspector]
    exclusions: list[Excluded]


class Visit(TypedDict):
    """What is drawn: an object and who goes there."""

    object: int
    team: list[int]


class Record(TypedDict):
    """All that is needed to reckon a draw again; without seed and result it has not been drawn."""

    candidates: Frozen
    commitment: str
    seed: str | None
    result: list[Visit] | None


class Stream:
    """The numbers that follow from a seed."""

    def __init__(self, seed: bytes) -> None:
        self.seed = seed
        self.counter = 0

    def below(self, end: int) -> int:
        """A number from 0 to before the end, each as likely as the others."""
        fair = SPAN - SPAN % end
        number = self._next()
        while number >= fair:
            number = self._next()
        return number % end

    def _next(self) -> int:
        block = hmac.digest(self.seed, self.counter.to_bytes(8, "big"), "sha256")
        self.counter += 1
        return int.from_bytes(block, "big")


def canonical(frozen: Frozen) -> bytes:
    """The candidates as the bytes that are hashed: keys sorted, no spaces, UTF-8."""
    return json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def commitment(frozen: Frozen, seed: bytes) -> str:
    """What is published before the draw: the hash of the candidates, a line feed and the seed."""
    return hashlib.sha256(canonical(frozen) + b"\n" + seed).hexdigest()


def refuse_impossible(frozen: Frozen) -> None:
    """Raises DomainError where what is asked can't be drawn whatever the seed; names the object that lacks people."""
    if frozen["team"] < LEAST_TEAM:
        raise DomainError(_("A team has at least two inspectors (行政处罚法42)."), "team")
    if not 1 <= frozen["number"] <= len(frozen["objects"]):
        said = _("There are %(n)s enterprises to draw from; draw at least one and no more than that.")
        raise DomainError(said % {"n": len(frozen["objects"])}, "number")
    for each in frozen["objects"]:
        there = max(map(len, _by_body(frozen, each["id"]).values()), default=0)
        if there < frozen["team"]:
            said = _("Not enough inspectors of one body for %(name)s: %(there)s may be drawn, %(team)s are needed.")
            raise DomainError(said % {"name": each["name"], "there": there, "team": frozen["team"]}, "team")


def eligible(frozen: Frozen, key: int) -> list[int]:
    """Who may be drawn for an object, in the order of the candidates: of bodies of which a whole team may go."""
    whole = {each for team in _by_body(frozen, key).values() if len(team) >= frozen["team"] for each in team}
    return [each["id"] for each in frozen["inspectors"] if each["id"] in whole]


def bodies(frozen: Frozen) -> dict[int, int | None]:
    """The body of each inspector; of none is known in the first format, where all are one pool."""
    return {each["id"]: each.get("body") for each in frozen["inspectors"]}


def _by_body(frozen: Frozen, key: int) -> dict[int | None, list[int]]:
    """Who is not excluded for an object, by body."""
    excluded = {each["inspector"] for each in frozen["exclusions"] if each["object"] in (None, key)}
    found: dict[int | None, list[int]] = {}
    for each, body in bodies(frozen).items():
        if each not in excluded:
            found.setdefault(body, []).append(each)
    return found


def draw(frozen: Frozen, seed: bytes) -> list[Visit]:
    """All objects first, then a team for each in the order in which they were drawn; a team is of one body."""
    refuse_impossible(frozen)
    stream = Stream(seed)
    objects = _objects(frozen["objects"], frozen["number"], stream)
    load, of = {each["id"]: 0 for each in frozen["inspectors"]}, bodies(frozen)
    return [{"object": key, "team": _team(eligible(frozen, key), of, frozen["team"], load, stream)} for key in objects]


def _objects(candidates: Sequence[DrawnObject], number: int, stream: Stream) -> list[int]:
    """One after the other by weight; what has been drawn is not drawn again."""
    left, drawn = list(candidates), []
    for _place in range(number):
        point = stream.below(sum(each["weight"] for each in left))
        for each in left:
            point -= each["weight"]
            if point < 0:
                break
        left.remove(each)
        drawn.append(each["id"])
    return drawn


def _team(
    able: Sequence[int], of: Mapping[int, int | None], size: int, load: dict[int, int], stream: Stream
) -> list[int]:
    """The first place among all who may go, the others among those of the same body who are not in the team yet."""
    team = [_one(able, load, stream)]
    same = [key for key in able if of[key] == of[team[0]]]
    while len(team) < size:
        team.append(_one([key for key in same if key not in team], load, stream))
    for key in team:
        load[key] += 1
    return team


def _one(able: Sequence[int], load: Mapping[int, int], stream: Stream) -> int:
    """Uniformly among those who have the fewest visits so far: the load spreads by itself."""
    least = min(load[key] for key in able)
    pool = [key for key in able if load[key] == least]
    return pool[stream.below(len(pool))]


@dataclass(frozen=True)
class Difference:
    """A place of the result where record and recomputation say different things; None where one has no such place."""

    place: int
    recorded: Visit | None
    reckoned: Visit | None


@dataclass(frozen=True)
class Verdict:
    """What reckoning a record again says."""

    fits: bool
    differences: Sequence[Difference] = ()

    @property
    def is_equal(self) -> bool:
        return self.fits and not self.differences


def verify(record: Record) -> Verdict:
    """Reckon a drawn record again: whether its commitment fits, and where its result differs."""
    seed = bytes.fromhex(record["seed"] or "")
    frozen = record["candidates"]
    if commitment(frozen, seed) != record["commitment"]:
        return Verdict(fits=False)
    return Verdict(fits=True, differences=tuple(_compared(record["result"] or [], draw(frozen, seed))))


def _compared(recorded: Sequence[Visit], reckoned: Sequence[Visit]) -> Iterator[Difference]:
    for place in range(max(len(recorded), len(reckoned))):
        one, two = (rows[place] if place < len(rows) else None for rows in (recorded, reckoned))
        if one != two:
            yield Difference(place + 1, one, two)
