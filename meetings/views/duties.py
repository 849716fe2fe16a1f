"""议定事项: one of them, and its steps, each with its words."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import RefusedAt
from core.listing import Column, facts_of
from core.requests import SignedInRequest
from core.services.acting import refuse_others, take
from meetings.forms import AnswerForm, ReportForm
from meetings.listings import DUE, MEETING, PERSON, UNIT
from meetings.models import Duty
from meetings.workflow import DUTIES

FACTS = (
    UNIT,
    PERSON,
    DUE,
    Column("report", Duty._meta.get_field("report").verbose_name, "report", "prose", empty="—"),
    Column("done_by", Duty._meta.get_field("done_by").verbose_name, "done_by.full_label", empty="—"),
    Column("answer", Duty._meta.get_field("answer").verbose_name, "answer", "prose", empty="—"),
    MEETING,
)


@login_required
@require_safe
def duty_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    duty = _duty(request, pk)
    context = {
        "duty": duty,
        "facts": facts_of(duty, FACTS),
        "steps": [step for step in DUTIES.steps.values() if DUTIES.allows(step.name, duty, request.user)],
    }
    return render(request, "meetings/duty.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def duty_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """A step with the words that it asks for."""
    duty, step = _duty(request, pk), DUTIES.steps[act]
    refuse_others(step, duty, request.user)
    form = (ReportForm if act == "report" else AnswerForm)(request.POST or None, version=duty.version)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(DUTIES, pk, act, actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(duty)
    title = f"{step.label}：{duty.text}"
    context = {"form": form, "title": title, "act": step.label, "back": duty.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _duty(request: SignedInRequest, pk: int) -> Duty:
    rows = Duty.objects.visible_to(request.user).select_related(
        "organization", "person", "meeting__park", "done_by__organization"
    )
    return get_object_or_404(rows, pk=pk)
