"""违法提示: one proposal with its sentence, law and history, and the decision to dismiss it."""

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
from projects.models import Violation
from projects.workflow import VIOLATIONS


@login_required
@require_safe
def violation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    violation = _violation(request, pk)
    return file_page(request, violation, back=(_("Projects ahead of their papers"), "projects:violation-list"))


@login_required
@require_http_methods(["GET", "POST"])
def violation_dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why it is none; other facts may propose it again."""
    violation = _violation(request, pk)
    form = DismissForm(request.POST or None, version=violation.version)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            take(VIOLATIONS, pk, "dismiss", actor=request.user, **form.cleaned_data)
            messages.success(request, str(VIOLATIONS.steps["dismiss"].done))
            return redirect(violation)
    title = _("Dismiss: %(name)s") % {"name": violation}
    context = {"form": form, "title": title, "act": _("Dismiss"), "back": violation.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _violation(request: SignedInRequest, pk: int) -> Violation:
    rows = Violation.objects.visible_to(request.user).select_related("project__enterprise")
    return get_object_or_404(rows, pk=pk)
