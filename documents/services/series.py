from django.db import transaction

from documents.models import NumberSeries


@transaction.atomic
def take(key: str, count: int = 1) -> range:
    """Take the next numbers of a series; a rolled back transaction gives them back."""
    NumberSeries.objects.get_or_create(key=key)
    series = NumberSeries.objects.select_for_update().get(key=key)
    first = series.next_number
    series.next_number = first + count
    series.save(update_fields=["next_number"])
    return range(first, first + count)


def next_of(key: str) -> int:
    """The number that a series would give next; nothing is taken."""
    found = NumberSeries.objects.filter(key=key).values_list("next_number", flat=True).first()
    return found or 1


def following(code: str) -> dict[str, int]:
    """By key the number that would be given next, of all runs of a series (`Series.code`)."""
    rows = NumberSeries.objects.filter(key__startswith=f"{code}:")
    return dict(rows.values_list("key", "next_number"))
