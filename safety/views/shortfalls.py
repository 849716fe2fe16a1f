"""安全提示: one proposal with its sentence, criterion and course, and the decision to dismiss it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.dismissing import DismissForm
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.services.acting import take
from core.views.panels import file_page
from core.views.privacy import personal_data
from safety.models import Shortfall
from safety.workflow import SHORTFALLS


@login_required
@require_safe
@personal_data
def shortfall_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    back = (_("Proposed shortfalls of safety"), "safety:shortfall-list")
    return file_page(request, _shortfall(request, pk), back=back)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def shortfall_dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why it is none; other facts may propose it again."""
    shortfall = _shortfall(request, pk)
    form = DismissForm(request.POST or None, version=shortfall.version)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(SHORTFALLS, pk, "dismiss", actor=request.user, **form.cleaned_data)
            messages.success(request, str(SHORTFALLS.steps["dismiss"].done))
            return redirect(shortfall)
    title = _("Dismiss: %(name)s") % {"name": shortfall}
    context = {"form": form, "title": title, "act": _("Dismiss"), "back": shortfall.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _shortfall(request: SignedInRequest, pk: int) -> Shortfall:
    rows = Shortfall.objects.visible_to(request.user).select_related("enterprise", "criterion__instrument")
    return get_object_or_404(rows, pk=pk)
