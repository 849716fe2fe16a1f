"""The campaign of an address, for whoever may know of it, with what its pages show."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from campaigns.models import Campaign
from campaigns.workflow import OFFICE, opens_campaigns
from core.requests import SignedInRequest


def campaign_of(request: SignedInRequest, pk: int) -> Campaign:
    rows = Campaign.objects.visible_to(request.user).select_related(
        "county", "park", "opened_by__organization", "ended_by__organization"
    )
    return get_object_or_404(rows.prefetch_related("categories"), pk=pk)


def own_campaign_of(request: SignedInRequest, pk: int) -> Campaign:
    """Of the person's own office. Raises PermissionDenied where it is only read."""
    campaign = campaign_of(request, pk)
    if not opens_campaigns(request.user):
        raise PermissionDenied(str(OFFICE))
    return campaign
