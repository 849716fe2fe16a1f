"""Templates trust nobody: nothing is marked safe, nothing runs inline, htmx reads no text of users (security S48)."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house import APPS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "safe": re.compile(r"\|\s*safe(seq)?\b"),
    "autoescape off": re.compile(r"autoescape\s+off"),
    "inline handler": re.compile(r"<[^>{%]*\son[a-z]+\s*="),
    "hx-on": re.compile(r"\bhx-on\b|data-hx-on"),
    "evaluated values": re.compile(r"hx-(?:vals|headers|vars|request)\s*=\s*['\"]\s*(?:js|javascript):|hx-vars"),
    "address that is code": re.compile(r"(?:href|src|action)\s*=\s*['\"]\s*(?:javascript|data):", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "inline style": re.compile(r"<style|<[^>{%]*\sstyle\s*=", re.IGNORECASE),
}
MARKED_SAFE = {
    "documents/charts.py": "drawings, their parts built from an allow-list",
    "documents/templatetags/documents.py": "spans and links round texts of a document, each of which is escaped",
}
"""Modules that say that a text is markup, and why."""
HTMX = re.compile(r"""\s(hx-[a-z-]+)\s*=\s*("[^"]*"|'[^']*')""")
PRINTED = re.compile(r"\{\{\s*([^}|]+)[^}]*\}\}")
PROSE = re.compile(r"""<[^>]*class="(?:[^"]*\s)?prose(?:\s[^"]*)?"[^>]*>""")
PUSHED = re.compile(r"""<\w+\s[^>]*class="(?:[^"]*\s)?(?:table-fit|table-responsive|chart-scroll)[\s"][^>]*>""")
"""An area that is pushed sideways where it is wider than the window, and has no field or link for sure."""
REACHED = ('tabindex="0"', "role=", "aria-label")
ADDRESS = re.compile(r"""\{%\s*url\s+['"](\w+):""")
OUR_OWN = re.compile(r"(\.pk|\.name|url|path|csrf_token|next_url)$")


def name(path):
    return str(path.relative_to(ROOT))


def texts():
    return {name(path): path.read_text(encoding="utf-8") for path in TEMPLATES}


@pytest.mark.req("S48")
def test_a_template_marks_nothing_safe_and_runs_nothing_inline():
    found = [(path, what) for path, text in texts().items() for what, it in FORBIDDEN.items() if it.search(text)]

    assert found == []


@pytest.mark.req("S48")
def test_attributes_of_htmx_hold_nothing_that_a_user_has_written():
    values = [(path, value) for path, text in texts().items() for _name, value in HTMX.findall(text)]
    printed = [(path, word.strip()) for path, value in values for word in PRINTED.findall(value)]

    assert [(path, word) for path, word in printed if not OUR_OWN.search(word)] == []


@pytest.mark.req("S48")
def test_areas_of_written_text_are_closed_to_htmx():
    areas = [(path, area) for path, text in texts().items() for area in PROSE.findall(text)]

    assert [(path, area) for path, area in areas if "hx-disable" not in area] == []


@pytest.mark.req("S48")
def test_only_what_is_named_is_marked_as_safe_in_code():
    pattern = re.compile(r"mark_safe|SafeString\(|format_html|@html_safe|is_safe=True")
    modules = [path for app in APPS for path in (ROOT / app).rglob("*.py")]

    assert {name(path) for path in modules if pattern.search(path.read_text(encoding="utf-8"))} == set(MARKED_SAFE)


@pytest.mark.req("S48")
def test_htmx_is_told_to_evaluate_nothing():
    told = (ROOT / "templates" / "components" / "_htmx.html").read_text(encoding="utf-8")

    for said in (
        '"allowEval":false',
        '"allowScriptTags":false',
        '"selfRequestsOnly":true',
        '"includeIndicatorStyles":false',
    ):
        assert said in told


def layers():
    """The apps by their layer, the lowest first, as the import contract has them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layered = next(each["layers"] for each in contract if each["name"] == "Apps look downwards only")
    return {app: height for height, layer in enumerate(reversed(layered)) for app in layer.split(" : ")}


def test_templates_name_no_address_of_an_app_above_their_own():
    heights = layers()
    named = [
        (name(path), app)
        for path in TEMPLATES
        for app in ADDRESS.findall(path.read_text(encoding="utf-8"))
        if heights[app] > heights.get(path.relative_to(ROOT / "templates").parts[0], len(heights))
    ]

    assert named == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ item.title|safe }}", "safe"),
        ("{% autoescape off %}", "autoescape off"),
        ('<a onclick="x()">', "inline handler"),
        ('<div hx-on:click="x()">', "hx-on"),
        ("<div hx-vals='js:{a: 1}'>", "evaluated values"),
        ('<a href="javascript:x()">', "address that is code"),
        ("<script>x()</script>", "inline script"),
        ('<p style="color: red">', "inline style"),
    ],
)
def test_what_is_forbidden_is_found(text, what):
    assert FORBIDDEN[what].search(text)


def test_what_is_pushed_sideways_is_reached_by_the_keyboard_and_has_a_name():
    areas = [(path, area) for path, text in texts().items() for area in PUSHED.findall(text)]

    assert [(path, area) for path, area in areas if not all(word in area for word in REACHED)] == []
    assert len(areas) > 10
