"""Where `css/tabler.css` comes from: cut when it is asked for, and again when package or sources have changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from config.stylesheets import cutting, words

NAME = "css/tabler.css"


def style_sheet() -> Path:
    """The cut style sheet, fresh."""
    target = Path(settings.VAR_DIR) / "stylesheets" / NAME
    stamp = _stamp()
    if not target.exists() or not target.read_text(encoding="utf-8").startswith(stamp):
        known = words.of_sources()
        css = cutting.cut(settings.TABLER.read_text(encoding="utf-8"), known.__contains__)
        _replace(target, stamp + css)
    return target


def _stamp() -> str:
    """A comment that changes with what the style sheet is made from."""
    made_from = [settings.TABLER, *words.sources(), *Path(__file__).parent.glob("*.py")]
    states = [(str(path), (state := path.stat()).st_mtime_ns, state.st_size) for path in made_from]
    return f"/* {hashlib.sha256(repr(states).encode()).hexdigest()} */"


def _replace(target: Path, text: str) -> None:
    """At once, since several processes may ask."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(name, 0o644)
    Path(name).replace(target)


class CutStyleSheet(BaseFinder):
    """Finds the one file."""

    def check(self, **options: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        if path != NAME or not settings.TABLER.exists():
            return []
        found = str(style_sheet())
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        if settings.TABLER.exists():
            yield NAME, FileSystemStorage(location=style_sheet().parents[1])
