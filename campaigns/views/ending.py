"""发布、总结、撤销: the steps of a campaign."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from campaigns.forms import CloseForm, EndForm, WithdrawForm
from campaigns.models import Campaign
from campaigns.services.summing import figures_now
from campaigns.states import CHANGED_STILL
from campaigns.views.looking_up import campaign_of
from campaigns.views.showing import final_of, points_of
from campaigns.workflow import CAMPAIGNS, ENDED
from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest, seen_version
from core.services.acting import refuse_others, take
from core.steps import Step
from core.views.checking import check_step


@login_required
@require_http_methods(["GET", "POST"])
def campaign_announce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Announce it; what it means is said before the press."""
    campaign = campaign_of(request, pk)
    if request.method != "POST":
        return check_step(request, CAMPAIGNS, campaign, "announce", campaign.title, points_of(campaign))
    refuse_others(CAMPAIGNS.steps["announce"], campaign, request.user)
    try:
        take(CAMPAIGNS, pk, "announce", actor=request.user, version=seen_version(request))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(CAMPAIGNS.steps["announce"].done))
    return redirect(campaign)


@login_required
@require_http_methods(["GET", "POST"])
def campaign_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close it with its summary."""
    return _with_words(request, pk, "close", CloseForm)


@login_required
@require_http_methods(["GET", "POST"])
def campaign_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw it with a reason; it stays visible."""
    return _with_words(request, pk, "withdraw", WithdrawForm)


def _with_words(request: SignedInRequest, pk: int, name: str, form_class: type[EndForm]) -> HttpResponse:
    campaign, step = campaign_of(request, pk), CAMPAIGNS.steps[name]
    refuse_others(step, campaign, request.user)
    if request.method != "POST" and not CAMPAIGNS.allows(name, campaign, request.user):
        messages.error(request, _cannot(step, campaign))
        return redirect(campaign)
    form = form_class(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(CAMPAIGNS, pk, name, actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(campaign)
    title = f"{step.label}：{campaign.title}"
    context = {
        "form": form,
        "title": title,
        "act": step.label,
        "back": campaign.get_absolute_url(),
        "lead": "campaigns/_end_lead.html",
        "points": points_of(campaign),
        "final": final_of(figures_now(campaign)) if name == "close" else (),
    }
    return render(request, "campaigns/edit.html", context, status=422 if form.errors else 200)


def _cannot(step: Step[Campaign, str | None], campaign: Campaign) -> str:
    """Why it can't be taken now: it has ended, or what the step itself says."""
    if step.is_where(campaign) and step.otherwise:
        return str(step.otherwise(campaign))
    return str(ENDED if campaign.state not in CHANGED_STILL else step.refused)
