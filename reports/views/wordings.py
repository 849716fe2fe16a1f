"""本县惯用语: where the office changed a phrase, and the steps by which it is accepted, declined or revoked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.services.acting import refuse_others, take
from reports.forms import ActForm, ReasonForm
from reports.models import Wording
from reports.services import sending
from reports.workflow import WORDINGS

FORMS: dict[str, type[ActForm]] = {"decline": ReasonForm, "revoke": ReasonForm}


@login_required
@require_safe
def wording_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _wording(request, pk))


@login_required
@require_POST
def wording_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """A step on the version that was seen."""
    wording = _wording(request, pk)
    refuse_others(WORDINGS.steps[act], wording, request.user)
    form = FORMS.get(act, ActForm)(request.POST)
    if form.is_valid():
        with RefusedAt(form):
            take(WORDINGS, pk, act, actor=request.user, **form.cleaned_data)
            messages.success(request, str(WORDINGS.steps[act].done))
            return redirect(wording)
    return _page(request, _wording(request, pk), form, act)


def _page(request: SignedInRequest, wording: Wording, failed: Form | None = None, act: str = "") -> HttpResponse:
    offered = WORDINGS.offered(wording, request.user)
    initial = {"version": wording.version}
    asked = [
        (WORDINGS.steps[name], failed if name == act and failed else ReasonForm(initial=initial))
        for name in FORMS
        if offered[name]
    ]
    context = {
        "wording": wording,
        "may_accept": offered["accept"],
        "asked": asked,
        "failed": failed,
        "examples": sending.examples(wording, request.user),
    }
    return render(request, "reports/wording_detail.html", context, status=422 if failed else 200)


def _wording(request: SignedInRequest, pk: int) -> Wording:
    rows = Wording.objects.visible_to(request.user).select_related("county", "proposed_by", "decided_by")
    return get_object_or_404(rows, pk=pk)
