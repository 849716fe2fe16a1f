"""What the ledger holds already that a list may bring again."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from accounts.models import User
from accounts.querysets import within_county
from intake.models import ImportedRow
from intake.rules.matching import POSSIBLE_DAYS, Ledger, Problem
from rectification.models import Item

CHUNK = 500
MOST_COMPARED = 20_000


def fingerprints(wanted: Iterable[str], user: User | None) -> set[str]:
    """Those of these fingerprints that are on the ledger of the user's county."""
    found: set[str] = set()
    if user is None:
        return found
    listed = list(dict.fromkeys(wanted))
    rows = ImportedRow.objects.filter(within_county(user, "source__finding__county"))
    for start in range(0, len(listed), CHUNK):
        chunk = listed[start : start + CHUNK]
        found.update(rows.filter(fingerprint__in=chunk).values_list("fingerprint", flat=True))
    return found


def ledger(found_on: Sequence[date], user: User | None) -> Ledger:
    """The open problems that were found about the time of these; of very many the newest."""
    if not found_on or user is None:
        return Ledger([])
    about = (min(found_on) - timedelta(days=POSSIBLE_DAYS), max(found_on) + timedelta(days=POSSIBLE_DAYS))
    items = Item.objects.visible_to(user).open().filter(found_on__range=about).order_by("-found_on", "-pk")
    values = items.values_list("pk", "finding__description", "enterprise_id", "found_on")[:MOST_COMPARED]
    return Ledger([Problem(key, text, concerns or 0, day) for key, text, concerns, day in values])
