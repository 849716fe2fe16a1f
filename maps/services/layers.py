"""图层: what a park's map shows. An app offers the layer of its things and how their open matters stand.

The map knows none of these apps by name; called by their configs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from accounts.models import User
from maps import querysets
from maps.states import Light
from parks.models import Park

Words = str | Promise
Spot = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Ring:
    """A distance around a thing, in metres, with the words of the file or rule that it is from."""

    metres: int
    said: Words


@dataclass(frozen=True)
class Mark:
    """A thing as the map and the list beside it show it.

    `enterprise` is the key of the one it belongs to: how its open items stand is asked once for the whole map. `light`
    is its own, of what its file says. `at` is where it stands for what brings its own place along (plan and point).
    """

    pk: int
    name: str
    url: str
    said: Words = ""
    enterprise: int | None = None
    light: Light = Light.NONE
    why: Words = ""
    rings: tuple[Ring, ...] = ()
    at: tuple[int, Spot] | None = None


@dataclass(frozen=True)
class Lit:
    """The open items of an enterprise: how many, the light of the worst, and the list of them."""

    count: int
    light: Light
    url: str


@dataclass(frozen=True)
class Layer:
    """One kind of things on the map, of a table ('enterprises.enterprise').

    `marks` are those of a park that a person may know of, in a fixed number of queries. `shape` is the sign by which
    the kind is told. What `is_placed` is put on the plan by officials; anything else brings its place along.
    """

    order: int
    table: str
    label: Words
    shape: str
    marks: Callable[[Park, User], Iterable[Mark]]
    of_an_enterprise: bool = False
    is_placed: bool = True
    is_lit: bool = False

    @property
    def name(self) -> str:
        """How links and style sheets call it."""
        return self.table.replace(".", "-")


@dataclass(frozen=True)
class Deed:
    """What somebody may do at a thing on the map; `url` is asked with the thing's key."""

    label: Words
    url: Callable[[str], str]
    allowed: Callable[[User], bool]


Lights = Callable[[Park, User], Mapping[int, Lit]]
_layers: dict[str, Layer] = {}
_lights: list[Lights] = []
_deeds: list[Deed] = []


def offer(layer: Layer) -> None:
    """Let an app show its things on the map."""
    _layers[layer.table] = layer
    if layer.is_placed:
        querysets.places(layer.table, of_an_enterprise=layer.of_an_enterprise)


def offer_lights(lights: Lights) -> None:
    """Let the app of the ledger say how the open items of the enterprises of a park stand."""
    if lights not in _lights:
        _lights.append(lights)


def offer_deed(deed: Deed) -> None:
    """Let an app have something done at what stands on the map."""
    if deed not in _deeds:
        _deeds.append(deed)


def deeds_of(user: User) -> list[Deed]:
    """What this person may do at what stands on the map."""
    return [deed for deed in _deeds if deed.allowed(user)]


def offered(user: User) -> list[Layer]:
    """The layers that a person may see: an enterprise those of its own things alone."""
    official = user.reach in querysets.OFFICIAL
    known = sorted(_layers.values(), key=lambda layer: layer.order)
    return [layer for layer in known if official or layer.of_an_enterprise]


def named(table: str) -> Layer | None:
    """The layer of a table, or None."""
    return _layers.get(table)


def lit(park: Park, user: User) -> dict[int, Lit]:
    """How the open items of the park's enterprises stand, by enterprise."""
    found: dict[int, Lit] = {}
    for lights in _lights:
        found.update(lights(park, user))
    return found
