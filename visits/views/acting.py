"""One page for every step of a visit: the table says who may, the form what is asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import refuse_others, take
from core.views.checking import check_step
from core.views.privacy import personal_data
from core.views.proving import proved
from visits.forms import FORMS
from visits.models import Visit
from visits.services.frequency import frequency_of
from visits.services.joining import to_join
from visits.views.looking_up import visit_of
from visits.views.showing import decided_on
from visits.workflow import VISITS

DECIDES = ("approve", "approve-later", "return")
"""The steps by which a leader decides on the plan: it is read on the same page."""


def has_effect(request: SignedInRequest, pk: int, act: str) -> bool:
    """Whether the step approves."""
    return VISITS.steps[act].approves


@login_required
@proved(when=has_effect)
@require_http_methods(["GET", "POST"])
@personal_data
def visit_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    visit = visit_of(request, pk)
    refuse_others(VISITS.steps[act], visit, request.user)
    if act not in FORMS:
        return _pressed(request, visit, act)
    if request.method == "GET" and not VISITS.allows(act, visit, request.user):
        return redirect(visit)
    return _with_words(request, visit, act)


def _with_words(request: SignedInRequest, visit: Visit, act: str) -> HttpResponse:
    step = VISITS.steps[act]
    form = FORMS[act](request.POST or None, visit=visit, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(VISITS, visit.pk, act, actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(visit)
    context = {
        "form": form,
        "title": f"{step.label}：{visit.enterprise.label}",
        "act": step.label,
        "back": visit.get_absolute_url(),
        "lead": "visits/_act_lead.html",
        "visit": visit,
        "frequency": frequency_of(visit) if step.approves else None,
        "others": to_join(visit, request.user) if step.approves else (),
        "left": getattr(form, "left", ()),
        **(decided_on(visit) if act in DECIDES else {}),
    }
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _pressed(request: SignedInRequest, visit: Visit, act: str) -> HttpResponse:
    """A step of one press; what can't be taken back is checked first."""
    step = VISITS.steps[act]
    if request.method != "POST":
        return check_step(request, VISITS, visit, act, str(visit)) if step.means else redirect(visit)
    version = whole(request.POST.get("version", ""))
    try:
        take(VISITS, visit.pk, act, actor=request.user, version=version)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(step.done))
    return redirect("visits:visit-code", pk=visit.pk) if act == "renew-code" else redirect(visit)
