"""Where and when a finding was written down, on the page of its item."""

from accounts.models import User
from core.panels import Panel, Part
from core.states import Seen
from field.models import FieldReceipt
from rectification.models import Item


def on_item(item: Item, reader: User) -> dict[str, object] | None:
    """What its device claims; None for an item that was not logged in the field, and for who reads the public part."""
    if Seen.UNIT not in reader.reads:
        return None
    receipt: FieldReceipt | None = getattr(item, "field_receipt", None)
    return {"receipt": receipt} if receipt else None


OFFERED: dict[str, tuple[Part, ...]] = {
    "rectification.item": (Panel(60, "field/_on_item.html", on_item, along="field_receipt"),)
}
