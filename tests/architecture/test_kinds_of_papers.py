"""A kind of paper that is declared is offered: one that nobody offers has no page, no number and no void."""

import importlib
from types import ModuleType

import pytest

from documents import kinds
from documents.kinds import DocumentKind
from tests.house import ROOT, modules

DECLARING = sorted(path for path in modules() if "DocumentKind(" in path.read_text(encoding="utf-8"))


def declared(module: ModuleType) -> set[str]:
    """The codes of the kinds that a module holds, alone or in a row of them."""
    held = [getattr(value, "kind", value) for value in vars(module).values()]
    values = [value for value in held if isinstance(value, DocumentKind | list | tuple | dict)]
    rows = [value.values() if isinstance(value, dict) else value for value in values]
    flat = [each for row in rows for each in ([row] if isinstance(row, DocumentKind) else row)]
    return {each.code for each in flat if isinstance(each, DocumentKind)}


@pytest.mark.parametrize("path", DECLARING, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_declared_is_offered(path):
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)

    found = declared(importlib.import_module(name)) if name != "documents.kinds" else set()

    assert found <= {kind.code for kind in kinds.registered()}
    assert found or name == "documents.kinds", "kinds that stand in no name of the module can't be offered"
