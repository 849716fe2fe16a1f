"""The apps of the house, as the settings name them: tests that walk all of them ask here."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
APPS = tuple(name for name in settings.INSTALLED_APPS if (ROOT / name / "apps.py").is_file())
"""Those with an app config, from core up; `config`, which wires them together, is none of them."""


def modules() -> Iterator[Path]:
    """The Python files of the apps and of `config`, but for migrations."""
    for app in (*APPS, "config"):
        yield from (path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts)
