"""docs/glossary.md: the words of the house in Chinese, English and code, taken from the labels of the code itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Model, TextChoices
from django.utils.functional import Promise

from core import acts, figures, written_pages
from core.written_pages import CHINESE, ENGLISH, in_language

PAGE = "glossary.md"
MARK = "<!-- From here on written by `manage.py write_glossary`. -->"
Named = tuple[str | Promise, str]
"""A label and the name that it has in the code."""


class Command(BaseCommand):
    help = "Write the part of docs/glossary.md that follows from the code."

    def handle(self, *args: object, **options: object) -> None:
        by_hand = written_pages.path_of(PAGE).read_text(encoding="utf-8")
        written_pages.write(PAGE, page(by_hand))


def page(present: str) -> str:
    """The page with what is written by hand kept, and everything below the mark made anew."""
    by_hand = present.partition(MARK)[0].rstrip()
    parts = (
        _part("Things", _tables()),
        _part("States, kinds and roles", _choices()),
        _part("Acts", ((act.label, act.code) for act in acts.registered())),
        _part("Figures", ((figure.name, figure.code) for figure in figures.registered())),
        _part("Columns", _columns()),
    )
    return "\n\n".join([by_hand, MARK, *parts]) + "\n"


def _part(heading: str, named: Iterable[Named]) -> str:
    """A table of words in the order of the English ones, each word once with all its names in the code."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for label, code in named:
        codes[in_language(ENGLISH, label), in_language(CHINESE, label)].add(f"`{code}`")
    rows = (
        (chinese, english, ", ".join(sorted(codes[english, chinese])))
        for english, chinese in sorted(codes, key=lambda word: (word[0].casefold(), word))
    )
    return f"## {heading}\n\n" + written_pages.table(("Chinese", "English", "Code"), rows)


def _own_apps() -> Iterator[AppConfig]:
    root = Path(settings.BASE_DIR)
    yield from (config for config in apps.get_app_configs() if Path(config.path).parent == root)


def _own_models() -> Iterator[type[Model]]:
    for config in _own_apps():
        yield from config.get_models()


def _tables() -> Iterator[Named]:
    for model in _own_models():
        if isinstance(name := model._meta.verbose_name, Promise):
            yield name, f"{model._meta.app_label}.models.{model.__name__}"


def _choices() -> Iterator[Named]:
    """The choices of each app's room `states`, and those that a table defines for itself."""
    rooms = [import_module(f"{app.name}.states") for app in _own_apps() if find_spec(f"{app.name}.states")]
    for holder in (*rooms, *_own_models()):
        for found in vars(holder).values():
            if isinstance(found, type) and issubclass(found, TextChoices) and found is not TextChoices:
                yield from ((choice.label, f"{found.__qualname__}.{choice.name}") for choice in found)


def _columns() -> Iterator[Named]:
    for model in _own_models():
        for field in model._meta.concrete_fields:
            if isinstance(field.verbose_name, Promise):
                yield field.verbose_name, f"{model.__name__}.{field.name}"
