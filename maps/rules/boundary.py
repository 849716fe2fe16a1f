"""A boundary in GeoJSON (RFC 7946): read, judged, and laid flat in metres.

Degrees of longitude and latitude are taken for a plain of metres around the middle of the park: over the few
kilometres of a park the error is below that of the survey. Nothing of the file is kept but its points.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from core.bounded.refusals import RefusedError

Point = tuple[float, float]
MOST_BYTES = 1024 * 1024
MOST_RINGS, MOST_POINTS = 50, 10_000
WIDEST_METRES, NARROWEST_METRES = 60_000, 10
METRES_PER_DEGREE = math.pi / 180 * 6_371_008.8
MARGIN = 0.06
"""Of the longer side: so much is left free around the boundary."""
LEAST = 4
NO_POLYGON = _("There is no polygon in it: a boundary is a Polygon or MultiPolygon.")


@dataclass(frozen=True)
class Boundary:
    """The rings of a boundary in metres from the upper left corner of the map, which is `width` by `height`."""

    rings: list[list[Point]]
    width: float
    height: float


def read(text: str) -> Boundary:
    """The boundary that a GeoJSON text holds. Raises RefusedError, which says what is wrong and where."""
    if len(text.encode()) > MOST_BYTES:
        raise RefusedError(_("The boundary is larger than 1 MB; leave out what is not the boundary."))
    try:
        found = json.loads(text)
    except json.JSONDecodeError as broken:
        raise RefusedError(_("This is no JSON: line %(line)s, column %(column)s."), **_place(broken)) from broken
    except RecursionError as deep:
        raise RefusedError(NO_POLYGON) from deep
    rings = [_ring(ring, number) for number, ring in enumerate(_rings(found, 0), start=1)]
    if not rings:
        raise RefusedError(NO_POLYGON)
    if len(rings) > MOST_RINGS or sum(len(ring) for ring in rings) > MOST_POINTS:
        raise RefusedError(_("The boundary has more than 50 rings or 10,000 points."))
    return _flat(rings)


def _place(broken: json.JSONDecodeError) -> dict[str, object]:
    return {"line": broken.lineno, "column": broken.colno}


def _rings(found: object, depth: int) -> Iterator[object]:
    """The rings of all polygons in a collection, feature or geometry."""
    if not isinstance(found, dict) or depth > LEAST:
        raise RefusedError(NO_POLYGON)
    kind, coordinates = found.get("type"), found.get("coordinates")
    if kind == "FeatureCollection":
        for each in _listed(found.get("features")):
            yield from _rings(each, depth + 1)
    elif kind == "Feature":
        yield from _rings(found.get("geometry"), depth + 1)
    elif kind == "Polygon":
        yield from _listed(coordinates)
    elif kind == "MultiPolygon":
        for polygon in _listed(coordinates):
            yield from _listed(polygon)
    else:
        raise RefusedError(_("“%(kind)s” is no boundary; draw it as a Polygon or MultiPolygon."), kind=str(kind)[:40])


def _listed(found: object) -> list[object]:
    if not isinstance(found, list) or len(found) > MOST_POINTS:
        raise RefusedError(NO_POLYGON)
    return found


def _ring(found: object, number: int) -> list[Point]:
    ring = [_point(each, number, place) for place, each in enumerate(_listed(found), start=1)]
    if len(ring) < LEAST:
        raise RefusedError(_("Ring %(ring)s has fewer than four points."), ring=number)
    if ring[0] != ring[-1]:
        raise RefusedError(_("Ring %(ring)s is not closed: its last point is not its first."), ring=number)
    return ring


def _point(found: object, ring: int, place: int) -> Point:
    pair = found[:2] if isinstance(found, list) else []
    if len(pair) < 2 or not all(_is_number(each) for each in pair):
        raise RefusedError(_("Ring %(ring)s, point %(place)s: it is no pair of numbers."), ring=ring, place=place)
    east, north = float(pair[0]), float(pair[1])
    if not (-180 <= east <= 180 and -85 <= north <= 85):
        raise RefusedError(
            _("Ring %(ring)s, point %(place)s: it is no longitude and latitude in degrees."), ring=ring, place=place
        )
    return east, north


def _is_number(found: object) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)


def _flat(rings: list[list[Point]]) -> Boundary:
    east = [point[0] for ring in rings for point in ring]
    north = [point[1] for ring in rings for point in ring]
    across = METRES_PER_DEGREE * math.cos(math.radians((min(north) + max(north)) / 2))
    width, height = (max(east) - min(east)) * across, (max(north) - min(north)) * METRES_PER_DEGREE
    if not NARROWEST_METRES <= max(width, height) <= WIDEST_METRES:
        raise RefusedError(
            _("The boundary is %(metres)s m across: no park is. Look whether the points are longitude, then latitude."),
            metres=round(max(width, height)),
        )
    margin = MARGIN * max(width, height)
    left, top = min(east), max(north)
    flat = [
        [(round((x - left) * across + margin, 1), round((top - y) * METRES_PER_DEGREE + margin, 1)) for x, y in ring]
        for ring in rings
    ]
    return Boundary(flat, round(width + 2 * margin, 1), round(height + 2 * margin, 1))
