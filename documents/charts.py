"""图表: Vega-Lite specifications in our colours, drawn on the server; each with what it says in words.

A bar carries its number, a line its own dash: no colour speaks alone. Axes begin at 0; a month without
a value is a gap and not a nought.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import vl_convert
from defusedxml import ElementTree
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

COLOURS = ("#0B57A4", "#1F2937", "#5F7893", "#7A4A00", "#53318C")
"""The accent and what stands beside it. Red is for what is late and for errors, green for what is in time: neither
is a colour of a series."""
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
INK, GREY = "#1F1F1F", "#595959"
FONT = "Noto Sans SC"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ELEMENTS = frozenset(
    {"svg", "g", "path", "rect", "text", "tspan", "line", "circle", "a", "defs", "clipPath", "title", "desc"}
)
ATTRIBUTES = frozenset({
    "class", "viewBox", "width", "height", "transform", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy",
    "r", "dx", "dy", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "fill-opacity", "opacity",
    "text-anchor", "font-size", "font-weight", "font-family", "clip-path", "id", "aria-hidden",
})  # fmt: skip
DRAWN_FOR = "https://vega.github.io/vega-datasets/"
"""What the drawing library puts before a link that begins with a slash."""
LINK = {"href": {"field": "href", "type": "nominal"}, "description": {"field": "said", "type": "nominal"}}
"""A mark that opens something, called by what it says and not by all that it knows."""
RIM = {"stroke": INK, "strokeWidth": 18, "strokeOpacity": 0}
"""Nobody sees it; it makes a point that opens something wide enough for a finger."""
Point = Mapping[str, str | float | None]


@dataclass(frozen=True)
class Chart:
    """A specification, what it says in words, and the rows it draws."""

    spec: Mapping[str, object]
    alt: str
    rows: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def svg(self) -> SafeString:
        return inline_svg(self.spec)

    @property
    def role(self) -> str:
        """A picture, or a group of links that says what it shows."""
        return "group" if "<a " in self.svg else "img"


def lines(points: Sequence[Point], *, title: str, width: int = 620, height: int = 220, text: int = 12) -> Chart:
    """Series over months: each point has `month`, `series`, `value` (None is a gap), `href` if it opens something.

    Each line is called by its name and its last value where it ends, so that nobody looks for it in a legend.
    """
    spec = _base(points, width, height, text)
    series = _in_order(points, "series")
    opens = any(point.get("href") for point in points)
    top = _top(points)
    ends = _ends(points, series, apart=top * (text + 4) / height)
    # A reader's letters may be wider than those it is measured with.
    spec["padding"] = {
        "left": 5,
        "top": 5,
        "bottom": 5,
        "right": text * 0.15 * max(len(str(end["called"])) for end in ends),
    }
    spec |= {"layer": _line_layers(series, ends, opens=opens, text=text), "encoding": _by_month(series, top, text)}
    told = [_course(name, [point for point in points if point["series"] == name]) for name in series]
    return _chart(spec, f"{title}。{''.join(told)}", points, ("month", "series", "value"))


def _line_layers(series: Sequence[str], ends: Sequence[Point], *, opens: bool, text: int) -> list[dict[str, object]]:
    """The lines, their points, and their names where they end."""
    dot = {"type": "point", "filled": True, "size": 28 * text / 12, "opacity": 1, **(RIM if opens else {})}
    return [
        {
            "mark": {"type": "line", "strokeWidth": text / 6, "invalid": "break-paths-show-domains"},
            "encoding": {"strokeDash": {**_by_series(series, DASHES), "legend": None}},
        },
        {
            "mark": dot,
            "encoding": {"shape": {**_by_series(series, SHAPES), "legend": None}, **(LINK if opens else {})},
        },
        {
            "data": {"values": ends},
            "mark": {"type": "text", "align": "left", "dx": text * 0.7, "fontWeight": 600},
            "encoding": {
                "y": {"field": "place", "type": "quantitative"},
                "text": {"field": "called", "type": "nominal"},
            },
        },
    ]


def _by_month(series: Sequence[str], top: float, text: int) -> dict[str, object]:
    """Months along the foot, values up to the round number `top`."""
    return {
        "x": {
            "field": "month",
            "type": "ordinal",
            "sort": None,
            "axis": {
                "title": None,
                "labelAngle": 0,
                "labelOverlap": True,
                "labelSeparation": text,
                "labelPadding": text / 2,
            },
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": [0, top], "nice": False},
            "axis": {"title": None, "tickMinStep": 1, "tickCount": 5, "domain": False, "ticks": False},
        },
        "color": {**_by_series(series, COLOURS), "legend": None},
    }


def bars(points: Sequence[Point], *, title: str, width: int = 420) -> Chart:
    """Horizontal bars with their numbers: each point has `label`, `value`, and `href` where it opens something."""
    spec = _base(points, width, max(26 * len(points), 26))
    place = {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 170}}
    value = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    link = LINK if any(point.get("href") for point in points) else {}
    spec |= {
        "encoding": {"y": place, "x": value, **link},
        "layer": [
            {"mark": {"type": "bar", "color": COLOURS[0], "height": {"band": 0.62}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "color": INK},
                "encoding": {"text": {"field": "value", "type": "quantitative"}},
            },
        ],
    }
    return _chart(spec, f"{title}。{_extremes(points, 'label')}", points, ("label", "value"))


def heat(points: Sequence[Point], *, title: str, width: int = 420) -> Chart:
    """Squares of two sorts of parts with the number inside: `row`, `column`, `value`, `href`."""
    rows, columns = _in_order(points, "row"), _in_order(points, "column")
    spec = _base(points, width, 34 * len(rows))
    most = max(map(_value, points), default=0)
    spec |= {
        "encoding": {
            "y": {"field": "row", "type": "nominal", "sort": rows, "axis": {"title": None, "labelLimit": 170}},
            "x": {
                "field": "column",
                "type": "nominal",
                "sort": columns,
                "axis": {
                    "title": None,
                    "orient": "top",
                    "labelAngle": 0,
                    "labelExpr": "split(replace(datum.label, /(.{4,14})\\s+/g, '$1|'), '|')",
                    "labelLimit": width // max(len(columns), 1) - 6,
                },
            },
        },
        "layer": [
            {
                "mark": "rect",
                "encoding": {
                    **LINK,
                    "color": {
                        "field": "value",
                        "type": "quantitative",
                        "legend": None,
                        "scale": {"interpolate": "rgb", "range": ["#FFFFFF", "#7FB0E0"], "domain": [0, max(most, 1)]},
                    },
                },
            },
            {
                "mark": {"type": "text", "color": INK},
                "encoding": {"text": {"field": "value", "type": "quantitative"}},
            },
        ],
    }
    named = [{"label": f"{point['row']} {point['column']}", "value": point["value"]} for point in points]
    return _chart(spec, f"{title}。{_extremes(named, 'label')}", points, ("row", "column", "value"))


def _base(points: Sequence[Point], width: int, height: int, text: int = 12) -> dict[str, object]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": None,
        "data": {"values": [_called(point) for point in points]},
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFont": FONT,
                "labelFontSize": text,
                "labelColor": INK,
                "gridColor": "#E5E8EC",
                "domainColor": GREY,
            },
            "text": {"font": FONT, "fontSize": text},
        },
    }


def _top(points: Sequence[Point]) -> float:
    """Where the axis ends: the next round number above everything that is drawn."""
    most = max(map(_value, points), default=0)
    step = 10 ** max(len(str(int(most))) - 2, 0) * 5
    return max((int(most // step) + 1) * step, 5)


def _ends(points: Sequence[Point], series: Sequence[str], *, apart: float) -> list[Point]:
    """What each line is called where it ends, from the lowest to the highest, so far apart that all can be read."""
    known = {name: [p for p in points if p["series"] == name and p["value"] is not None] for name in series}
    lasts = sorted((each[-1] for each in known.values() if each), key=_value)
    ends: list[Point] = []
    place = -apart
    for last in lasts:
        place = max(_value(last), place + apart)
        called = f"{last['series']} {_value(last):g}"
        ends.append({"month": last["month"], "series": last["series"], "place": place, "called": called})
    return ends


def _called(point: Point) -> dict[str, object]:
    """A point with what it says, where it opens something."""
    said = " ".join(str(value) for name, value in point.items() if name != "href")
    return {**point, "said": said} if "href" in point else dict(point)


def _by_series(series: Sequence[str], signs: Sequence[object]) -> dict[str, object]:
    scale = {"domain": list(series), "range": list(signs[: len(series)])}
    return {"field": "series", "type": "nominal", "scale": scale}


def _in_order(points: Sequence[Point], name: str) -> list[str]:
    return list(dict.fromkeys(str(point[name]) for point in points))


def _chart(spec: dict[str, object], alt: str, points: Sequence[Point], names: tuple[str, ...]) -> Chart:
    rows = tuple(tuple("—" if point[name] is None else str(point[name]) for name in names) for point in points)
    return Chart(spec, alt, rows, names)


def _course(name: str, points: Sequence[Point]) -> str:
    """A series in words: its last value, the one before and the highest."""
    known = [point for point in points if point["value"] is not None]
    if not known:
        return _("%(name)s: no data. ") % {"name": name}
    highest = max(known, key=_value)
    return _("%(name)s: %(last)s in %(month)s, at most %(most)s in %(when)s. ") % {
        "name": name,
        "last": known[-1]["value"],
        "month": known[-1]["month"],
        "most": highest["value"],
        "when": highest["month"],
    }


def _value(point: Point) -> float:
    value = point["value"]
    return value if isinstance(value, (int, float)) else 0


def _extremes(points: Sequence[Point], name: str) -> str:
    known = [point for point in points if point["value"]]
    if not known:
        return _("Nothing there.")
    most = max(known, key=_value)
    return _("Most: %(most)s (%(value)s). Together %(n)s lines.") % {
        "most": most[name],
        "value": most["value"],
        "n": len(points),
    }


def inline_svg(spec: Mapping[str, object]) -> SafeString:
    """The drawing for a page: only drawing elements, links only into the house, no style and no script (CSP)."""
    return mark_safe(_inline(json.dumps(spec, sort_keys=True)))  # noqa: S308 - built from an allow-list


def png_of(spec: Mapping[str, object], *, scale: float = 2) -> bytes:
    """The drawing for a document."""
    return _png(json.dumps(spec, sort_keys=True), scale)


def digest(spec: Mapping[str, object]) -> str:
    """Names a drawing by what it draws."""
    return hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=256)
def _inline(spec: str) -> str:
    _with_fonts()
    drawn = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    clean = _clean(drawn)
    clean.set("xmlns", SVG)
    if not any(part.tag == "a" for part in clean.iter()):
        clean.set("aria-hidden", "true")
    return ElementTree.tostring(clean, encoding="unicode")


@lru_cache(maxsize=64)
def _png(spec: str, scale: float) -> bytes:
    _with_fonts()
    return bytes(vl_convert.vegalite_to_png(spec, scale=scale, allowed_base_urls=[]))


@cache
def _with_fonts() -> None:
    for folder in settings.DOCUMENT_FONTS:
        if Path(folder).is_dir():
            vl_convert.register_font_directory(str(folder))


def _clean(element: Element) -> Element:
    """A copy of what may stand on a page."""
    copy = Element(_local(element.tag), {name: value for name, value in element.attrib.items() if name in ATTRIBUTES})
    target = (element.get("href") or element.get(f"{{{XLINK}}}href") or "").removeprefix(DRAWN_FOR)
    if copy.tag == "a" and target.startswith("/") and not target.startswith(("//", "/\\")):
        copy.set("href", target)
        copy.set("aria-label", _name_of(element))
        # The table behind the drawing has the same links for the keyboard.
        copy.set("tabindex", "-1")
    copy.text = element.text
    for inner in element:
        if _local(inner.tag) in ELEMENTS:
            part = _clean(inner)
            part.tail = inner.tail
            copy.append(part)
    return copy


def _name_of(link: Element) -> str:
    """What a link is called: what its mark says of itself."""
    return next((part.get("aria-label", "") for part in link.iter() if part.get("aria-label")), "")


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
