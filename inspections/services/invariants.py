"""I14: whatever a finding cites was in force on the day as of which it is cited (R11)."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.services.invariants import Check
from inspections.models import FindingBasis
from law.models import AmendmentLine
from law.states import AmendmentState, Shelf

AT_ONCE = 5000


def cited_out_of_force() -> Iterator[str]:
    """Citations before the first or after the last day of the row or of its instrument.

    An end that was entered after somebody had cited the row made nothing wrong on the day when it was written: such
    a citation is listed as one to be mapped or, on a paper, as a defect.
    """
    early = Q(basis__valid_from__gt=F("cited_on")) | Q(basis__instrument__valid_from__gt=F("cited_on"))
    late = Q(basis__valid_to__lt=F("cited_on")) | Q(basis__instrument__valid_to__lt=F("cited_on"))
    rows = FindingBasis.objects.filter(early | (late & ~Exists(_ends_entered_later()))).order_by("pk")
    for finding, basis, day in rows.values_list("finding", "basis", "cited_on").iterator(AT_ONCE):
        yield f"finding {finding}: {basis} was not in force on {day}"


def _ends_entered_later() -> "QuerySet[AmendmentLine]":
    """The confirmed changes by which the row of a citation, or its instrument, ended after it had been cited."""
    entered = AmendmentLine.objects.filter(amendment__state=AmendmentState.CONFIRMED)
    ended = Q(shelf=Shelf.BASIS, code=OuterRef("basis_id"))
    ended |= Q(shelf=Shelf.INSTRUMENT, code=OuterRef("basis__instrument_id"))
    return entered.filter(ended, amendment__decided_at__gt=OuterRef("cited_at"))


CHECKS = (Check("I14", _("What a finding cites was in force on the day of its act."), cited_out_of_force),)
