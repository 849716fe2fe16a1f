"""What is on the map of a park: each layer's things, where they stand, how they stand, and who is near."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.models import User
from maps.models import Placement, Plan
from maps.rules.distances import between
from maps.services import layers
from maps.services.layers import Layer, Lit, Mark, Ring, Spot, Words
from maps.states import Light
from parks.models import Park

NOTHING_OPEN = Lit(0, Light.NONE, "")


@dataclass(frozen=True)
class Circle:
    """A ring as it is drawn: its radius in units of the plan, and what lies in it, the nearest first."""

    ring: Ring
    radius: float
    near: list[str]


@dataclass
class Pin:
    """A thing on the map, or one that has still to be put there (`spot` is None)."""

    layer: Layer
    mark: Mark
    spot: Spot | None
    lit: Lit
    version: int = 0
    number: int = 0
    circles: list[Circle] = field(default_factory=list)
    deeds: list[tuple[Words, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.layer.table}:{self.mark.pk}"

    @property
    def light(self) -> Light:
        """Of its own file and, where the layer shows them, of its open items: the worse."""
        return max(self.mark.light, self.lit.light if self.layer.is_lit else Light.NONE)

    @property
    def told(self) -> str:
        """What stands on the still picture: the sign of its kind, its number, and a sign where something is urgent."""
        return f"{self.layer.shape}{self.number}{self.light.sign if self.light.is_urgent else ''}"

    @property
    def undrawn(self) -> tuple[Ring, ...]:
        """The distances that can't be drawn, without a place or a scale: they are told all the same."""
        return () if self.circles else self.mark.rings

    @property
    def count(self) -> int:
        return self.lit.count if self.layer.is_lit else 0


@dataclass(frozen=True)
class Shown:
    """The pins of a plan; those without a place come last in each layer."""

    plan: Plan | None
    pins: list[Pin]

    @cached_property
    def groups(self) -> list[tuple[Layer, list[Pin]]]:
        found: dict[str, tuple[Layer, list[Pin]]] = {}
        for pin in self.pins:
            found.setdefault(pin.layer.table, (pin.layer, []))[1].append(pin)
        return list(found.values())

    @cached_property
    def placed(self) -> list[Pin]:
        return [pin for pin in self.pins if pin.spot is not None]

    @cached_property
    def missing(self) -> list[Pin]:
        return [pin for pin in self.pins if pin.spot is None]


def plan_of(park: Park, user: User, *, chosen: int | None, day: date) -> Plan | None:
    """The plan that somebody has chosen, else the one in force on a day, else the first there is."""
    known = Plan.objects.visible_to(user).filter(park=park).newest_first()
    if chosen is not None and (found := known.filter(pk=chosen).first()):
        return found
    return known.filter(drawn_on__lte=day).first() or known.last()


def shown(park: Park, plan: Plan | None, user: User) -> Shown:
    """Everything that this person may know of, in a number of queries that does not grow with it."""
    rows = Placement.objects.visible_to(user).filter(plan=plan) if plan else Placement.objects.none()
    placed = {(row.table, row.thing): row for row in rows}
    found = Shown(plan, _in_order(_pins(park, plan, placed, user)))
    deeds = layers.deeds_of(user)
    for number, pin in enumerate(found.placed, start=1):
        pin.number = number
        if pin.layer.is_placed:
            pin.deeds = [(deed.label, deed.url(pin.key)) for deed in deeds]
    if plan is not None and plan.metres_per_unit is not None:
        _draw_circles(found.placed, plan.metres_per_unit)
    return found


def _pins(park: Park, plan: Plan | None, placed: dict[tuple[str, int], Placement], user: User) -> Iterator[Pin]:
    """The things of all layers; what brings its place along is there where that is on this plan."""
    lit = layers.lit(park, user)
    for layer in layers.offered(user):
        found = (_pin(layer, mark, plan, placed, lit) for mark in layer.marks(park, user))
        yield from (pin for pin in found if layer.is_placed or pin.spot is not None)


def _in_order(pins: Iterable[Pin]) -> list[Pin]:
    """By layers, what has no place last, the worst light first."""
    return sorted(pins, key=lambda pin: (pin.layer.order, pin.spot is None, -pin.light, pin.mark.name))


def _pin(
    layer: Layer, mark: Mark, plan: Plan | None, placed: dict[tuple[str, int], Placement], lit: dict[int, Lit]
) -> Pin:
    spot, version = None, 0
    row = placed.get((layer.table, mark.pk))
    if row is not None:
        spot, version = (row.x, row.y), row.version
    elif mark.at is not None and plan is not None and mark.at[0] == plan.pk:
        spot = mark.at[1]
    found = lit.get(mark.enterprise, NOTHING_OPEN) if mark.enterprise is not None else NOTHING_OPEN
    return Pin(layer, mark, spot, found, version)


def _draw_circles(pins: list[Pin], metres_per_unit: float) -> None:
    for pin in pins:
        if pin.spot is not None:
            pin.circles = [
                Circle(ring, ring.metres / metres_per_unit, _near(pin, ring, pins, metres_per_unit))
                for ring in pin.mark.rings
            ]


def _near(pin: Pin, ring: Ring, pins: Iterable[Pin], metres_per_unit: float) -> list[str]:
    """What lies within a ring, but for the thing's own enterprise, with the distance from point to point."""
    found = []
    for other in pins:
        if pin.spot is not None and other.spot is not None and _is_neighbour(pin, other):
            metres = between(pin.spot, other.spot) * metres_per_unit
            found += [(metres, other.mark.name)] if metres <= ring.metres else []
    return [_("%(name)s (%(metres)s m)") % {"name": name, "metres": round(metres)} for metres, name in sorted(found)]


def _is_neighbour(pin: Pin, other: Pin) -> bool:
    own = pin.mark.enterprise is not None and other.mark.enterprise == pin.mark.enterprise
    return other is not pin and other.layer.is_placed and not own


def narrowed(found: Shown, tables: list[str], lights: list[str]) -> Shown:
    """The pins of some layers and lights alone; an empty choice leaves all."""
    of_layers = [pin for pin in found.pins if not tables or pin.layer.name in tables]
    return replace(found, pins=[pin for pin in of_layers if not lights or pin.light.style in lights])
