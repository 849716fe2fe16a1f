"""No function has more than ten ways through it: branches and loops, and every `and`, `or` and `if` in an expression.

Counted as radon does (`radon cc`), which adds what ruff's C901 leaves out: conditions joined in one line, choices
within an expression, comprehensions. A function within another one counts by itself.
"""

import ast

import pytest

from tests.architecture.test_sizes import MODULES, ROOT, name

MOST_WAYS = 10
SCRIPTS = (path for path in (ROOT / "script").iterdir() if path.is_file())
BESIDES = sorted([
    *(ROOT / "benchmarks").rglob("*.py"),
    *(path for path in SCRIPTS if path.read_bytes().startswith(b"#!/usr/bin/env python")),
    ROOT / "manage.py",
])  # fmt: skip
"""What people run beside the apps."""


def takes_the_rest(pattern):
    """`case _` is what an `else` is to an `if`."""
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
APART = (*FUNCTIONS, ast.ClassDef)
ADDED = {
    ast.If: lambda node: 1,
    ast.IfExp: lambda node: 1,
    ast.BoolOp: lambda node: len(node.values) - 1,
    ast.For: lambda node: 1 + bool(node.orelse),
    ast.AsyncFor: lambda node: 1 + bool(node.orelse),
    ast.While: lambda node: 1 + bool(node.orelse),
    ast.Try: lambda node: len(node.handlers) + bool(node.orelse),
    ast.Assert: lambda node: 1,
    ast.comprehension: lambda node: 1 + len(node.ifs),
    ast.Match: lambda node: len(node.cases) - any(takes_the_rest(case.pattern) for case in node.cases),
}
"""Kind of node → by how many ways it adds to those of its function."""


def ways_within(node):
    """The ways that a node and all below it add; of an assertion only that it may fail."""
    added = ADDED.get(type(node), lambda node: 0)(node)
    below = () if isinstance(node, ast.Assert) else ast.iter_child_nodes(node)
    return added + sum(ways_within(child) for child in below if not isinstance(child, APART))


def ways_through(function):
    return 1 + sum(ways_within(statement) for statement in function.body if not isinstance(statement, APART))


def functions_of(source):
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS)]


def test_no_function_has_more_ways_through_it_than_a_reader_can_keep_in_mind():
    functions = {path: functions_of(path.read_text(encoding="utf-8")) for path in (*MODULES, *BESIDES)}
    counted = [(name(path), each.name, ways_through(each)) for path, found in functions.items() for each in found]

    assert [(path, found, ways) for path, found, ways in counted if ways > MOST_WAYS] == []


@pytest.mark.parametrize(
    ("body", "ways"),
    [
        ("return a", 1),
        ("return a and b or c", 3),
        ("return a if b else c", 2),
        ("return [x for y in a for x in y if x if b]", 5),
        ("return {x: 1 for x in a if x and b}", 4),
        ("return max(a, key=lambda x: x or b)", 2),
        ("if a: return b\n elif c: return a\n else: return c", 3),
        ("for x in a: pass\n else: pass", 3),
        ("while a: pass", 2),
        ("with a: pass", 1),
        ("try: a()\n except b: pass\n except c: pass\n else: pass\n finally: pass", 4),
        ("assert a and b", 2),
        ("match a:\n  case 1: pass\n  case 2: pass\n  case _: pass", 3),
        ("def g(): return a and b\n return g", 1),
    ],
)
def test_ways_are_counted_as_radon_counts_them(body, ways):
    function = functions_of(f"def f(a, b, c):\n {body}")[0]

    assert ways_through(function) == ways
