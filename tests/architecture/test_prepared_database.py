"""The database that tests copy is made again when anything has changed that it is made from."""

import ast

from tests.house import APPS, ROOT
from tests.prepared import MADE_BY, sources


def imported(path):
    """The modules of the house that a file imports, as paths; what it takes of an app is a module of that app."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" if node.module in APPS else f"{node.module}" for alias in node.names]
        yield from (f"{name.replace('.', '/')}.py" for name in names if name.partition(".")[0] in APPS)


def test_what_migrations_and_catalogs_are_made_with_is_among_its_sources():
    known = {str(path.relative_to(ROOT)) for path in sources()}
    made_with = {name for path in sources() if "migrations" in path.parts for name in imported(path)}
    catalogs = {str(path.relative_to(ROOT)) for app in APPS for path in (ROOT / app / "catalogs").glob("*")}

    assert made_with - known == set()
    assert catalogs - known == set()
    assert {"core/append_only.py", "accounts/migrations/0001_initial.py"} <= known
    assert set(MADE_BY) <= known
