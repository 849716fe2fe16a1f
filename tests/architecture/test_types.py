"""Types are told, not waved through: how often `Any` and `type: ignore` may stand in the code only falls."""

import re
import tomllib
from pathlib import Path

from tests.architecture.test_sizes import MODULES, ROOT
from tests.house import APPS

MOST_ANY = 149
"""`Any` says that nothing is known; where nothing is asked of a value, `object` says so."""
MOST_IGNORED = 30
IMPORTED = re.compile(r"^from typing import .*$", re.MULTILINE)
ANY = re.compile(r"\bAny\b")
IGNORED = re.compile(r"# type: ignore(?P<rest>.*)")


def uses_of_any(source):
    """How often `Any` stands in a module, its import left out."""
    return len(ANY.findall(IMPORTED.sub("", source)))


def texts():
    return [path.read_text(encoding="utf-8") for path in MODULES]


def test_any_is_not_used_more_often():
    assert sum(uses_of_any(text) for text in texts()) <= MOST_ANY


def test_the_type_checker_is_not_silenced_more_often():
    assert sum(len(IGNORED.findall(text)) for text in texts()) <= MOST_IGNORED


def test_the_type_checker_looks_at_every_app_and_every_door():
    checked = tomllib.loads(Path(ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]

    assert set(checked["packages"]) == {*APPS, "config"}
    assert checked["disallow_untyped_defs"]
    assert checked["exclude"] == ["/migrations/"]
    assert not any("ignore_errors" in each or "disallow_untyped_defs" in each for each in checked["overrides"])
