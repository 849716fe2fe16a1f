"""What an app above knows of a paper in the legal order (R5): how it stands there, its number, and its page.

Step 2, the admission to the park, is decided in an app above: its decision is said by that app, and a record in the
project's file by hand counts where there is no application. Read by the picture (`projects.services.picture`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from projects.models import Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Told:
    """How a paper stands (a standing of the picture), and what is said of it; `reason` is its state in words."""

    standing: str
    url: str
    day: date | None = None
    until: date | None = None
    number: str = ""
    reason: str | Promise = ""


Teller = Callable[[Project, "User"], Told | None]
_tellers: dict[str, Teller] = {}


def offer(paper: str, teller: Teller) -> None:
    """Let an app say how a paper of the order stands; called once by its config."""
    _tellers[paper] = teller


def told_of(paper: str, project: Project, reader: "User") -> Told | None:
    """What the app above says of it; None where none does, or it has nothing on file."""
    teller = _tellers.get(paper)
    return teller(project, reader) if teller else None
