"""The figures of the ledger by name: `body` has the rows, the other modules what is counted among them."""

from core import figures
from rectification.figures.ahead import TO_COME
from rectification.figures.body import AHEAD, CHANGES, COUNTED, DESK, ITEMS, LEDGER, NOT_DONE, NOT_VOID, Ledger
from rectification.figures.boxes import BOXES, ON_DESK, OwnDesk, box_choices, is_ever_asked, offer_box, on_desk
from rectification.figures.changes import SINCE
from rectification.figures.ledger import FIGURES

__all__ = [
    "AHEAD",
    "CHANGES",
    "COUNTED",
    "DESK",
    "FIGURES",
    "ITEMS",
    "LEDGER",
    "NOT_DONE",
    "NOT_VOID",
    "ON_DESK",
    "Ledger",
    "box_choices",
    "is_ever_asked",
    "offer_box",
    "on_desk",
    "register",
]


def register() -> None:
    """Put them into the registry; called once by the app's config."""
    figures.offer(LEDGER, Ledger(), FIGURES)
    figures.offer(DESK, OwnDesk(), BOXES)
    figures.offer(AHEAD, Ledger(), TO_COME)
    figures.offer(CHANGES, Ledger(), SINCE)
