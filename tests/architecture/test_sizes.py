"""The tail decides: no function, class, module or template grows beyond its ceiling (style, section 1)."""

import ast
from pathlib import Path

import pytest

from tests.house import modules

ROOT = Path(__file__).resolve().parents[2]
MODULES = list(modules())
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
MODULE_LINES, CLASS_LINES, TEMPLATE_LINES, DOOR_LINES, TEST_LINES = 500, 300, 150, 25, 25
TEMPLATE_SIGNS = 140
"""Of a line: a longer one wants a component, a context that the view prepares, or shorter markup."""
DOORS = ("views", "api", "tasks")
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py"}


def name(path):
    return str(path.relative_to(ROOT))


def lines_of(node):
    """Lines of code of a function or class, its docstring left out."""
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if has_docstring else 0
    return node.end_lineno - node.lineno + 1 - docstring


def nodes(path, *kinds):
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_and_classes_stay_within_their_ceiling(path):
    too_long = [node.name for node in nodes(path, ast.ClassDef) if lines_of(node) > CLASS_LINES]

    assert path.read_text(encoding="utf-8").count("\n") <= MODULE_LINES
    assert not too_long
    assert path.name not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", [path for path in MODULES if set(path.parts) & set(DOORS)], ids=name)
def test_doors_decide_nothing_and_are_short(path):
    too_long = [node.name for node in nodes(path, ast.FunctionDef) if lines_of(node) > DOOR_LINES]

    assert not too_long


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_stay_within_their_ceiling(path):
    lines = path.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= TEMPLATE_LINES
    assert [number for number, line in enumerate(lines, start=1) if len(line) > TEMPLATE_SIGNS] == []


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_tests_read_like_sentences(path):
    too_long = [node.name for node in nodes(path, ast.FunctionDef) if lines_of(node) > TEST_LINES]

    assert not too_long
