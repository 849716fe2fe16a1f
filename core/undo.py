"""撤销: what can be taken back for a short while after it was done. An app offers how; acts of law are never offered.

What was done is named by a ticket that its person alone can use; what is taken back goes through the app's service,
which refuses where somebody else has changed the thing meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing
from django.utils.translation import gettext as _

from core.errors import DomainError

if TYPE_CHECKING:
    from accounts.models import User

SALT = "undo"
SHOWN_SECONDS = 10
"""So long the button stands on a page with script; it stays while somebody is at it."""
HELD_SECONDS = 300
"""So long a ticket is good: whoever reads slowly or has no script comes to the button later."""
Values = Sequence[object]
TakeBack = Callable[["User", Values], str]
"""Takes back what the values name and says so; raises DomainError and changes nothing."""
_OFFERED: dict[str, TakeBack] = {}


@dataclass(frozen=True)
class Undoable:
    """What has just been done and can be taken back: what it was, in words, and its ticket."""

    said: str
    ticket: str


def offer(kind: str, take_back: TakeBack) -> None:
    """Say how acts of a kind are taken back; called by an app's config."""
    _OFFERED[kind] = take_back


def undoable(kind: str, values: Values, *, actor: "User", said: str) -> Undoable:
    return Undoable(said, signing.dumps([actor.pk, kind, list(values)], salt=SALT))


def take_back(ticket: str, *, actor: "User") -> str:
    """Take back what a ticket names, in the own name; answers what was taken back, in words."""
    try:
        person, kind, values = signing.loads(ticket, salt=SALT, max_age=HELD_SECONDS)
    except (signing.BadSignature, ValueError, TypeError) as gone:
        raise DomainError(_("This can no longer be taken back: correct it instead.")) from gone
    if person != actor.pk or kind not in _OFFERED:
        raise DomainError(_("This can no longer be taken back: correct it instead."))
    return _OFFERED[kind](actor, values)
