"""利害关系: declared, looked at, ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import RefusedAt
from core.listing import Column, facts_of
from core.requests import SignedInRequest
from core.services.acting import refuse_others, take
from core.views.privacy import personal_data
from draws.forms import EndForm, InterestForm
from draws.listings import ENTERPRISE, KIND, OF_UNIT, SINCE, UNTIL
from draws.models import Interest
from draws.services.declaring import declare
from draws.workflow import DECLARERS, INTERESTS, OVER, declares

FACTS = (
    OF_UNIT,
    ENTERPRISE,
    KIND,
    Column("reason", gettext_lazy("In words"), "reason", "prose"),
    SINCE,
    UNTIL,
    Column("by", gettext_lazy("Declared by"), "declared_by.full_label"),
    Column("at", gettext_lazy("Declared"), "declared_at", "moment"),
    Column("ended", pgettext_lazy("draw", "Ended"), "ended_at", "moment", empty="—"),
    Column("ended_by", pgettext_lazy("draw", "Ended by"), "ended_by.full_label", empty="—"),
    Column("end_reason", gettext_lazy("Why it ended"), "end_reason", "prose", empty="—"),
)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def interest_create(request: SignedInRequest) -> HttpResponse:
    if not declares(request.user):
        raise PermissionDenied(str(DECLARERS))
    form = InterestForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = declare(form.given(), actor=request.user)
            messages.success(request, _("Declared; the two are not drawn together while it holds."))
            return redirect(made)
    title, back = _("Declare an interest"), reverse("draws:interest-list")
    context = {"form": form, "title": title, "act": title, "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
@personal_data
def interest_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    interest = _interest(request, pk)
    context = {
        "interest": interest,
        "facts": facts_of(interest, FACTS),
        "may_end": INTERESTS.allows("end", interest, request.user),
    }
    return render(request, "draws/interest.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def interest_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End it, with why; from that day on the two may be drawn together again."""
    interest, step = _interest(request, pk), INTERESTS.steps["end"]
    refuse_others(step, interest, request.user)
    if request.method != "POST" and not INTERESTS.allows("end", interest, request.user):
        messages.error(request, str(OVER))
        return redirect(interest)
    form = EndForm(request.POST or None, thing=interest)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(INTERESTS, pk, "end", actor=request.user, **form.cleaned_data)
            messages.success(request, str(step.done))
            return redirect(interest)
    title = _("End the interest: %(name)s") % {"name": interest}
    context = {
        "form": form,
        "title": title,
        "act": step.label,
        "back": interest.get_absolute_url(),
        "lead": "draws/_end_lead.html",
        "facts": facts_of(interest, FACTS[:6]),
    }
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _interest(request: SignedInRequest, pk: int) -> Interest:
    rows = Interest.objects.visible_to(request.user).select_related(
        "person__organization", "enterprise", "declared_by__organization", "ended_by__organization"
    )
    return get_object_or_404(rows, pk=pk)
