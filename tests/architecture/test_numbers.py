"""A page prints registered figures, values of a row and the length of its list; each counted word is listed."""

import re
from pathlib import Path

import pytest

from core import figures

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
LIST = Path(__file__).resolve().parent / "numbers.txt"
PRINTED = re.compile(r"\{\{\s*(?P<plain>[^}]+?)\s*\}\}|\{%-?\s*blocktrans(?:late)?\s(?P<told>[^%]+)%\}")
COUNTED = re.compile(r"(^|[._])(counts?|total|sum|amount|number_of\w*|rate|percent|share|length|missing)$")
"""Words that a number goes by that was counted, not written in a row."""


OF_THE_PAGE = {"page.paginator.count", "n"}
"""The length of the list that the page shows; what `n` stands for is looked at where it is given."""


def counted_words(path):
    """The expressions of a template that print something counted."""
    for found in PRINTED.finditer(path.read_text(encoding="utf-8")):
        if found["plain"]:
            yield from only_counted([found["plain"]])
        else:
            yield from only_counted(re.findall(r"=(\S+)", found["told"]))
            yield from (word for word in re.findall(r"\bcount \w+=(\S+)", found["told"]) if word not in OF_THE_PAGE)


def only_counted(expressions):
    for expression in expressions:
        name, _bar, applied = expression.partition("|")
        if expression.strip() not in OF_THE_PAGE and (COUNTED.search(name.strip()) or applied.startswith("length")):
            yield expression.strip()


def listed():
    rows = [line.split("  ", 2) for line in LIST.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return {(path, expression): reason for path, expression, reason in rows}


def test_every_counted_word_of_a_template_is_listed_with_its_reason():
    found = {(str(path.relative_to(ROOT / "templates")), word) for path in TEMPLATES for word in counted_words(path)}

    assert found - listed().keys() == set(), "a registered figure? else say in numbers.txt which list's length it is"
    assert listed().keys() - found == set(), "it is gone; take it off the list"
    assert all(reason.strip() for reason in listed().values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ page.paginator.count }} {{ wider.count }}", ["wider.count"]),
        ("{{ items|length }} {{ item.number }}", ["items|length"]),
        ("{% blocktranslate count n=late with day=item.day %}", ["late"]),
        ("{% blocktranslate count n=page.paginator.count %}", []),
        ("{% blocktranslate with n=shown.total %}", ["shown.total"]),
        ("{{ reading.value|thousands }}", []),
    ],
)
def test_counted_words_are_found(tmp_path, text, words):
    (tmp_path / "page.html").write_text(text, encoding="utf-8")

    assert list(counted_words(tmp_path / "page.html")) == words


@pytest.mark.parametrize("figure", list(figures.registered()), ids=lambda figure: figure.code)
def test_every_figure_says_what_it_is(figure):
    assert str(figure.name)
    assert str(figure.definition)
    assert str(figure.unit)
    assert re.fullmatch(r"[a-z_]+\.[a-z0-9_-]+", figure.code)
    counted = figures.counted_by(figure.code)
    assert figures.named(counted.code) is counted
