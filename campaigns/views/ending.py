"""发布、总结、撤销: the steps of a campaign."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from campaigns.forms import CloseForm, EndForm, WithdrawForm
from campaigns.views.looking_up import campaign_of
from campaigns.workflow import CAMPAIGNS
from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.services.acting import refuse_others, take
from core.views.checking import check_step


@login_required
@require_http_methods(["GET", "POST"])
def campaign_announce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Announce it; what it means is said before the press."""
    campaign = campaign_of(request, pk)
    if request.method != "POST":
        return check_step(request, CAMPAIGNS, campaign, "announce", campaign.title)
    refuse_others(CAMPAIGNS.steps["announce"], campaign, request.user)
    try:
        take(CAMPAIGNS, pk, "announce", actor=request.user)
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
    form = form_class(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(CAMPAIGNS, pk, name, actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(campaign)
    title = f"{step.label}：{campaign.title}"
    context = {"form": form, "title": title, "act": step.label, "back": campaign.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
