"""What must always be true of yearly plans."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annualplans.models import LineVisit
from core.services.invariants import Check
from visits.states import VisitState


def visited_elsewhere() -> Iterator[str]:
    """Visits that were made of a line of another body or enterprise."""
    wrong = ~Q(visit__enterprise=F("line__enterprise")) | ~Q(visit__body=F("line__body"))
    rows = LineVisit.objects.filter(wrong).exclude(visit__state=VisitState.CANCELLED)
    for line, visit in rows.order_by("pk").values_list("line", "visit"):
        yield f"planned visit {line}: visit {visit} is not of it"


CHECKS = (
    Check("AP1", _("A visit of the yearly plan is of the body and the enterprise of its line."), visited_elsewhere),
)
