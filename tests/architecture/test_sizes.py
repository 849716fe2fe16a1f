"""The tail decides: no function, class, module or template grows beyond its ceiling (style, section 1)."""

import ast
from pathlib import Path

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


def too_long(paths, kind, most):
    """Where a function or class goes beyond the ceiling."""
    return [f"{name(path)}: {node.name}" for path in paths for node in nodes(path, kind) if lines_of(node) > most]


def test_modules_and_classes_stay_within_their_ceiling():
    assert too_long(MODULES, ast.ClassDef, CLASS_LINES) == []
    assert [name(path) for path in MODULES if path.read_text(encoding="utf-8").count("\n") > MODULE_LINES] == []
    assert [name(path) for path in MODULES if path.name in FORBIDDEN_NAMES] == []


def test_doors_decide_nothing_and_are_short():
    doors = [path for path in MODULES if set(path.parts) & set(DOORS)]

    assert too_long(doors, ast.FunctionDef, DOOR_LINES) == []


def test_templates_stay_within_their_ceiling():
    lines = {name(path): path.read_text(encoding="utf-8").splitlines() for path in TEMPLATES}

    wide = [
        f"{path}:{number}"
        for path, found in lines.items()
        for number, line in enumerate(found, start=1)
        if len(line) > TEMPLATE_SIGNS
    ]

    assert [path for path, found in lines.items() if len(found) > TEMPLATE_LINES] == []
    assert wide == []


def test_tests_read_like_sentences():
    assert too_long(TESTS, ast.FunctionDef, TEST_LINES) == []
