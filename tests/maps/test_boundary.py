"""四至边界: what of a GeoJSON is taken, what is refused and in which words, and what becomes of its degrees."""

import json

import pytest

from core import bounded
from core.bounded import RefusedError
from maps.rules import boundary
from maps.rules.distances import metres_per_unit
from tests.maps.drawn import SQUARE, polygon

OPEN = SQUARE[:-1]
FEATURE = {"type": "Feature", "geometry": json.loads(polygon())}
COLLECTION = {"type": "FeatureCollection", "features": [FEATURE]}
REFUSED = {
    "no json": ("{", "第 1 行"),
    "a number": ("7", "没有多边形"),
    "a line": ('{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}', "“LineString”不是边界"),
    "nothing in it": ('{"type": "FeatureCollection", "features": []}', "没有多边形"),
    "not closed": (polygon(OPEN), "第 1 个环没有闭合"),
    "a triangle that is none": (polygon([[1, 2], [3, 4], [1, 2]]), "不足四个点"),
    "a word for a number": (polygon([["a", 1], *SQUARE]), "第 1 个环第 1 个点：不是一对数字"),
    "not a number": (polygon([[float("nan"), 1], *SQUARE]), "第 1 个点：不是一对数字"),
    "metres": (polygon([[500_000, 4_000_000], *SQUARE]), "不是以度为单位的经度、纬度"),
    "a country": (polygon([[100, 30], [110, 30], [110, 40], [100, 30]]), "与园区不符"),
    "too long": (polygon(note="字" * 400_000), "超过 1 MB"),
    "very deep": ("[" * 100_000, ""),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_is_no_boundary_is_refused_and_said_where(wrong):
    text, words = REFUSED[wrong]

    with pytest.raises(RefusedError) as refused:
        bounded.run("maps.rules.boundary:read", text)

    assert words in str(refused.value)


@pytest.mark.parametrize("found", [FEATURE["geometry"], FEATURE, COLLECTION])
def test_polygons_features_and_collections_are_taken(found):
    assert len(boundary.read(json.dumps(found)).rings) == 1


def test_degrees_become_metres_with_a_margin():
    found = boundary.read(polygon())

    xs = [x for x, _y in found.rings[0]]
    ys = [y for _x, y in found.rings[0]]
    assert max(xs) - min(xs) == pytest.approx(1703, abs=2), "0.02 degrees at 40 degrees north"
    assert max(ys) - min(ys) == pytest.approx(1112, abs=1)
    margins = [min(xs), min(ys), found.width - max(xs), found.height - max(ys)]
    assert margins == pytest.approx([102] * 4, abs=1)


def test_north_is_above():
    ring = boundary.read(polygon()).rings[0]

    south, north = ring[0][1], ring[2][1]
    assert north < south


def test_the_scale_follows_from_two_points():
    assert metres_per_unit((0, 0), (30, 40), 100) == 2
    assert metres_per_unit((5, 5), (5, 5), 100) is None
