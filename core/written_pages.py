"""Pages of docs/ that a command writes from the code: what they share."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

CHINESE, ENGLISH = "zh-hans", "en"


def in_language(language: str, said: str | Promise) -> str:
    """A label as it is read in a language."""
    with translation.override(language):
        return str(said)


def in_both(said: str | Promise) -> str:
    """A label in Chinese and in English."""
    return f"{in_language(CHINESE, said)} {in_language(ENGLISH, said)}"


def table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    cells = list(heading)
    lines = [cells, ["---"] * len(cells), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def path_of(name: str) -> Path:
    """Where a page of docs/ lies."""
    return Path(settings.BASE_DIR) / "docs" / name


def write(name: str, text: str) -> None:
    """Put a page where readers find it."""
    path_of(name).write_text(text, encoding="utf-8")
