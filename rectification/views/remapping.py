"""法律依据转引: what open items cite and is in force no longer; proposed by one person, confirmed by another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.errors import DomainError
from core.requests import SignedInRequest
from core.services.acting import take
from rectification.forms.remapping import DeclineForm, RemappingForm
from rectification.models import Remapping
from rectification.services import remapping
from rectification.states import RemappingState
from rectification.workflow.remappings import REMAPPINGS

LATEST = 20
PROPOSE, CONFIRM, DECLINE = "propose", "confirm", "decline"


@login_required
@require_http_methods(["GET", "POST"])
def remap(request: SignedInRequest) -> HttpResponse:
    rows = Remapping.objects.visible_to(request.user).select_related("proposed_by", "decided_by")
    rows = rows.prefetch_related("lines__ended__instrument", "lines__follower__instrument")
    waiting = rows.filter(state=RemappingState.PROPOSED).first()
    act = request.POST.get("act", "")
    form = RemappingForm(request.POST if act == PROPOSE else None, ended=remapping.ended_for(request.user))
    decline = DeclineForm(request.POST if act == DECLINE else None)
    done = _done(request, act, waiting, form, decline)
    if done:
        messages.success(request, done)
        return redirect("rectification:remap")
    shown = {
        "form": form,
        "decline": decline,
        "waiting": waiting,
        "offered": REMAPPINGS.offered(waiting, request.user) if waiting else {},
        "may_propose": remapping.may_propose(request.user) and waiting is None,
        "past": rows.exclude(state=RemappingState.PROPOSED)[:LATEST],
    }
    status = 422 if form.errors or decline.errors else 200
    return render(request, "rectification/remap.html", shown, status=status)


def _done(
    request: SignedInRequest, act: str, waiting: Remapping | None, form: RemappingForm, decline: DeclineForm
) -> str:
    """What was done, in words; empty where nothing was, and the form or the page says why."""
    try:
        if act == PROPOSE and form.is_valid():
            remapping.propose(form.pairs(), actor=request.user, reason=form.cleaned_data["reason"])
            return str(remapping.PROPOSED)
        return _decided(request.user, act, waiting, decline) if waiting else ""
    except DomainError as refusal:
        _tell(request, next((asked for asked in (form, decline) if asked.is_bound), None), refusal)
    return ""


def _decided(actor: User, act: str, waiting: Remapping, decline: DeclineForm) -> str:
    """Confirmed or declined by the second person; nothing else is decided here."""
    if act == CONFIRM or (act == DECLINE and decline.is_valid()):
        take(REMAPPINGS, waiting.pk, act, actor=actor, **(decline.cleaned_data if act == DECLINE else {}))
        return str(REMAPPINGS.steps[act].done)
    return ""


def _tell(request: SignedInRequest, asked: Form | None, refusal: DomainError) -> None:
    if asked:
        asked.add_error(None, str(refusal))
    else:
        messages.error(request, str(refusal))
