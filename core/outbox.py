"""外发: the ways by which messages leave the house, each with its log and with the figures of it.

Every way keeps its messages as rows that are claimed and sent (`core.querysets.OnTheWay`); the operations
page shows how many wait, broke off or were given up, and each number opens its rows.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import figures
from core.figures import Asked, Condition, Figure
from core.states import DeliveryState

if TYPE_CHECKING:
    from accounts.models import User

UNIT = _("messages")
WAITING = (DeliveryState.NEW, DeliveryState.CLAIMED, DeliveryState.FAILED)
AGAIN = (DeliveryState.DEAD, DeliveryState.UNKNOWN)
"""What a person may have sent once more."""

COUNTED = (
    ("waiting", _("Waiting"), _("To be sent, being sent, or to be tried again."), WAITING),
    ("sent", _("Sent"), _("Taken by the other side."), (DeliveryState.SENT,)),
    ("unknown", _("Unknown"), _("Broken off while being sent; may have arrived."), (DeliveryState.UNKNOWN,)),
    ("dead", _("Given up"), _("Refused each time until the last try."), (DeliveryState.DEAD,)),
    (
        "dropped",
        _("Dropped"),
        _("Nothing in it held any more, or it went along with another."),
        (DeliveryState.DROPPED,),
    ),
)


@dataclass(frozen=True)
class Way:
    """A way out of the house: `rows` are its messages, the newest first, each with a `to` in words."""

    code: str
    label: str | Promise
    rows: Callable[[], Any]

    @property
    def codes(self) -> list[str]:
        return [f"{self.code}.{name}" for name, *_rest in COUNTED]

    def of(self, user: "User") -> Any:
        """The log, for whoever keeps the house running; nobody else's business."""
        return self.rows() if user.keeps_accounts else self.rows().none()


class Log:
    """The body of a way: its messages."""

    several: frozenset[str] = frozenset()

    def __init__(self, way: Way) -> None:
        self.way = way
        self.name = way.label

    def open_to(self, user: "User") -> bool:
        return bool(user.keeps_accounts)

    def rows(self, asked: Asked) -> QuerySet[Model]:
        return self.way.of(asked.user) if asked.user else self.way.rows()

    def link(self, code: str, asked: Asked) -> str:
        return f"{reverse('core:sending-log', args=[self.way.code])}?{urlencode({'state': code.split('.')[1]})}"

    def keyed(self, rows: QuerySet[Model], dimension: str) -> QuerySet[Model]:
        return rows.annotate(key=F(dimension))

    def narrowed(self, dimension: str, key: object) -> dict[str, str]:
        return {dimension: str(key)}


def _in(states: Collection[DeliveryState]) -> Condition:
    return lambda asked: Q(state__in=states)


_ways: dict[str, Way] = {}


def offer(way: Way) -> None:
    """Register a way and its figures; called by an app's config."""
    _ways[way.code] = way
    counted = [
        Figure(f"{way.code}.{name}", label, definition, UNIT, way.code, _in(states))
        for name, label, definition, states in COUNTED
    ]
    figures.offer(way.code, Log(way), counted)


def registered() -> Iterator[Way]:
    """All ways, by code."""
    yield from (_ways[code] for code in sorted(_ways))


def named(code: str) -> Way | None:
    """The way of a code, None where there is none."""
    return _ways.get(code)


def states_named(name: str) -> tuple[DeliveryState, ...]:
    """The states behind the word of a link; all of them where it says none."""
    return next((states for known, _label, _said, states in COUNTED if known == name), tuple(DeliveryState))
