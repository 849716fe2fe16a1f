"""I13: what the history says of who, when and why is what the log of all acts has recorded of it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db.models import Min

from core.models import LogEntry
from core.querysets import address
from rectification.models import HistoryEntry, Item
from rectification.services import recording

AT_ONCE = 1000
Key = tuple[str, int]


def recorded_otherwise() -> Iterator[str]:
    """Steps whose history row says anything else than when it was recorded, or that were never recorded.

    Histories from before the log began, and items that were loaded in bulk without a log, have nothing to be compared
    with.
    """
    began = LogEntry.objects.aggregate(at=Min("at"))["at"]
    if began is None:
        return
    items = Item.objects.order_by("pk").only("pk", "number").iterator(AT_ONCE)
    while batch := {address(item): item for item in islice(items, AT_ONCE)}:
        yield from _differences(batch, began)


def _differences(batch: dict[str, Item], began: datetime) -> Iterator[str]:
    recorded = _recorded(list(batch))
    logged = [batch[subject] for subject in {subject for subject, _version in recorded}]
    for entry in HistoryEntry.objects.filter(item__in=logged, at__gte=began).order_by("item_id", "version"):
        item = address(Item(pk=entry.item_id))
        digest = recorded.get((item, entry.version))
        if digest is None:
            yield f"{batch[item].number}: step {entry.version} is not in the log"
        elif digest != recording.digest_of(entry):
            yield f"{batch[item].number}: step {entry.version} is not what was recorded"


def _recorded(subjects: list[str]) -> dict[Key, str]:
    """The digests in the log, by item and version."""
    rows = LogEntry.objects.filter(subject__in=subjects).values_list("subject", "after")
    return {(subject, after["version"]): after["sha256"] for subject, after in rows if "sha256" in after}
