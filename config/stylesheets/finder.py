"""Where `css/tabler.css` comes from: cut when it is asked for, and again when package or sources have changed."""

import hashlib
from pathlib import Path

from django.conf import settings

from config.made_files import MadeFile, replace
from config.stylesheets import cutting, words

NAME = "css/tabler.css"


def style_sheet() -> Path:
    """The cut style sheet, fresh."""
    target = Path(settings.VAR_DIR) / "stylesheets" / NAME
    stamp = _stamp()
    if not target.exists() or not target.read_text(encoding="utf-8").startswith(stamp):
        known = words.of_sources()
        css = cutting.cut(settings.TABLER.read_text(encoding="utf-8"), known.__contains__)
        replace(target, stamp + css)
    return target


def _stamp() -> str:
    """A comment that changes with what the style sheet is made from."""
    made_from = [settings.TABLER, *words.sources(), *Path(__file__).parent.glob("*.py")]
    states = [(str(path), (state := path.stat()).st_mtime_ns, state.st_size) for path in made_from]
    return f"/* {hashlib.sha256(repr(states).encode()).hexdigest()} */"


class CutStyleSheet(MadeFile):
    """Finds the one file."""

    name = NAME

    def made(self) -> Path:
        return style_sheet()

    def can_be_made(self) -> bool:
        return settings.TABLER.exists()
