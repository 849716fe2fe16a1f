"""The panel of an item's page on what has come from above: letters about it, and the clocks of its listing."""

from accounts.models import User
from core.fields import reads_any
from rectification.models import HistoryEntry, Item, ListedSupervision
from rectification.services import listing_supervision
from rectification.states import SupervisionLevel
from supervision.models import SupervisionLetter


def on_item(item: Item, user: User) -> dict[str, object] | None:
    """The letters about an item that the reader may see, and the clocks of its listing; not for who watches (S18)."""
    if not reads_any(HistoryEntry, user) or not item.supervision_measures.all():
        return None
    letters = SupervisionLetter.objects.visible_to(user).filter(items=item).select_related("addressee", "document")
    listing = None
    if item.supervision_level == SupervisionLevel.LISTED:
        listing = ListedSupervision.objects.filter(item=item).select_related("item").first()
    clocks = listing_supervision.clocks_of(listing) if listing else []
    return {"letters": letters, "listing": listing, "clocks": clocks}
