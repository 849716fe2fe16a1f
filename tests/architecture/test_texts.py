"""Each text of the code reaches the translators: xgettext knows gettext by its own names and `_` only."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import modules

ROOT = Path(__file__).resolve().parents[2]
SOURCES = list(modules())
SAYS = re.compile(r"_|n?p?gettext(_lazy|_noop)?")


def names_of_gettext(source):
    """Under which other names than `_` a module calls the functions of gettext."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from (name.asname for name in node.names if name.asname not in (None, "_"))


def calls_within_f_strings(source):
    """The calls of gettext inside an f-string, which xgettext does not read: nobody would translate them."""
    for outer in ast.walk(ast.parse(source)):
        for node in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and SAYS.fullmatch(node.func.id):
                yield ast.unparse(node)


def test_no_text_stands_where_the_translators_do_not_find_it():
    unread = {
        str(path.relative_to(ROOT)): list(calls_within_f_strings(path.read_text(encoding="utf-8"))) for path in SOURCES
    }

    assert {path: calls for path, calls in unread.items() if calls} == {}


def test_a_text_within_an_f_string_is_seen():
    assert list(calls_within_f_strings("name = f\"{_('Photo')}1\"")) == ["_('Photo')"]


def test_no_module_renames_gettext():
    renamed = {
        str(path.relative_to(ROOT)): list(names_of_gettext(path.read_text(encoding="utf-8"))) for path in SOURCES
    }

    assert {path: names for path, names in renamed.items() if names} == {}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("from django.utils.translation import gettext_lazy as _lazy", ["_lazy"]),
        ("from django.utils.translation import gettext_lazy as _", []),
        ("from django.utils.translation import gettext_lazy", []),
    ],
)
def test_a_renamed_gettext_is_seen(line, names):
    assert list(names_of_gettext(line)) == names
