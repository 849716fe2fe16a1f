"""部署: a campaign is entered, changed with a reason, shared out among units."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.forms import CampaignEditForm, CampaignForm, SharesForm
from campaigns.services import opening
from campaigns.states import CHANGED_STILL
from campaigns.views.looking_up import own_campaign_of
from campaigns.workflow import ENDED, OFFICE, opens_campaigns
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.editing import edit


@login_required
@require_http_methods(["GET", "POST"])
def campaign_create(request: SignedInRequest) -> HttpResponse:
    """Enter a campaign; then it is said which units take part."""
    if not opens_campaigns(request.user):
        raise PermissionDenied(str(OFFICE))
    form = CampaignForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = opening.open_campaign(form.given(), actor=request.user)
            messages.success(request, _("Entered; say now which units take part, then announce it."))
            return redirect("campaigns:campaign-units", pk=made.pk)
    title = _("Enter a campaign")
    context = {"form": form, "title": title, "act": title, "back": reverse("campaigns:campaign-list")}
    return render(request, "campaigns/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def campaign_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what was entered, with a reason; what has ended stays as it is."""
    campaign = own_campaign_of(request, pk)
    if campaign.state not in CHANGED_STILL:
        messages.error(request, str(ENDED))
        return redirect(campaign)
    title = _("Change the campaign")
    return edit(request, campaign, CampaignEditForm, title=title, write=opening.change, template="campaigns/edit.html")


@login_required
@require_http_methods(["GET", "POST"])
def campaign_units(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which units take part, and how many plants each has to check."""
    campaign = own_campaign_of(request, pk)
    form = SharesForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        with RefusedAt(form):
            version = form.cleaned_data["version"]
            opening.share_out(campaign, form.shares(), actor=request.user, version=version, reason=reason)
            messages.success(request, _("Saved."))
            return redirect(campaign)
    title = _("Units and plants to check: %(name)s") % {"name": campaign.title}
    context = {"form": form, "title": title, "back": campaign.get_absolute_url(), "lead": "campaigns/_shares_lead.html"}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
