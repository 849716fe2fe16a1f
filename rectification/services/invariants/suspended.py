"""I17: a deadline that stood still was put off by as many days, and nothing is late while it stands still."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from core import clock
from rectification.models import DeadlineSuspension, Item

AT_ONCE = 2000


def stood_still_otherwise() -> Iterator[str]:
    """Items whose days, whose deadline or whose being late is not what their suspensions lead to."""
    found: dict[int, int] = defaultdict(int)
    numbers: dict[int, str] = {}
    last: dict[int, DeadlineSuspension] = {}
    rows = DeadlineSuspension.objects.select_related("item").order_by("item_id", "pk")
    for row in rows.iterator(AT_ONCE):
        found[row.item_id] += row.days
        numbers[row.item_id] = row.item.number
        last[row.item_id] = row
    for row in last.values():
        yield from _faults(row)
    stored = dict(Item.objects.exclude(suspended_days=None).values_list("pk", "suspended_days"))
    numbers |= dict(Item.objects.filter(pk__in=stored.keys() - numbers.keys()).values_list("pk", "number"))
    for key in sorted(stored.keys() | found.keys()):
        if stored.get(key) != found.get(key):
            yield f"{numbers[key]}: {stored.get(key)} days suspended, its suspensions come to {found.get(key)}"


def _faults(row: DeadlineSuspension) -> Iterator[str]:
    if row.deadline_after < row.deadline_before + timedelta(days=row.days):
        yield f"{row.item.number}: put off by less than the days on which it stood still"
    if row.is_running and row.latest >= clock.today() and row.item.overdue:
        yield f"{row.item.number}: late while its deadline stands still"
