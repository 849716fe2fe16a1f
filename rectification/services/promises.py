"""What the report's last chapters are drafted from: what falls due next, what was not kept, failed and extended."""

from datetime import timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from core import clock
from core.figures import Asked
from rectification.figures import NOT_DONE, Ledger
from rectification.models import Extension, Review


def promised(asked: Asked) -> dict[str, QuerySet[Model]]:
    """By name of the list its rows of the ledger, as they stood at the moment asked."""
    rows, month = Ledger().rows(asked), asked.the_month
    start, end = clock.start_of(month.first), clock.start_of(month.last + timedelta(days=1))
    following = month.plus(1)
    failed = Review.objects.filter(item=OuterRef("item"), passed=False, at__gte=start, at__lt=end)
    granted = Extension.objects.filter(item=OuterRef("item"), granted=True, decided_at__gte=start, decided_at__lt=end)
    return {
        "due_next": rows.filter(NOT_DONE, deadline__range=(following.first, following.last)),
        "unkept": rows.filter(NOT_DONE, deadline__range=(month.first, month.last)),
        "failed": rows.filter(NOT_DONE & Q(Exists(failed))),
        "extended": rows.filter(NOT_DONE & Q(Exists(granted))),
    }
