"""Modules joined into one: each stays a scope of its own, after those that it imports, and runs once.

What modules may say to each other is `import { one, two } from "./other.js";`, from a folder above or below as well,
and `export` before a declaration; whatever else is refused, so that nothing is lost quietly. Lines that are comments
are left out.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "(\.\.?/(?:[\w-]+/)?[\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)


class NotJoinedError(Exception):
    """A module says something that can't be joined."""


def joined(entry: Path) -> str:
    """The module at `entry` with everything that it imports, as one module."""
    paths = in_order(entry)
    if twice := sorted(name for name, times in Counter(path.name for path in paths).items() if times > 1):
        raise NotJoinedError(f"{entry.name} joins two modules of one name: {', '.join(twice)}")
    return "".join(_scope(path) for path in paths)


def in_order(entry: Path, above: tuple[Path, ...] = ()) -> list[Path]:
    """The modules, each after those that it imports and once."""
    if entry in above:
        raise NotJoinedError(f"{entry.name} imports itself by way of {above[-1].name}")
    found: list[Path] = []
    for name in _imported(entry):
        found += [path for path in in_order(_beside(entry, name), (*above, entry)) if path not in found]
    return [*found, entry]


def _beside(entry: Path, name: str) -> Path:
    """A module that another one names, under one path however it is named."""
    return Path(os.path.normpath(entry.parent / name))


def _imported(path: Path) -> Iterator[str]:
    yield from (name for _what, name in IMPORT.findall(path.read_text(encoding="utf-8")))


def _scope(path: Path) -> str:
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    exports = EXPORT.findall(text)
    text = EXPORT.sub("", IMPORT.sub(lambda found: f"const {{ {found[1]} }} = {_name(Path(found[2]).name)};\n", text))
    if left := OTHER.search(text):
        raise NotJoinedError(f"{path.name}: {left.group()}")
    return f"const {_name(path.name)} = (() => {{\n{text}return {{ {', '.join(exports)} }};\n}})();\n"


def _name(file: str) -> str:
    return "$" + re.sub(r"\W", "_", file.removesuffix(".js"))
