"""The words of our sources that can name a class: in templates, scripts, and the strings of Python.

A name that is put together (`alert-{{ level }}`, `f"sign-{kind}"`) counts as all names with that beginning or end.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

WORD = re.compile(r"[A-Za-z_][\w-]*")
BEGINNING = re.compile(r"([A-Za-z_][\w-]*-)(?=[{$\"'`])")
END = re.compile(r"(?<=\})(-[\w-]+)")
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
LEAST = 3
"""Letters that a beginning or an end needs, so that a stray sign does not keep everything."""


class Words:
    """What can be a class."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.whole: set[str] = set()
        self.beginnings: set[str] = set()
        self.ends: set[str] = set()
        for text in texts:
            self.whole.update(WORD.findall(text))
            self.beginnings.update(part for part in BEGINNING.findall(text) if len(part) >= LEAST)
            self.ends.update(part for part in END.findall(text) if len(part) >= LEAST)

    def __contains__(self, name: str) -> bool:
        return name in self.whole or name.startswith(tuple(self.beginnings)) or name.endswith(tuple(self.ends))


def sources() -> list[Path]:
    """The files in which a class can be named."""
    root = settings.BASE_DIR
    apps = [root / name for name in settings.INSTALLED_APPS if (root / name / "apps.py").is_file()]
    python = [path for app in apps for path in app.rglob("*.py") if "migrations" not in path.parts]
    return sorted([*(root / "templates").rglob("*.html"), *(root / "static" / "js").rglob("*.js"), *python])


def read(path: Path) -> str:
    """The text of a template or a script; of Python what stands in quotes."""
    text = path.read_text(encoding="utf-8")
    return " ".join(QUOTED.findall(text)) if path.suffix == ".py" else text


def of_sources() -> Words:
    """All of them."""
    return Words(read(path) for path in sources())
