"""The visit of an address, for whoever may know of it, with what its pages show."""

from django.shortcuts import get_object_or_404

from core.requests import SignedInRequest
from visits.models import Visit


def visit_of(request: SignedInRequest, pk: int) -> Visit:
    rows = Visit.objects.visible_to(request.user).select_related(
        "body",
        "enterprise__park",
        "enterprise__organization",
        "basis__instrument",
        "campaign",
        "drawn__draw__redrawn_as",
        "joined_to",
        "drafted_by__organization",
        "proposed_by__organization",
        "approved_by__organization",
        "filled_in_by__organization",
        "closed_by__organization",
        "cancelled_by__organization",
    )
    return get_object_or_404(rows, pk=pk)
