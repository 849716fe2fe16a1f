"""What of the house rests on bases and instruments: each app says it of its own rows, catalogues by their words.

Read by the preview of a change (`law.services.foreseeing`) and by the law clock (`law.services.turning`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.services.catalogs import loaded_models
from law.models import Instrument
from law.rules import naming
from law.states import InstrumentKind

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Rests:
    """So many rows rest on it; they stand behind the link, where there is one."""

    label: str | Promise
    number: int
    link: str = ""


@dataclass(frozen=True)
class Resting:
    """What an app above says that rests on bases: how many rows that a person may know of, and where they stand."""

    label: str | Promise
    number: Callable[["User", Collection[str]], int]
    link: Callable[[Collection[str]], str] = lambda codes: ""


_resting: list[Resting] = []


def offer(*resting: Resting) -> None:
    """Let an app say what of its own rests on bases; called once by its config."""
    _resting.extend(each for each in resting if each not in _resting)


def on_bases(user: "User", codes: Collection[str]) -> Iterator[Rests]:
    """What rests on any of these bases."""
    for each in _resting if codes else ():
        if number := each.number(user, codes):
            yield Rests(each.label, number, each.link(codes))


def catalogue_texts() -> dict[str, list[str]]:
    """By the name of each catalogue but the law's own, what its rows say in words: a row may name its source there."""
    found: dict[str, list[str]] = defaultdict(list)
    for model in loaded_models():
        if model._meta.app_label == Instrument._meta.app_label:
            continue
        columns = [field.name for field in model._meta.concrete_fields if isinstance(field, models.CharField)]
        label = _named(model)
        for values in model._default_manager.values_list(*columns):
            found[label].append(" ".join(filter(None, values)))
    return found


def _named(model: type[models.Model]) -> str:
    """What a catalogue is called beside the number of its rows that name an instrument."""
    name = model._meta.verbose_name
    shown = name if isinstance(name, Promise) else _("Other catalogues")
    return _("%(catalogue)s (by name)") % {"catalogue": shown}


def in_catalogues(instrument: Instrument, texts: dict[str, list[str]]) -> Iterator[Rests]:
    """How many rows of each other catalogue name the instrument; `texts` are those of `catalogue_texts`."""
    said = {"title": instrument.short_zh, "number": instrument.number, "is_law": instrument.kind == InstrumentKind.LAW}
    for label, rows in texts.items():
        if number := sum(_names(text, said) for text in rows):
            yield Rests(label, number)


def _names(text: str, said: dict[str, object]) -> bool:
    return naming.is_named(text, title=str(said["title"]), number=str(said["number"]), is_law=bool(said["is_law"]))


def added_up(all_of_them: Iterable[Rests]) -> list[Rests]:
    """Of several the sums by what they are called."""
    sums: dict[str, Rests] = {}
    for each in all_of_them:
        key = str(each.label)
        sums[key] = Rests(each.label, each.number + (sums[key].number if key in sums else 0), each.link)
    return list(sums.values())
