"""档案页的分块: parts of the page of a file that apps offer, so that the page itself knows none of them by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User

Context = Callable[[Any, Any], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of the page of a file. `context` says what `template` shows of it to whom; None where that is nothing."""

    order: int
    template: str
    context: Context


@dataclass(frozen=True)
class Shown:
    """A panel with what it shows: `{% include panel.template with shown=panel.shown %}`."""

    template: str
    shown: Mapping[str, Any]


_panels: dict[str, list[Panel]] = {}


def offer(file: str, *panels: Panel) -> None:
    """Let an app add panels to the page of a file, named as `rectification.item`; called by its config."""
    known = _panels.setdefault(file, [])
    known.extend(panel for panel in panels if panel not in known)
    known.sort(key=lambda panel: panel.order)


def of(file: models.Model, reader: "User") -> list[Shown]:
    """The panels of a file that have something to show to this reader."""
    offered = _panels.get(file._meta.label_lower, ())
    found = ((panel, panel.context(file, reader)) for panel in offered)
    return [Shown(panel.template, shown) for panel, shown in found if shown is not None]
