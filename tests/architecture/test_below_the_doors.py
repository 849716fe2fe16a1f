"""Below the doors nobody knows of requests and responses: what is decided there answers to page, API and job alike."""

import ast

from tests.architecture.test_sizes import MODULES, ROOT, name

BANNED = ("django.http", "django.shortcuts")
DOORS = {"views", "api", "middleware", "context_processors"}
OF_REQUESTS = {
    "core/addresses.py",
    "core/errors.py",
    "core/faults.py",
    "core/requests.py",
}
"""What a request is and where it comes from, and what an error is answered with."""


def is_below(path):
    parts = set(path.relative_to(ROOT).with_suffix("").parts)
    return "config" not in parts and not parts & DOORS and name(path) not in OF_REQUESTS


def imported(tree):
    """The modules that a module imports when it runs; those for its types alone are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        yield from imported(node)


def test_below_the_doors_nobody_knows_of_requests():
    below = [path for path in MODULES if is_below(path)]
    trees = {name(path): ast.parse(path.read_text(encoding="utf-8")) for path in below}

    assert len(below) > 500
    assert [
        (path, module) for path, tree in trees.items() for module in imported(tree) if module.startswith(BANNED)
    ] == []


def test_an_import_within_a_function_is_found_and_one_for_types_is_not():
    tree = ast.parse(
        "if TYPE_CHECKING:\n    from django.http import QueryDict\ndef f():\n    import django.shortcuts\n"
    )

    assert list(imported(tree)) == ["django.shortcuts"]
