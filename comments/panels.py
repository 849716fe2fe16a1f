"""What is said at an item and whether one follows it, on its page."""

from accounts.models import User
from comments.forms import CommentForm
from comments.services.showing import of_item
from core.panels import Panel, Part
from rectification.models import Item


def on_item(item: Item, reader: User) -> dict[str, object]:
    """The newest comments with the form for one more."""
    shown = of_item(item, reader)
    return {**shown, "form": CommentForm(item=item, actor=reader)} if "talks" in shown else shown


OFFERED: dict[str, tuple[Part, ...]] = {"rectification.item": (Panel(70, "comments/_on_item.html", on_item),)}
