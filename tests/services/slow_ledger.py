"""The ledger once more, slowly: the rows of the history played forward in plain Python, and R10 counted by hand."""

from collections import Counter
from datetime import date, timedelta

from django.utils import timezone

from core import clock
from inspections.models import FindingSource
from rectification.models import HistoryEntry, Item

ENDED = {"CLOSED", "VOID"}
DONE = {"AWAITING_SIGN_OFF", "PUBLICITY", "CLOSED"}
RUNNING = {"PENDING", "ASSIGNED", "PLAN_REVIEW", "RECTIFYING"}


class SlowLedger:
    """Every item as a dictionary, moved on from month to month."""

    def __init__(self):
        self.entries = iter(HistoryEntry.objects.order_by("at", "pk").values_list("item", "at", "to_state", "after"))
        self.next = next(self.entries, None)
        self.registered = dict(Item.objects.values_list("pk", "registered_at"))
        self.items, self.sources = {}, {}
        for item, kind, added in FindingSource.objects.values_list("finding__item", "kind", "added_at"):
            self.sources.setdefault(item, []).append((kind, added))

    def play_until(self, moment):
        while self.next is not None and self.next[1] < moment:
            pk, at, state, after = self.next
            item = self.items.setdefault(pk, {"ended": None, "registered": self.registered[pk]})
            if state in ENDED and item.get("state") not in ENDED:
                item["ended"] = at
            item.update(after, state=state)
            self.next = next(self.entries, None)

    def month(self, month):
        """The figures of a month at its end: in whole and by level, category and source."""
        start = clock.start_of(month.first)
        end = clock.start_of(month.last + timedelta(days=1))
        self.play_until(end)
        found = Counter()
        for pk, item in self.items.items():
            kinds = {kind for kind, added in self.sources[pk] if added < end}
            parts = [
                ("", ""),
                ("level", item["level"]),
                ("category", item.get("category_id")),
                ("park", item["park_id"]),
            ]
            parts += [("source", kind) for kind in kinds]
            for code in counted(item, start, end, month):
                found.update((code, *part) for part in parts)
        return {key: value for key, value in found.items() if key[0]}


def counted(item, start, end, month):
    """The codes of the figures that count an item."""
    state, registered, ended = item["state"], item["registered"], item["ended"]
    yield "opening" if registered < start and (ended is None or ended >= start) else ""
    yield "new" if start <= registered else ""
    yield "closing" if ended is None else ""
    yield {"CLOSED": "closed", "VOID": "void"}.get(state, "") if ended and ended >= start else ""
    yield "all" if state != "VOID" else ""
    yield "done" if state in DONE else ""
    if item.get("deadline"):
        yield from counted_by_deadline(item, date.fromisoformat(item["deadline"]), month)


def counted_by_deadline(item, deadline, month):
    state, asked, passed = item["state"], item.get("submitted_on"), item.get("passed_on")
    is_due = state != "VOID" and month.first <= deadline <= month.last
    yield "due_in_month" if is_due else ""
    yield "passed_on_time" if is_due and passed and passed <= item["deadline"] else ""
    is_late_request = state == "UNDER_REVIEW" and (not asked or asked > item["deadline"])
    yield "overdue" if deadline < month.last and (state in RUNNING or is_late_request) else ""


def first_month():
    return timezone.localdate(HistoryEntry.objects.order_by("at").values_list("at", flat=True).first())
